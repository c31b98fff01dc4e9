import { partitionOf } from "../../aws/partition";
import { child, isRecord, valueAt, type PlainRecord } from "../../text/record";
import type { ReadPlace } from "../aws/read/reader";

/** A resource that a synthesized file makes. */
export interface MeantResource {
  /** `aws_iam_role.storage_role` */
  readonly address: string;
  readonly type: string;
  /** Its arguments, the provider's default tags among the tags. */
  readonly body: PlainRecord;
  /** Arguments that Terraform leaves alone once they are made. */
  readonly ignored: ReadonlySet<string>;
}

/** A synthesized file, as far as it is about AWS. */
export interface MeantStack {
  readonly id: string;
  readonly place: ReadPlace;
  readonly resources: readonly MeantResource[];
  /** Whether a tag belongs to others, as `ignore_tags` says. */
  readonly isOthersTag: (key: string) => boolean;
}

/** Arguments that say nothing of what AWS has. */
const OF_TERRAFORM = new Set([
  "//",
  "depends_on",
  "lifecycle",
  "provider",
  "timeouts",
  "force_destroy",
  "deletion_window_in_days",
]);

/** What a synthesized file means AWS to have; undefined where it has nothing to do with AWS. */
export function meantStack(id: string, json: unknown): MeantStack | undefined {
  const provider = valueAt(json, ["provider", "aws", 0]);
  const region = valueAt(provider, ["region"]);
  const account = valueAt(provider, ["allowed_account_ids", 0]);
  if (typeof region !== "string" || typeof account !== "string") return undefined;
  const defaults = valueAt(provider, ["default_tags", 0, "tags"]);
  const resources = entries(child(json, "resource"))
    .filter(([type]) => type.startsWith("aws_"))
    .flatMap(([type, named]) =>
      entries(named).map(([name, body]) => meantResource(type, name, body, defaults)),
    );
  return {
    id,
    place: { account, region, partition: partitionOf(region) ?? "aws" },
    resources,
    isOthersTag: othersTags(provider),
  };
}

function meantResource(
  type: string,
  name: string,
  written: unknown,
  defaults: unknown,
): MeantResource {
  const body = Object.fromEntries(entries(written).filter(([key]) => !OF_TERRAFORM.has(key)));
  const ignored = valueAt(written, ["lifecycle", "ignore_changes"]);
  const own = body["tags"];
  const tags = {
    ...(isRecord(defaults) && defaults),
    ...(isRecord(own) && own),
  };
  return {
    address: `${type}.${name}`,
    type,
    body: TAGGED.has(type) ? { ...body, tags } : body,
    ignored: new Set(Array.isArray(ignored) ? ignored.map(String) : []),
  };
}

/** Types that bear tags. */
const TAGGED = new Set([
  "aws_eip",
  "aws_eks_pod_identity_association",
  "aws_iam_openid_connect_provider",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_internet_gateway",
  "aws_kms_key",
  "aws_nat_gateway",
  "aws_route_table",
  "aws_s3_bucket",
  "aws_security_group",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
]);

function othersTags(provider: unknown): (key: string) => boolean {
  const list = (name: string) => {
    const value = valueAt(provider, ["ignore_tags", 0, name]);
    return Array.isArray(value) ? value.map(String) : [];
  };
  const [keys, prefixes] = [new Set(list("keys")), ["aws:", ...list("key_prefixes")]];
  return (key) => keys.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
