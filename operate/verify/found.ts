import { cached } from "../../text/cache";
import { child, type PlainRecord } from "../../text/record";
import { UnreadError } from "../aws/asking";
import type { AwsReader } from "../aws/read";
import type { MeantResource, MeantStack } from "./meant";

/** What AWS has of a resource that is meant. */
export type FoundResource = {
  readonly meant: MeantResource;
  /** Arguments as they are meant, references filled in with what AWS has. */
  readonly body: PlainRecord;
} & (
  | { readonly status: "there"; readonly attributes: PlainRecord }
  | { readonly status: "missing" }
  /** It cannot be told whether it is there. */
  | { readonly status: "unread"; readonly why: string; readonly action?: string }
);

/** `${aws_iam_role.storage_role.name}` */
const REFERENCE = /\$\{(aws_\w+\.\w+)\.(\w+)\}/g;

/** Reads every resource of a stack, each after those that it refers to. */
export function readStack(stack: MeantStack, { readers }: AwsReader): Promise<FoundResource[]> {
  const byAddress = new Map(stack.resources.map((meant) => [meant.address, meant]));
  const aliases = aliasesOf(stack);
  const found = cached(async (address: string): Promise<FoundResource> => {
    const meant = byAddress.get(address)!;
    const others = new Map<string, FoundResource>();
    for (const other of referencesIn(meant.body)) {
      if (byAddress.has(other) && other !== address) others.set(other, await found(other));
    }
    const body = filled(meant.body, others) as PlainRecord;
    const unread = [...others.values()].find(({ status }) => status === "unread");
    if (unread?.status === "unread") {
      return { meant, body, status: "unread", why: `${unread.meant.address} could not be read` };
    }
    const read = readers.get(meant.type);
    if (!read) return { meant, body, status: "unread", why: "byoc does not read such resources" };
    try {
      const wanted = { body, place: stack.place, aliases: aliases.get(address) ?? [] };
      const attributes = await read(wanted);
      return attributes
        ? { meant, body, status: "there", attributes }
        : { meant, body, status: "missing" };
    } catch (error) {
      if (!(error instanceof UnreadError)) throw error;
      const { message: why, action } = error;
      return { meant, body, status: "unread", why, ...(action !== undefined && { action }) };
    }
  });
  return Promise.all(stack.resources.map(({ address }) => found(address)));
}

/** Addresses that a value refers to. */
export function referencesIn(value: unknown): Set<string> {
  const text = value === undefined ? "" : JSON.stringify(value);
  return new Set([...text.matchAll(REFERENCE)].map(([, address]) => address!));
}

/** A value with its references filled in, as far as that is known. */
function filled(value: unknown, others: ReadonlyMap<string, FoundResource>): unknown {
  if (typeof value === "string") {
    return value.replace(REFERENCE, (whole, address: string, attribute: string) => {
      const other = others.get(address);
      const known =
        (other?.status === "there" ? child(other.attributes, attribute) : undefined) ??
        child(other?.body, attribute);
      return typeof known === "string" ? known : whole;
    });
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, others));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filled(inner, others)]),
  );
}

/** Names of KMS aliases, by the address of the key that they lead to. */
function aliasesOf({ resources }: MeantStack): ReadonlyMap<string, readonly string[]> {
  return new Map(
    resources
      .filter(({ type }) => type === "aws_kms_alias")
      .map(({ body }) => {
        const [key = ""] = referencesIn(body["target_key_id"]);
        return [key, [String(body["name"])]];
      }),
  );
}
