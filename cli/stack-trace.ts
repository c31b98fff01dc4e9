import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";

/** `at judge (/usr/lib/byoc/dist/byoc.cjs:12:3456)` */
const FRAME = /(\/[^\s()]*|[A-Za-z]:\\[^\s()]*):(\d+):(\d+)/g;

/**
 * A stack trace with the places in the sources, where the bundle's source map lies beside it. Node.js
 * would read maps by itself only if it were told so before the bundle is loaded.
 */
export function sourceTrace(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
    return maps.get(file);
  };
  return stack.replace(FRAME, (place: string, file: string, line: string, column: string) => {
    const origin = mapOf(file)?.findOrigin(Number(line), Number(column));
    if (!origin || !("fileName" in origin)) return place;
    return `${origin.fileName.replace(/^(\.\.\/)+/, "")}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

function readMap(file: string): SourceMap | undefined {
  if (!existsSync(file)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload);
}
