import type { Finding } from "./schema/field";
import type { Problem } from "./problem";
import type { Path, Source } from "./source";

const LONGEST_SHOWN = 120;

/** Adds problems of one file, filling in the place and the value as it may be shown. */
export class Report {
  readonly problems: Problem[] = [];
  private readonly reported = new Set<string>();

  constructor(
    private readonly source: Source,
    private readonly data: unknown,
  ) {}

  error(path: Path, finding: Finding): void {
    this.add("error", path, finding);
  }

  warning(path: Path, finding: Finding): void {
    this.add("warning", path, finding);
  }

  /** Whether a value, or something it lies in, already has an error. */
  isWrong(path: Path): boolean {
    return path.some((_, index) => this.reported.has(key(path.slice(0, index + 1))));
  }

  private add(severity: Problem["severity"], path: Path, finding: Finding): void {
    if (severity === "error") this.reported.add(key(path));
    if (path.length > 0 && this.source.isBroken(path)) return;
    const unknownKey = finding.code === "unknown-key";
    this.problems.push({
      severity,
      file: this.source.file,
      ...this.source.locate(path, unknownKey ? "key" : "value"),
      ...(path.length > 0 ? { path: showPath(path) } : {}),
      ...(unknownKey ? {} : { value: this.show(path) }),
      ...finding,
    });
  }

  private show(path: Path): string | undefined {
    if (path.length === 0) return undefined;
    const value = valueAt(this.data, path);
    if (value === undefined) return undefined;
    if (this.source.fromEnvironment(path)) return this.source.written(path);
    if (path.at(-1) === "externalId") {
      return typeof value === "string" ? `(masked, ${value.length} characters)` : "(masked)";
    }
    if (Array.isArray(value)) return `a list of ${value.length}`;
    if (value !== null && typeof value === "object") return "a mapping";
    const text = JSON.stringify(value) ?? String(value);
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}… (${text.length - 2} characters)` : text;
  }
}

/** The value at a path of plain data; own keys only. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const part of path) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** A path as messages show it: `milvus.cluster.oidcIssuer`, `zones[1]`. */
export function showPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const plain = /^[\w-]+$/.test(part) ? part : JSON.stringify(part);
      return index === 0 ? plain : `.${plain}`;
    })
    .join("");
}

function key(path: Path): string {
  return JSON.stringify(path);
}
