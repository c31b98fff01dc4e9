import { cached } from "../cache";
import type { Finding, Report } from "../finding";
import type { Input } from "../model";

/** Takes out of a text what no report may show. */
export type Mask = (text: string) => string;

const MASKED = "(masked)";

/** What STS accepts as an external ID; anything else in its place is none. */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
/** Shorter ones are masked only where they stand alone: they may be parts of words. */
const SHORTEST_ANYWHERE = 6;

/** A mask for external IDs that are known, for those that a text itself names, and credentials. */
export function makeMask(externalIds: Iterable<string>): Mask {
  const known = idMask(externalIds);
  return cached((text) => maskCredentials(maskNamed(known(text))));
}

/** A mask for known external IDs only, for texts that follow a syntax: paths and addresses. */
export function idMask(externalIds: Iterable<string>): Mask {
  const ids = [...new Set(externalIds)].filter((id) => EXTERNAL_ID.test(id) && id !== "masked");
  if (ids.length === 0) return (text) => text;
  // The longest first: an ID may begin with another.
  const pattern = new RegExp(
    ids
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
      .map((id) => {
        const literal = id.replace(/[+.]/g, "\\$&");
        return id.length < SHORTEST_ANYWHERE ? `(?<![\\w-])${literal}(?![\\w-])` : literal;
      })
      .join("|"),
    "g",
  );
  return cached((text) => text.replace(pattern, MASKED));
}

