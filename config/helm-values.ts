import { isAlias, isMap, isScalar, isSeq, Scalar, type Alias, type Node, type Pair } from "yaml";
import { helmReading, rounded, type HelmReading } from "./helm-scalar";
import { keyText, startOf } from "./nodes";
import { MOST_PROBLEMS } from "../text/problem";
import type { TellAt } from "./screen";
import { type KeyPath, showPath, showText } from "./show";

/** Line breaks of YAML 1.1 that YAML 1.2 takes for characters like any other. */
const BREAK = /[\u0085\u2028\u2029]/;
const ALLOWED = "what YAML 1.2, which a config is read by, and Helm read alike";

/** What a document says of its nodes. */
export interface Screening {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly broken: Set<unknown>;
}

/**
 * Helm values stand in a config as people paste them from files that Helm reads by other rules than
 * a config is read by. What the two read differently has to be written so that they agree.
 *
 * @param text the whole config file.
 */
export function checkHelmValues(
  root: Node,
  place: KeyPath,
  text: string,
  { targets, broken }: Screening,
  report: TellAt,
): void {
  const seen = new Set<unknown>();
  let left = MOST_PROBLEMS;
  const tell = (offset: number, path: KeyPath, message: string, fix: string) => {
    left -= 1;
    if (left < 0) return;
    report(offset, { code: "value", path: showPath(path), message, allowed: ALLOWED, fix });
  };
  checkBreaks(root);
  look(root, place);

  function look(node: unknown, path: KeyPath): void {
    const target = isAlias(node) ? targets.get(node) : node;
    if (left < 0 || seen.has(target)) return;
    seen.add(target);
    if (isSeq(target)) target.items.forEach((item, index) => look(item, [...path, index]));
    else if (isMap(target)) {
      for (const pair of target.items) {
        checkKey(pair, path);
        look(pair.value, [...path, keyText(pair)]);
      }
    } else if (isScalar(target) && isPlain(target) && !broken.has(target)) checkValue(target, path);
  }

  function checkValue(scalar: Scalar, path: KeyPath): void {
    const { source = "" } = scalar;
    const shown = showText(source);
    const helm = helmReading(source);
    const short = rounded(source);
    const [message, fix] = isRefused(helm)
      ? [`YAML 1.2 reads ${shown}; Helm refuses it, and the whole file`, `write "${shown}"`]
      : helm !== scalar.value
        ? [`YAML 1.2 reads ${inWords(scalar.value)}; Helm: ${inWords(helm)}`, choice(shown, helm)]
        : short !== undefined
          ? [`YAML 1.2 and Helm both round ${shown} to ${short}`, `write "${shown}" for the text`]
          : [undefined, ""];
    if (message === undefined) return;
    broken.add(scalar);
    tell(startOf(scalar), path, message, fix);
  }

  function checkKey(pair: Pair, path: KeyPath): void {
    const { key } = pair;
    if (!isScalar(key) || !isPlain(key)) return;
    const { source = "" } = key;
    const shown = showText(source);
    const own = [...path, keyText(pair)];
    if (source === "<<") {
      broken.add(pair.value);
      const message = 'YAML 1.2 reads a key "<<"; Helm: the keys of what stands behind it';
      tell(startOf(key), own, message, "write these keys out in place of the line");
      return;
    }
    const helm = helmReading(source);
    if (!isRefused(helm) && helm !== null && String(helm) === keyText(pair)) return;
    const read = isRefused(helm) || helm === null ? "refuses it" : `the key "${String(helm)}"`;
    const message = `YAML 1.2 reads the key "${showText(keyText(pair))}"; Helm: ${read}`;
    tell(startOf(key), own, message, `write "${shown}" for the text`);
  }

  function checkBreaks({ range }: Node): void {
    if (!range) return;
    let begin = range[0];
    for (const line of text.slice(range[0], range[2]).split("\n")) {
      if (left < 0) return;
      const offset = begin + line.search(BREAK);
      begin += line.length + 1;
      if (!BREAK.test(line)) continue;
      const code = text.charCodeAt(offset).toString(16).padStart(4, "0");
      const message = `YAML 1.2 reads the character U+${code.toUpperCase()}; Helm: a line break`;
      tell(offset, place, message, `write it as \\u${code} in double quotes, or remove it`);
    }
  }
}

/** Whether a scalar stands without quotes, in which alone it can be anything but text. */
function isPlain(scalar: Scalar): boolean {
  return scalar.type === Scalar.PLAIN;
}

function isRefused(reading: HelmReading): reading is { readonly refused: true } {
  return typeof reading === "object" && reading !== null;
}

function inWords(value: unknown): string {
  return typeof value === "string" ? `the text "${showText(value)}"` : String(value);
}

/** How to write what either of the two reads. */
function choice(shown: string, helm: Exclude<HelmReading, object>): string {
  const own = `write "${shown}" for the text`;
  return typeof helm === "string" ? own : `${own}, or ${String(helm)}`;
}
