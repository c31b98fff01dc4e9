import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";

/** `at judge (/usr/lib/byoc/dist/byoc.cjs:12:3456)`, `at /usr/lib/byoc/dist/byoc.cjs:12:3456` */
const FRAME = /^(\s+at (?:[^(\n]*\()?)(.+):(\d+):(\d+)(?=\)?$)/gm;

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
  return stack.replace(FRAME, (frame: string, at: string, file: string, ...place: string[]) => {
    const origin = mapOf(file)?.findOrigin(Number(place[0]), Number(place[1]));
    if (!origin || !("fileName" in origin)) return frame;
    const source = origin.fileName.replace(/^(\.\.\/)+/, "");
    return `${at}${source}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

/** None where it cannot be read: the trace of a defect must not end in another one. */
function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
