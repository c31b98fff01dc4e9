import { allow, deny, type Json } from "../support";
import { OBJECTS, reports, when, type Edit } from "./edit";

const STOP = allow("ec2:StopInstances", "*");
const READ = allow("s3:GetObject", OBJECTS);
const ALL = allow("s3:*", "*");
const TEAM = "aws:ResourceTag/Team";
const WHO = "role reports may now stop every instance";
const EC2 = "(ec2:StopInstances on *)";
const S3 = "(s3:GetObject on arn:aws:s3:::data/*)";

const stop = (operator?: string, key = "", value: unknown = ""): Json =>
  reports(operator === undefined ? STOP : when(STOP, operator, key, value));
const read = (operator?: string, key = "", value: unknown = ""): Json =>
  reports(operator === undefined ? READ : when(READ, operator, key, value));
const refusing = (operator?: string, key = "", value: unknown = ""): Json => {
  const refusal = deny("s3:DeleteObject", OBJECTS);
  return reports(ALL, operator === undefined ? refusal : when(refusal, operator, key, value));
};
const DELETE = "delete objects of bucket data";
const DELETED = "(s3:DeleteObject on arn:aws:s3:::data/*)";

/** Conditions that come, go and change, with every family of operators. */
export const CONDITIONS: readonly Edit[] = [
  {
    edit: "a right under a condition",
    before: reports(READ),
    after: reports(READ, when(STOP, "StringEquals", TEAM, "web")),
    says: [`+ ${WHO} when the tag Team of the resource is "web" ${EC2}`],
  },
  {
    edit: "a right under a condition is gone",
    before: reports(READ, when(STOP, "StringEquals", TEAM, "web")),
    after: reports(READ),
    says: [
      `- role reports may no longer stop any instance; before, this was allowed when the tag Team of the resource is "web" ${EC2}`,
    ],
  },
  {
    edit: "the only condition is gone",
    before: stop("StringEquals", TEAM, "web"),
    after: stop(),
    says: [
      `+ ${WHO} in every case; before, only when the tag Team of the resource is "web" ${EC2}`,
    ],
  },
  {
    edit: "one of two conditions is gone",
    before: reports(
      when(when(STOP, "StringEquals", TEAM, "web"), "Bool", "aws:MultiFactorAuthPresent", "true"),
    ),
    after: stop("StringEquals", TEAM, "web"),
    says: [
      `+ ${WHO} when the tag Team of the resource is "web"; before, only when the caller has given a second factor (MFA) as well ${EC2}`,
    ],
  },
  {
    edit: "a condition comes",
    before: stop(),
    after: stop("StringEquals", TEAM, "web"),
    says: [
      `- role reports may no longer stop any instance, except when the tag Team of the resource is "web" ${EC2}`,
    ],
  },
  {
    edit: "a second condition comes",
    before: stop("StringEquals", TEAM, "web"),
    after: reports(
      when(when(STOP, "StringEquals", TEAM, "web"), "Bool", "aws:MultiFactorAuthPresent", "true"),
    ),
    says: [
      `- role reports may no longer stop any instance when the tag Team of the resource is "web", except when the caller has given a second factor (MFA) as well ${EC2}`,
    ],
  },
  {
    edit: "one more value",
    before: stop("StringEquals", TEAM, "web"),
    after: stop("StringEquals", TEAM, ["web", "shop"]),
    says: [`+ ${WHO} also when the tag Team of the resource is "shop" ${EC2}`],
  },
  {
    edit: "one value less",
    before: stop("StringEquals", TEAM, ["web", "shop"]),
    after: stop("StringEquals", TEAM, "web"),
    says: [
      `- role reports may no longer stop any instance when the tag Team of the resource is "shop" ${EC2}`,
    ],
  },
  {
    edit: "another value",
    before: stop("StringEquals", TEAM, "web"),
    after: stop("StringEquals", TEAM, "shop"),
    says: [
      `+ ${WHO} when the tag Team of the resource is "shop"; before, only when the tag Team of the resource is "web" ${EC2}`,
      `- role reports may no longer stop any instance when the tag Team of the resource is "web"; now only when the tag Team of the resource is "shop" ${EC2}`,
    ],
  },
  {
    edit: "a condition holds without a value too",
    before: stop("StringEquals", TEAM, "web"),
    after: stop("StringEqualsIfExists", TEAM, "web"),
    says: [
      `+ ${WHO} when the tag Team of the resource is "web" or not given; before, only when the tag Team of the resource is "web" ${EC2}`,
    ],
  },
  {
    edit: "a text becomes a pattern",
    before: stop("StringEquals", TEAM, "web"),
    after: stop("StringLike", TEAM, "web-*"),
    says: [
      `+ ${WHO} when the tag Team of the resource is like "web-*"; before, only when the tag Team of the resource is "web" ${EC2}`,
      `- role reports may no longer stop any instance when the tag Team of the resource is "web"; now only when the tag Team of the resource is like "web-*" ${EC2}`,
    ],
  },
  {
    edit: "one tag that fits is enough, where all had to",
    before: stop("ForAllValues:StringEquals", "aws:TagKeys", ["Team", "Cost"]),
    after: stop("ForAnyValue:StringEquals", "aws:TagKeys", ["Team", "Cost"]),
    says: [
      `+ ${WHO} when at least one tag of the request is "Cost" or "Team"; before, only when every tag of the request, if there is any, is "Cost" or "Team" ${EC2}`,
      `- role reports may no longer stop any instance when every tag of the request, if there is any, is "Cost" or "Team"; now only when at least one tag of the request is "Cost" or "Team" ${EC2}`,
    ],
  },
  {
    edit: "one value more is left out",
    before: stop("StringNotEquals", TEAM, ["web", "shop"]),
    after: stop("StringNotEquals", TEAM, "web"),
    says: [`+ ${WHO} also when the tag Team of the resource is "shop" ${EC2}`],
  },
  {
    edit: "a network becomes wider",
    before: read("IpAddress", "aws:SourceIp", "203.0.113.0/24"),
    after: read("IpAddress", "aws:SourceIp", ["203.0.113.0/24", "198.51.100.0/24"]),
    says: [
      `+ role reports may now read objects of bucket data also when the caller's address is in "198.51.100.0/24" ${S3}`,
    ],
  },
  {
    edit: "a number grows",
    before: read("NumericLessThanEquals", "s3:max-keys", 10),
    after: read("NumericLessThanEquals", "s3:max-keys", 1000),
    says: [
      `+ role reports may now read objects of bucket data when the number of objects listed at once is at most 1000; before, only when the number of objects listed at once is at most 10 ${S3}`,
    ],
  },
  {
    edit: "a date is put off",
    before: read("DateLessThan", "aws:CurrentTime", "2025-01-01T00:00:00Z"),
    after: read("DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"),
    says: [
      `+ role reports may now read objects of bucket data when the time is before "2026-01-01T00:00:00Z"; before, only when the time is before "2025-01-01T00:00:00Z" ${S3}`,
    ],
  },
  {
    edit: "a tag must be there no more",
    before: stop("Null", TEAM, "false"),
    after: stop(),
    says: [
      `+ ${WHO} in every case; before, only when the tag Team of the resource is given ${EC2}`,
    ],
  },
  {
    edit: "a second factor is asked for where the request tells of one",
    before: read("Bool", "aws:MultiFactorAuthPresent", "true"),
    after: read("BoolIfExists", "aws:MultiFactorAuthPresent", "true"),
    says: [
      `+ role reports may now read objects of bucket data when the caller has given a second factor (MFA), or the request does not say; before, only when the caller has given a second factor (MFA) ${S3}`,
    ],
  },
  {
    edit: "another role is meant",
    before: read("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/a"),
    after: read("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/team-*"),
    says: [
      `+ role reports may now read objects of bucket data when the caller is one of the roles team-* of account 111122223333; before, only when the caller is role a of account 111122223333 ${S3}`,
      `- role reports may no longer read objects of bucket data when the caller is role a of account 111122223333; now only when the caller is one of the roles team-* of account 111122223333 ${S3}`,
    ],
  },
  {
    edit: "capital letters do not count any more",
    before: stop("StringEquals", TEAM, "web"),
    after: stop("StringEqualsIgnoreCase", TEAM, "web"),
    says: [
      `+ ${WHO} when the tag Team of the resource is, in capitals or not, "web"; before, only when the tag Team of the resource is "web" ${EC2}`,
    ],
  },
  {
    edit: "a refusal makes one exception",
    before: refusing("StringNotEquals", "aws:RequestedRegion", "us-west-2"),
    after: refusing("StringNotEquals", "aws:RequestedRegion", ["us-west-2", "eu-west-1"]),
    says: [
      `+ role reports is no longer forbidden to ${DELETE} when the region is "eu-west-1" ${DELETED}`,
    ],
  },
  {
    edit: "a refusal gets a condition",
    before: refusing(),
    after: refusing("Bool", "aws:MultiFactorAuthPresent", "false"),
    says: [
      `+ role reports is now forbidden to ${DELETE} only when the caller has given no second factor (MFA); before, in every case ${DELETED}`,
    ],
  },
  {
    edit: "a refusal loses its condition",
    before: refusing("Bool", "aws:MultiFactorAuthPresent", "false"),
    after: refusing(),
    says: [
      `- role reports is now forbidden to ${DELETE} in every case; before, only when the caller has given no second factor (MFA) ${DELETED}`,
    ],
  },
];
