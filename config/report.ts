import { valueAt } from "../text/record";
import { MASKED, maskOf, type Mask } from "../text/mask";
import type { ConfigProblem } from "./problem";
import type { Told } from "./schema/field";
import { type KeyPath, showPath, showText } from "./show";
import type { ConfigSource } from "./source";

/** Where a config may hold an external ID. */
const EXTERNAL_IDS = [
  ["zilliz", "externalId"],
  ["integration", "externalId"],
  ["aws", "assumeRole", "externalId"],
] as const;

/** Adds problems of one file, filling in the place and the value as it may be shown. */
export class ConfigReport {
  readonly problems: ConfigProblem[] = [];
  private readonly reported = new Set<string>();
  private unknownKey = false;
  private readonly known: Mask;
  /** What the environment filled in, the longest first, and what stands in its place. */
  private readonly filled: readonly (readonly [RegExp, string])[];

  constructor(private readonly source: ConfigSource) {
    this.known = maskOf(
      EXTERNAL_IDS.flatMap((path) => valueAt(source.data, path)).filter(
        (id) => typeof id === "string",
      ),
    );
    this.filled = [...source.masks]
      .sort(([a], [b]) => b.length - a.length)
      .map(([value, shown]) => [literal(value), shown]);
  }

  /** Reports an error; where its code is not named, of values that do not fit each other. */
  error(path: KeyPath, finding: Told): void {
    const first = !this.reported.has(key(path));
    this.reported.add(key(path));
    this.unknownKey ||= path.length === 1 && finding.code === "unknown-key";
    if (first || !this.repeats(path, finding)) this.add("error", path, finding);
  }

  warning(path: KeyPath, finding: Told): void {
    this.add("warning", path, finding);
  }

  /** Whether a value, or something it lies in, has an error, so that no rule need look at it. */
  isWrong(path: KeyPath): boolean {
    return (
      path.some((_, index) => this.reported.has(key(path.slice(0, index + 1)))) ||
      this.source.isBroken(path)
    );
  }

  /** Whether what a rule compares with, at the top of the file, has an error. */
  isAnyWrong(...keys: ("name" | "accountId" | "region")[]): boolean {
    return keys.some((one) => this.isWrong([one]));
  }

  /** The same, or whether something in it has. */
  isWrongWithin(path: KeyPath): boolean {
    const start = key(path).slice(0, -1);
    return this.isWrong(path) || [...this.reported].some((one) => one.startsWith(`${start},`));
  }

  /** Whether a key at the top of the file is unknown: a misspelled section, perhaps. */
  get hasUnknownKey(): boolean {
    return this.unknownKey;
  }

  /** Whether nothing new is said; of a value of the wrong type, nothing more can be. */
  private repeats(path: KeyPath, { message }: Told): boolean {
    const shown = showPath(path);
    return this.problems.some(
      (problem) =>
        problem.path === shown && (problem.message === message || problem.code === "type"),
    );
  }

  private add(severity: ConfigProblem["severity"], path: KeyPath, finding: Told): void {
    if (path.length > 0 && this.source.isBroken(path)) return;
    const { code = "conflict", allowed, discreet } = finding;
    const value = valueAt(this.source.data, path);
    const hidden = discreet !== undefined && this.source.fromEnvironment(path);
    const { message, fix } = hidden ? discreet : finding;
    const aboutKey = code === "unknown-key" || code === "credential";
    // A mapping's own line is the one that names it; its value begins a line later.
    const what = aboutKey || value === null || typeof value === "object" ? "key" : "value";
    this.problems.push({
      code,
      severity,
      file: this.source.file,
      ...this.source.locate(path, what),
      ...(path.length > 0 ? { path: this.known(showPath(path)) } : {}),
      value: aboutKey ? undefined : this.show(path, value),
      message: this.mask(message),
      allowed: this.mask(allowed),
      // A fix that would repeat an external ID is of no use without it.
      fix: fix && this.known(fix) === fix ? this.mask(fix) : undefined,
    });
  }

  private show(path: KeyPath, value: unknown): string | undefined {
    if (path.length === 0 || value === undefined || value === null) return undefined;
    if (this.source.fromEnvironment(path)) return showText(this.source.written(path) ?? "");
    if (path.includes("externalId")) {
      if (typeof value !== "string") return MASKED;
      return `(masked, ${value.length} ${value.length === 1 ? "character" : "characters"})`;
    }
    if (Array.isArray(value)) return `a list of ${value.length}`;
    if (typeof value === "object") return "a mapping";
    if (typeof value === "string") return `"${showText(this.mask(value))}"`;
    return showText(this.source.written(path) ?? JSON.stringify(value));
  }

  private mask(text: string): string {
    return this.known(
      this.filled.reduce((masked, [value, shown]) => masked.replace(value, () => shown), text),
    );
  }
}

/** Finds a value; one that is a plain word, which others may hold, only where it stands alone. */
function literal(value: string): RegExp {
  const pattern = value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return new RegExp(/^\w+$/.test(value) ? `(?<![\\w-])${pattern}(?![\\w-])` : pattern, "g");
}

function key(path: KeyPath): string {
  return JSON.stringify(path);
}
