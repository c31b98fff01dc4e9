import { stringify } from "yaml";
import { isRecord } from "../text/record";
import { isScalar } from "./json";

/** A function of Terraform's; undefined when the arguments are none that it takes. */
type Fn = (...args: readonly unknown[]) => unknown;

/** Every text in quotes: `yes` is one, whatever the version of YAML. */
const YAML = {
  defaultKeyType: "QUOTE_DOUBLE",
  defaultStringType: "QUOTE_DOUBLE",
  indentSeq: false,
  lineWidth: 0,
  sortMapEntries: true,
  aliasDuplicateObjects: false,
} as const;

const texts = (values: readonly unknown[]): values is readonly string[] =>
  values.every((value) => typeof value === "string");

const onText =
  (change: (text: string) => string): Fn =>
  (value) =>
    typeof value === "string" ? change(value) : undefined;

const onTexts =
  (change: (text: string, other: string) => string): Fn =>
  (value, other) =>
    typeof value === "string" && typeof other === "string" ? change(value, other) : undefined;

/** Sets are lists here: policies and `for_each` do not mind the order. */
const toSet: Fn = (value) => (Array.isArray(value) ? [...new Set<unknown>(value)] : undefined);

/** `%s` and `%%` only, which is what ARNs need. */
const format: Fn = (pattern, ...args) => {
  if (typeof pattern !== "string" || /%[^s%]/.test(pattern)) return undefined;
  let next = 0;
  const filled = pattern.replace(/%[s%]/g, (verb) => (verb === "%%" ? "%" : plain(args[next++])));
  return next === args.length && !filled.includes("\0") ? filled : undefined;
};

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "\0";
}

const merge: Fn = (...args) =>
  args.every(isRecord) ? Object.fromEntries(args.flatMap(Object.entries)) : undefined;

/** The functions that policies, ARNs and `for_each` are commonly written with. */
export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ["jsonencode", (value) => (value === undefined ? undefined : JSON.stringify(value))],
  // Not letter by letter as Terraform, which nobody compares.
  ["yamlencode", (value) => (value === undefined ? undefined : stringify(value, YAML))],
  [
    "join",
    (separator, ...lists) => {
      const items: unknown[] = lists.flat();
      return typeof separator === "string" && texts(items) ? items.join(separator) : undefined;
    },
  ],
  ["concat", (...lists) => (lists.every(Array.isArray) ? lists.flat() : undefined)],
  ["merge", merge],
  ["format", format],
  ["toset", toSet],
  ["tolist", (value) => (Array.isArray(value) ? value : undefined)],
  ["tomap", (value) => (isRecord(value) ? value : undefined)],
  ["tostring", (value) => (isScalar(value) ? String(value) : undefined)],
  ["lower", onText((value) => value.toLowerCase())],
  ["upper", onText((value) => value.toUpperCase())],
  [
    "trimprefix",
    onTexts((value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
  ],
  [
    "trimsuffix",
    onTexts((value, suffix) =>
      suffix !== "" && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
    ),
  ],
  [
    "replace",
    (value, from, to) =>
      // Between slashes it would be a pattern.
      typeof value === "string" &&
      typeof from === "string" &&
      typeof to === "string" &&
      !/^\/.*\/$/.test(from)
        ? value.replaceAll(from, () => to)
        : undefined,
  ],
  ["sensitive", (value) => value],
  ["nonsensitive", (value) => value],
]);
