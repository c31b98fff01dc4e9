import type { Partition } from "../../../aws/partition";
import type { PlainRecord } from "../../../text/record";
import type { Asking } from "../asking";

/** Where the resources of a stack are. */
export interface ReadPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
}

/** What tells a resource that is to be read from others. */
export interface Wanted {
  /** Arguments as they are meant, references filled in as far as AWS has what they lead to. */
  readonly body: PlainRecord;
  readonly place: ReadPlace;
  /** Names of KMS aliases that lead to it. */
  readonly aliases: readonly string[];
}

/**
 * Reads what AWS has of a resource: its attributes as Terraform's state holds them; undefined where it
 * is not there.
 *
 * @throws UnreadError
 */
export type Read = (wanted: Wanted) => Promise<PlainRecord | undefined>;

/** Makes the readers of some types. */
export type Readers = (asking: Asking) => Readonly<Record<string, Read>>;

/** An argument that is a text; empty where it is none. */
export function textIn(body: PlainRecord, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}

/** Tags as a state holds them. */
export function tagsOf(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** Without what is not set, as AWS leaves it out. */
export function given(values: Readonly<Record<string, unknown>>): PlainRecord {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
