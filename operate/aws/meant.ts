import { partitionOf } from "../../aws/partition";
import { isRecord, valueAt, type PlainRecord } from "../../text/record";
import { entriesOf, listAt, resourcesOf, type SynthesizedResource } from "../made";
import type { ReadPlace } from "./read/reader";

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
export function meantStack(json: unknown): MeantStack | undefined {
  const provider = valueAt(json, ["provider", "aws", 0]);
  const region = valueAt(provider, ["region"]);
  const account = valueAt(provider, ["allowed_account_ids", 0]);
  if (typeof region !== "string" || typeof account !== "string") return undefined;
  const defaults = valueAt(provider, ["default_tags", 0, "tags"]);
  return {
    place: { account, region, partition: partitionOf(region) ?? "aws" },
    resources: resourcesOf({ json })
      .filter(({ type }) => type.startsWith("aws_"))
      .map((resource) => meantResource(resource, defaults)),
    isOthersTag: othersTags(provider),
  };
}

function meantResource(
  { address, type, values }: SynthesizedResource,
  defaults: unknown,
): MeantResource {
  const body = Object.fromEntries(entriesOf(values).filter(([key]) => !OF_TERRAFORM.has(key)));
  const own = body["tags"];
  const tags = { ...(isRecord(defaults) && defaults), ...(isRecord(own) && own) };
  return {
    address,
    type,
    body: TAGGED.has(type) ? { ...body, tags } : body,
    ignored: new Set(listAt(values, "lifecycle", "ignore_changes").map(String)),
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
  const [ignored] = listAt(provider, "ignore_tags");
  const keys = new Set(listAt(ignored, "keys"));
  const prefixes = ["aws:", ...listAt(ignored, "key_prefixes").map(String)];
  return (key) => keys.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}
