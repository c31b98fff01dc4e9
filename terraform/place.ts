import { parseArn } from "../aws/arn";
import { isPartition, partitionOf, type Partition } from "../aws/partition";
import type { Input, Known } from "./model";
import type { PlainRecord } from "../text/record";
import { blocksIn, textsIn } from "./json";
import { known, unknown } from "./known";
import type { DeploymentPlace } from "./model-view";

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

/** Attributes whose ARN is of the account that is deployed to, unless AWS itself owns it. */
const OWN_ARNS = ["arn", "permissions_boundary", "policy_arn"];

/** What tells where an input deploys to; the first source that says something is believed. */
export interface PlaceSources {
  readonly providers: Input["providers"];
  readonly data: Iterable<{ readonly type: string; readonly values: PlainRecord }>;
  readonly resources: Iterable<{ readonly type: string; readonly values: PlainRecord }>;
}

/** Account, region and partition: of the AWS provider, of data sources, of ARNs. */
export function placeOf({ providers, data, resources }: PlaceSources): DeploymentPlace {
  const aws = providers["aws"] ?? [];
  const arns = ownArns(resources);
  const read = (type: string) =>
    [...data].flatMap((one) => (one.type === type ? [one.values] : []));
  const account = one(
    "account",
    () => aws.flatMap(providerAccounts),
    () =>
      matching(
        ACCOUNT,
        read("aws_caller_identity").map((values) => values["account_id"]),
      ),
    () =>
      matching(
        ACCOUNT,
        arns.map((arn) => arn.account),
      ),
  );
  // Blocks with an alias are for other regions by their very purpose.
  const region = one(
    "region",
    () => matching(REGION, [aws.find((block) => block["alias"] === undefined)?.["region"]]),
    () =>
      matching(
        REGION,
        read("aws_region").map(({ region, name }) => region ?? name),
      ),
    () =>
      matching(
        REGION,
        arns.map((arn) => arn.region),
      ),
  );
  return { account, region, partition: partition(region, arns) };
}

/** The only value of the first source that has any. */
function one(what: string, ...sources: readonly (() => readonly string[])[]): Known<string> {
  for (const source of sources) {
    const values = [...new Set(source())];
    if (values.length === 1) return known(values[0]!);
    if (values.length > 1) return unknown(what, "it is not the same everywhere in the input");
  }
  return unknown(what, "the input does not tell it");
}

function matching(pattern: RegExp, values: readonly unknown[]): string[] {
  return values.flatMap((value) =>
    typeof value === "string" && pattern.test(value) ? [value] : [],
  );
}

function providerAccounts(block: PlainRecord): string[] {
  const { allowed_account_ids: allowed, assume_role: assume } = block;
  const role = blocksIn(assume)[0]?.["role_arn"];
  const assumed = typeof role === "string" ? parseArn(role)?.account : undefined;
  // The role's account is the one that is deployed to, whatever else is allowed.
  if (assumed !== undefined && ACCOUNT.test(assumed)) return [assumed];
  return matching(ACCOUNT, textsIn(allowed));
}

function ownArns(resources: PlaceSources["resources"]) {
  return [...resources].flatMap(({ type, values }) => {
    if (!type.startsWith("aws_")) return [];
    const texts = OWN_ARNS.map((attribute) => values[attribute]);
    return matching(/^arn:/, texts).flatMap((text) => parseArn(text) ?? []);
  });
}

/** Without any word of another partition it is the commercial one. */
function partition(
  region: Known<string>,
  arns: readonly { partition: string }[],
): Known<Partition> {
  if (region.known) {
    const own = partitionOf(region.value);
    return own ? known(own) : unknown("partition", "that of the region is not supported");
  }
  const told = new Set(arns.map((arn) => arn.partition));
  if (told.size > 1) return unknown("partition", "it is not the same everywhere in the input");
  const [only = "aws"] = told;
  return isPartition(only) ? known(only) : unknown("partition", `${only} is not supported`);
}