/** External IDs that a file holds: in trusts, in any of their spellings, and in variables. */
export function externalIdsIn(input: Pick<Input, "strings">): string[] {
  const ids: string[] = [];
  const operands = new Map<string, string[]>();
  const conditions = new Set<string>();
  for (const { pointer, value } of input.strings()) {
    if (ID_POINTER.test(pointer)) ids.push(value);
    const block = operandOf(pointer);
    if (block !== undefined) operands.set(block, [...(operands.get(block) ?? []), value]);
    if (!/sts:externalid/i.test(value)) continue;
    // `aws_iam_policy_document` has the key and its values side by side.
    if (pointer.endsWith("/variable")) conditions.add(pointer.slice(0, -"/variable".length));
    for (const match of value.matchAll(IN_JSON)) {
      ids.push(...[...match[1]!.matchAll(/"([^"\\]*)\\*"/g)].map(([, id]) => id!));
    }
  }
  for (const block of conditions) ids.push(...(operands.get(block) ?? []));
  return ids.filter((id) => EXTERNAL_ID.test(id));
}

/** Pointer of the block that a value stands in: `…/values/0`. */
function operandOf(pointer: string): string | undefined {
  const end = pointer.lastIndexOf("/");
  if (!pointer.endsWith("/values", end) || !/^\d+$/.test(pointer.slice(end + 1))) return undefined;
  return pointer.slice(0, end - "/values".length);
}

/** `/variables/external_id/value`, `…/Condition/StringEquals/sts:ExternalId/0` */
const ID_POINTER =
  /\/(sts:externalid|(\w+_)?external_?ids?)(\/(value|default|constant_value|\d+))*$/i;
const IN_JSON = /sts:ExternalId\\*"\s*[:=]\s*(\[[^\]]*\]|\\*"[^"]*")/gi;

const NAME = /sts:ExternalId/gi;
/** What may stand between the name and a quoted value: closing quote, punctuation, a few words. */
const QUOTED = /([^"'`{}\\\n]{0,60})(\\*)(["`]|(?<!\w)')((?:(?!\2\3)[^\n])*)(\2\3)/y;
/** `sts:ExternalId=abc`, or after a colon something with a digit, which no word of a sentence has. */
const BARE = /\\*["'`]?\s*(?:=\s*|:(?=\S)|:\s+(?=[\w+=,.@:/-]*\d))([\w+,.@:/-][\w+=,.@:/-]*)/y;

/** Masks every string that follows the name of the condition key, as its value or in a sentence. */
function maskNamed(text: string): string {
  let result = "";
  let done = 0;
  for (const name of text.matchAll(NAME)) {
    const end = name.index + name[0].length;
    if (end < done) continue;
    result += text.slice(done, end);
    done = end;
    // The quote that closes the name itself opens nothing.
    const closing = /\\*["'`]/y;
    closing.lastIndex = done;
    const quote = closing.exec(text)?.[0] ?? "";
    BARE.lastIndex = done;
    const bare = BARE.exec(text);
    if (bare) {
      result += bare[0].slice(0, bare[0].length - bare[1]!.length) + MASKED;
      done += bare[0].length;
      continue;
    }
    result += quote;
    done += quote.length;
    for (;;) {
      QUOTED.lastIndex = done;
      const value = QUOTED.exec(text);
      if (!value) break;
      const after = done + value[0].length;
      // A string with a colon behind it is the next key.
      if (/^\s*[:=]/.test(text.slice(after)) || /sts:ExternalId/i.test(value[0])) break;
      result += value[1]! + value[2]! + value[3]! + MASKED + value[5]!;
      done = after;
    }
  }
  return result + text.slice(done);
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASKED],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, MASKED],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,})/g, MASKED],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, MASKED],
  // User and password in a URL.
  [/(:\/\/)[^\s/@:"']+:[^\s/@"']+@/g, `$1${MASKED}@`],
  [
    /((?:secret|password|passwd|token|access_?key|private_?key)\w*\\*["']?\s*[=:]\s*\\*["'])[^"'\\\s]{8,}/gi,
    `$1${MASKED}`,
  ],
  // Forty characters of mixed kind: a secret access key. Hashes have no capitals.
  [
    /(?<![\w/+=-])(?=[A-Za-z0-9/+]*[a-z])(?=[A-Za-z0-9/+]*[A-Z])(?=[A-Za-z0-9/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=-])/g,
    MASKED,
  ],
];

/** Masks what looks like a credential; rules should never quote one, but their authors may err. */
function maskCredentials(text: string): string {
  return SECRETS.reduce((masked, [pattern, instead]) => masked.replace(pattern, instead), text);
}

/** A report that may be shown. The engine masks its own; this is for reports from elsewhere. */
export function maskReport(report: Report, externalIds: Iterable<string>): Report {
  const ids = [...externalIds];
  const known = idMask(ids);
  return {
    ...report,
    inputs: report.inputs.map((input) => ({ ...input, file: known(input.file) })),
    findings: maskFindings(report.findings, ids),
  };
}

/** Findings that may be shown; everything that a person wrote in them goes through the mask. */
export function maskFindings(
  findings: readonly Finding[],
  externalIds: Iterable<string>,
): Finding[] {
  const ids = [...externalIds];
  const masks = { known: idMask(ids), mask: makeMask(ids) };
  return findings.map((finding) => maskFinding(finding, masks));
}

function maskFinding(finding: Finding, { known, mask }: { known: Mask; mask: Mask }): Finding {
  const { waiver } = finding;
  const changed = {
    ...masked(finding, known, "address", "constructPath", "file"),
    ...masked(finding, mask, "key", "message", "fix"),
    ...(waiver && {
      waiver: {
        ...waiver,
        ...masked(waiver, mask, "reason", "owner", "ticket"),
        source: known(waiver.source),
      },
    }),
  };
  // Hardly any holds a secret; a fleet has too many to copy them all.
  return Object.keys(changed).length === 0 ? finding : { ...finding, ...changed };
}

/** Masked copies of those fields that hold something to mask. */
function masked<Key extends string>(
  object: Readonly<Partial<Record<Key, string>>>,
  mask: Mask,
  ...keys: Key[]
): Partial<Record<Key, string>> {
  const copies: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const text = object[key];
    const safe = text === undefined ? undefined : mask(text);
    if (safe !== text) copies[key] = safe;
  }
  return copies;
}
