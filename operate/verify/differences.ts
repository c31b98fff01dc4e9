import { isDeepStrictEqual } from "node:util";
import { compare } from "../../iam/compare";
import { readPolicy } from "../../terraform/policy";
import { isRecord, type PlainRecord } from "../../text/record";
import type { FoundResource } from "../aws/found";
import { withPlaceholder } from "./rewritten";

/** One argument that AWS has otherwise than it is meant. */
export interface ReadDifference {
  /** `versioning_configuration.status` */
  readonly argument: string;
  /** What is different, in words. */
  readonly text: string;
}

/** Arguments that hold policies: they are compared by what they mean. */
const POLICIES = new Set(["policy", "assume_role_policy"]);

/** What a resource is meant to be where the file does not say. */
const DEFAULTS: Readonly<Record<string, PlainRecord>> = {
  aws_iam_role: { permissions_boundary: "" },
  aws_kms_key: { is_enabled: true },
};

/** How AWS has a resource otherwise than it is meant. */
export function differencesOf(
  found: FoundResource & { readonly status: "there" },
  isOthersTag: (key: string) => boolean,
  region: string,
): ReadDifference[] {
  const { meant, body, attributes } = found;
  const asked: PlainRecord = {
    ...DEFAULTS[meant.type],
    ...(meant.type === "aws_s3_bucket" && { region }),
    ...body,
  };
  return Object.entries(asked).flatMap(([argument, value]) => {
    if (meant.ignored.has(argument) && argument !== "assume_role_policy") return [];
    const actual = attributes[argument];
    if (POLICIES.has(argument)) {
      const isRewritten = meant.ignored.has(argument);
      return policyDifferences(argument, actual, value, isRewritten);
    }
    if (argument === "tags") return tagDifferences(actual, value, isOthersTag);
    const form = FORMS[`${meant.type}.${argument}`] ?? plain;
    return valueDifferences(argument, form(actual), form(value));
  });
}

function policyDifferences(
  argument: string,
  actual: unknown,
  meant: unknown,
  isRewritten: boolean,
): ReadDifference[] {
  if (typeof meant !== "string") return [];
  if (typeof actual !== "string") return [{ argument, text: "is not there" }];
  const use = argument === "policy" ? "other" : "trust";
  const text = isRewritten ? withPlaceholder(actual, meant) : actual;
  const [there, wanted] = [text, meant].map((one) => readPolicy(argument, one, use).document);
  if (!wanted?.known) return [];
  if (!there?.known) return [{ argument, text: `cannot be read: ${there?.why ?? ""}` }];
  return compare(there.value, wanted.value)
    .slice(0, MOST_TOLD)
    .map(({ text: words }) => ({ argument, text: words }));
}

const MOST_TOLD = 3;

function tagDifferences(
  actual: unknown,
  meant: unknown,
  isOthers: (key: string) => boolean,
): ReadDifference[] {
  const [there, wanted] = [actual, meant].map((tags) => (isRecord(tags) ? tags : {}));
  const keys = [...new Set([...Object.keys(wanted!), ...Object.keys(there!)])];
  return keys
    .filter((key) => !isOthers(key))
    .flatMap((key) => valueDifferences(`tags.${key}`, there![key], wanted![key]));
}

function valueDifferences(argument: string, actual: unknown, meant: unknown): ReadDifference[] {
  // What it leads to is missing, and told there.
  if (typeof meant === "string" && meant.includes("${")) return [];
  if (isEmpty(actual) && isEmpty(meant)) return [];
  if (isRecord(actual) && isRecord(meant)) {
    return [...new Set([...Object.keys(meant), ...Object.keys(actual)])].flatMap((key) =>
      valueDifferences(`${argument}.${key}`, actual[key], meant[key]),
    );
  }
  // Blocks of which there can be one are told part by part; files write them as objects, too.
  const [one, other] = [onlyBlock(actual), onlyBlock(meant)];
  if (one && other && !(isRecord(actual) && isRecord(meant))) {
    return valueDifferences(argument, one, other);
  }
  if (isBlocks(actual) && isBlocks(meant) && actual.length === meant.length) {
    const [there, wanted] = [actual, meant].map((blocks) => inOrder(blocks));
    return there!.flatMap((block, index) =>
      valueDifferences(nameOf(argument, wanted![index]!), block, wanted![index]),
    );
  }
  if (isDeepStrictEqual(plain(actual), plain(meant))) return [];
  return [{ argument, text: `${shown(actual)} in AWS, ${shown(meant)} is meant` }];
}

function onlyBlock(value: unknown): PlainRecord | undefined {
  if (isRecord(value)) return value;
  return isBlocks(value) && value.length === 1 ? value[0] : undefined;
}

function isBlocks(value: unknown): value is readonly PlainRecord[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

function inOrder(blocks: readonly PlainRecord[]): PlainRecord[] {
  const key = ({ id, ...block }: PlainRecord) =>
    typeof id === "string" ? id : JSON.stringify(block);
  return [...blocks].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function nameOf(argument: string, block: PlainRecord): string {
  return typeof block["id"] === "string" ? `${argument}[${block["id"]}]` : argument;
}

/** AWS and Terraform write nothing in several ways. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A value in which the order of a list, and a number for a text, make no difference. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(plain);
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => !isEmpty(inner))
        .map(([key, inner]) => [key, plain(inner)]),
    );
  }
  return typeof value === "number" ? String(value) : value;
}

/** Values that the file and the state write in different forms. */
const FORMS: Readonly<Record<string, (value: unknown) => unknown>> = {
  "aws_security_group.ingress": rules,
  "aws_security_group.egress": rules,
};

/** Rules of a security group, one for each source: `tcp 443-443 0.0.0.0/0`. */
function rules(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const each = value.filter(isRecord).flatMap((rule) => {
    const list = (name: string): unknown[] => (Array.isArray(rule[name]) ? rule[name] : []);
    const sources = [
      ...list("cidr_blocks"),
      ...list("ipv6_cidr_blocks"),
      ...list("prefix_list_ids"),
      ...list("security_groups"),
      ...(rule["self"] === true ? ["itself"] : []),
    ];
    const what = `${String(rule["protocol"])} ${String(rule["from_port"])}-${String(rule["to_port"])}`;
    return sources.map((source) => `${what} ${String(source)}`);
  });
  return [...new Set(each)].sort();
}

function shown(value: unknown): string {
  if (isEmpty(value) && value !== false) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
