import type { Partition } from "../../../aws/partition";
import type { PlainRecord } from "../../../text/record";

/** Where the resources of a stack are. */
export interface ReadPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  /** Id of the VPC that is meant, where its name does not tell. */
  readonly vpc?: string;
}

/** What tells a resource that is to be read from others. */
interface Wanted {
  /** Arguments as they are meant, references filled in as far as AWS has what they lead to. */
  readonly body: PlainRecord;
  readonly place: ReadPlace;
  /** The same of the resources of a type that refer to it. @throws UnreadError */
  readonly referring: (type: string) => Promise<readonly PlainRecord[]>;
}

/**
 * Reads what AWS has of a resource: its attributes as Terraform's state holds them; undefined where it
 * is not there.
 *
 * @throws UnreadError
 */
export type Read = (wanted: Wanted) => Promise<PlainRecord | undefined>;

/** By type of Terraform's resource. */
export type Readers = Readonly<Record<string, Read>>;

/** An argument that is a text; empty where it is none, or leads to what is not there. */
export function textIn(body: PlainRecord | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === "string" && !value.includes("${") ? value : "";
}

/** Tags as a state holds them. */
export function tagsOf(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** Without what is not set, as AWS leaves it out. */
export function defined(values: Readonly<Record<string, unknown>>): PlainRecord {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
