import type { RequestContext } from "../../iam/context";
import type { Policies } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import { accountOf } from "../../iam/principal";
import type { Request } from "../../iam/request";
import { statementsOf } from "../../iam/statement";
import { parseArn } from "../../aws/arn";
import { cachedOf } from "../../text/cache";
import type { RowParameters } from "./row";

/**
 * Services whose requests go to one region of a partition, with that region.
 * Source: AWS general reference, "Service endpoints and quotas".
 */
const HOMES: Readonly<Record<string, readonly [services: RegExp, region: string]>> = {
  aws: [
    /^(account|budgets|ce|cloudfront|cur|iam|organizations|route53|route53domains|shield|waf):/i,
    "us-east-1",
  ],
  "aws-cn": [/^iam:/i, "cn-north-1"],
  "aws-us-gov": [/^iam:/i, "us-gov-west-1"],
};

/**
 * Keys that AWS sets on nearly every request and the evaluator does not set by itself.
 * Source: IAM user guide, "AWS global condition context keys".
 */
export function keysOf(
  { principal, action, resource }: Request,
  { region, partition = "aws" }: RowParameters,
): RequestContext {
  const there = parseArn(resource)?.region ?? "";
  const [services, only] = HOMES[partition] ?? [];
  const home = services?.test(action) ? only : undefined;
  const requested = home ?? (/^[a-z0-9-]+$/.test(there) ? there : region);
  return {
    ...(requested !== undefined && { "aws:RequestedRegion": requested }),
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    "aws:PrincipalIsAWSService": String(principal.endsWith(".amazonaws.com")),
    ...(/:role\//.test(principal) && { "aws:PrincipalType": "AssumedRole" }),
  };
}

/** Keys that AWS sets on requests of the account's own, to values that no input tells. */
const UNKNOWN: ReadonlySet<string> = new Set(
  [
    "PrincipalOrgID",
    "PrincipalOrgPaths",
    "ResourceOrgID",
    "ResourceOrgPaths",
    "SourceIp",
    "SourceVpc",
    "SourceVpce",
    "VpcSourceIp",
    "UserAgent",
    "CurrentTime",
    "EpochTime",
    "TokenIssueTime",
    "userid",
  ].map((name) => `aws:${name.toLowerCase()}`),
);

/**
 * The keys of a request whose values are not known, where a policy asks for one of them. Of the
 * requests of other accounts they are absent: those are of no organization of the customer's.
 */
export function unknownKeysOf(
  { principal, resourceAccount }: Request,
  { identity = [], boundary, scp = [], resource }: Policies,
): ReadonlySet<string> | undefined {
  if (accountOf(principal) === undefined || accountOf(principal) !== resourceAccount) {
    return undefined;
  }
  const named = [
    ...identity,
    ...scp.flat(),
    ...[boundary, resource].filter((one) => one !== undefined),
  ];
  return named.some(({ document }) => asksForUnknown(document)) ? UNKNOWN : undefined;
}

const asksForUnknown = cachedOf((document: IamPolicy) =>
  statementsOf(document).some(({ tests }) =>
    tests.some(({ key }) => UNKNOWN.has(key.toLowerCase())),
  ),
);
