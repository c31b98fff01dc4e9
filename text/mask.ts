/** Takes out of a text what nobody may be shown. */
export type Mask = (text: string) => string;

/** What stands in the place of a text that is not shown. */
export const MASKED = "(masked)";

/** What STS accepts as an external ID (API reference, AssumeRole); anything else is none. */
export const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/**
 * An external ID by the form in which Zilliz Cloud gives it out. The tail of a name such as
 * `zilliz-external-role` is a short word; that of the schema's examples is for everybody.
 */
const ISSUED =
  /(?<![a-z0-9])(?:cid|zilliz-external)-(?!1a2b3c4d)(?:(?=[a-z]*\d)[a-z0-9]{4,}|[a-z0-9]{12,})/gi;

/** Masks what has the form of an external ID, whether or not it is known to be one. */
export function maskIssued(text: string): string {
  return text.replace(ISSUED, MASKED);
}

/**
 * Whether a text can be nothing but an ID: it begins as those of Zilliz Cloud do, or has a letter
 * and two digits, as no word of ours has (`us-west-2` and `integrate-with-aws-s3` have one). Only
 * such an ID is looked for in texts. One that may be a word, `resource` or `storage-role`, gives
 * nobody away where it stands by chance, and would take sentences apart; it is masked where a value
 * is known to be the external ID: in conditions, outputs and the config's own field.
 */
export function isTelling(id: string): boolean {
  if (id.length < 8 || !EXTERNAL_ID.test(id)) return false;
  return /^(cid|zilliz-external)-/i.test(id) || (/[a-z]/i.test(id) && /\d.*\d/.test(id));
}

/** A mask for known external IDs, for texts that follow a syntax: names, paths and addresses. */
export function maskOf(externalIds: Iterable<string>): Mask {
  const ids = [...new Set(externalIds)].filter(isTelling);
  if (ids.length === 0) return (text) => text;
  // The longest first: an ID may begin with another.
  const literals = ids
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((id) => id.replace(/[+.]/g, "\\$&"));
  const pattern = new RegExp(literals.join("|"), "g");
  return (text) => text.replace(pattern, MASKED);
}

/** The same for sentences: also what follows the name of the condition key, and credentials. */
export function sentenceMaskOf(externalIds: Iterable<string>): Mask {
  const known = maskOf(externalIds);
  return (text) => maskCredentials(maskNamed(known(text)));
}

/**
 * Fields that hold any text, or a list of such. A field whose type lists its words, such as a
 * severity, is none: the mask cannot be put on it.
 */
type TextField<Fields> = {
  [Key in keyof Fields]-?: string extends TextIn<NonNullable<Fields[Key]>> ? Key : never;
}[keyof Fields];

type TextIn<Value> = Value extends string
  ? Value
  : Value extends readonly (infer Item extends string)[]
    ? Item
    : never;

/** The same with some of its texts masked; itself where there is nothing to mask. */
export function maskFields<Fields extends object>(
  fields: Fields,
  mask: Mask,
  ...names: readonly TextField<Fields>[]
): Fields {
  const changed = names.flatMap((name) => {
    const value: unknown = fields[name];
    const shown = maskValue(value, mask);
    return shown === value ? [] : [[name, shown] as const];
  });
  return changed.length === 0 ? fields : { ...fields, ...Object.fromEntries(changed) };
}

function maskValue(value: unknown, mask: Mask): unknown {
  if (typeof value === "string") return mask(value);
  if (!Array.isArray(value)) return value;
  const shown = value.map((item: unknown) => maskValue(item, mask));
  return shown.some((item, index) => item !== value[index]) ? shown : value;
}

const KEY = /^sts:externalid$/i;

/** A policy as text whose external IDs, and those known from elsewhere, are not shown. */
export function maskedPolicy(document: object, mask: Mask): string {
  return JSON.stringify(
    document,
    (key, value: unknown) => {
      if (KEY.test(key)) return maskValue(value, () => MASKED);
      return typeof value === "string" ? mask(value) : value;
    },
    2,
  );
}

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
