import { allow, deny, policy, type Json } from "../support";
import { BUCKET, OBJECTS, reports, type Edit } from "./edit";

const READ = allow("s3:GetObject", OBJECTS);
const on = (kind: "user" | "group", ...statements: Json[]): Json => ({
  [`aws_iam_${kind}_policy.x`]: { [kind]: "ops", policy: policy(...statements) },
});
/** What roles, users and groups may do by policies of their own. */
export const RIGHTS: readonly Edit[] = [
  {
    edit: "one more action",
    before: reports(READ),
    after: reports(allow(["s3:GetObject", "s3:DeleteObject"], OBJECTS)),
    says: [
      "+ role reports may now delete objects of bucket data (s3:DeleteObject on arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "one action less",
    before: reports(allow(["s3:GetObject", "s3:PutObject"], OBJECTS)),
    after: reports(READ),
    says: [
      "- role reports may no longer write objects of bucket data (s3:PutObject on arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "another bucket",
    before: reports(READ),
    after: reports(allow("s3:GetObject", [OBJECTS, "arn:aws:s3:::archive/2024/*"])),
    says: [
      "+ role reports may now read objects 2024/* of bucket archive (s3:GetObject on arn:aws:s3:::archive/2024/*)",
    ],
  },
  {
    edit: "one bucket becomes every bucket",
    before: reports(READ),
    after: reports(allow("s3:GetObject", "*")),
    says: ["+ role reports may now read objects of every bucket (s3:GetObject on *)"],
  },
  {
    edit: "a name becomes a pattern of names",
    before: reports(READ),
    after: reports(allow("s3:GetObject", "arn:aws:s3:::data*")),
    says: [
      "+ role reports may now read objects of buckets data* (s3:GetObject on arn:aws:s3:::data*)",
    ],
  },
  {
    edit: "all of S3 on everything",
    before: reports(READ),
    after: reports(allow("s3:*", "*")),
    says: ["+ role reports may now do anything in S3 (s3:* on *)"],
  },
  {
    edit: "all of S3 on one bucket",
    before: reports(READ),
    after: reports(allow("s3:*", [BUCKET, OBJECTS])),
    says: [
      "+ role reports may now do anything with bucket data and its objects (s3:* on arn:aws:s3:::data, arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "all of IAM",
    before: reports(READ),
    after: reports(READ, allow("iam:*", "*")),
    says: [
      "+ role reports may now do anything in IAM (users, roles and their rights) (iam:* on *)",
    ],
  },
  {
    edit: "everything",
    before: reports(READ),
    after: reports(allow("*", "*")),
    says: ["+ role reports may now do anything in the account (* on *)"],
  },
  {
    edit: "all of a service that the data does not hold",
    before: reports(READ),
    after: reports(READ, allow("rds:*", "*")),
    says: ["+ role reports may now do anything in RDS (rds:* on *)"],
  },
  {
    edit: "actions of services that the data does not hold",
    before: reports(READ),
    after: reports(READ, allow(["rds:ModifyDBInstance", "rds:Describe*"], "*")),
    says: [
      "+ role reports may now modify DB instances in RDS and use every action of RDS that begins with Describe (rds:ModifyDBInstance, rds:Describe* on *)",
    ],
  },
  {
    edit: "many actions: the harmful first",
    before: reports(READ),
    after: reports(
      READ,
      allow(
        [
          "iam:GetRole",
          "iam:ListRoles",
          "iam:CreateAccessKey",
          "iam:TagRole",
          "iam:PutUserPolicy",
          "iam:DeleteUser",
        ],
        "*",
      ),
    ),
    says: [
      "+ role reports may now make access keys for every user, give any rights to every user, delete every user and do 3 more things (iam:CreateAccessKey, iam:PutUserPolicy, iam:DeleteUser and 3 more on *)",
    ],
  },
  {
    edit: "a role may be handed to a service",
    before: reports(READ),
    after: reports(READ, allow("iam:PassRole", "arn:aws:iam::111122223333:role/admin")),
    says: [
      "+ role reports may now give a service the rights of role admin (iam:PassRole on arn:aws:iam::111122223333:role/admin)",
    ],
  },
  {
    edit: "machines may be stopped",
    before: reports(READ),
    after: reports(READ, allow("ec2:StopInstances", "*")),
    says: ["+ role reports may now stop every instance (ec2:StopInstances on *)"],
  },
  {
    edit: "a queue, a secret and a function",
    before: reports(READ),
    after: reports(
      READ,
      allow("sqs:SendMessage", "arn:aws:sqs:us-west-2:111122223333:orders"),
      allow(
        "secretsmanager:GetSecretValue",
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:db",
      ),
      allow("lambda:InvokeFunction", "arn:aws:lambda:us-west-2:111122223333:function:resize"),
    ),
    says: [
      "+ role reports may now read secret db (secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-west-2:111122223333:secret:db)",
      "+ role reports may now call function resize (lambda:InvokeFunction on arn:aws:lambda:us-west-2:111122223333:function:resize)",
      "+ role reports may now send messages to queue orders (sqs:SendMessage on arn:aws:sqs:us-west-2:111122223333:orders)",
    ],
  },
  {
    edit: "everything but one service",
    before: reports(READ),
    after: reports(READ, {
      Effect: "Allow",
      NotAction: ["iam:*", "organizations:*"],
      Resource: "*",
    }),
    says: [
      "+ role reports may now do anything in the account, except in IAM (users, roles and their rights) and in Organizations (NotAction iam:*, organizations:*)",
    ],
  },
  {
    edit: "every bucket but one",
    before: reports(READ),
    after: reports(READ, {
      Effect: "Allow",
      Action: "s3:GetObject",
      NotResource: "arn:aws:s3:::pay/*",
    }),
    says: [
      "+ role reports may now read objects of every bucket, except for objects of bucket pay (Action s3:GetObject)",
    ],
  },
  {
    edit: "an action that never acts on such a thing",
    before: reports(READ),
    after: reports(READ, allow("s3:ListBucket", OBJECTS)),
    says: [],
  },
  {
    edit: "a refusal is new",
    before: reports(allow("s3:*", "*")),
    after: reports(allow("s3:*", "*"), deny("s3:DeleteObject", OBJECTS)),
    says: [
      "- role reports is now forbidden to delete objects of bucket data (s3:DeleteObject on arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "a refusal is gone",
    before: reports(allow("s3:*", "*"), deny("s3:*", [BUCKET, OBJECTS])),
    after: reports(allow("s3:*", "*")),
    says: [
      "+ role reports is no longer forbidden to use bucket data and its objects (s3:* on arn:aws:s3:::data, arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "everything is refused",
    before: reports(READ),
    after: reports(READ, deny("*", "*")),
    says: ["- role reports is now forbidden to do anything in the account (* on *)"],
  },
  {
    edit: "everything but one service is refused",
    before: reports(allow("*", "*")),
    after: reports(allow("*", "*"), { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
    says: [
      "- role reports is now forbidden to do anything in the account, except in S3 (NotAction s3:*)",
    ],
  },
  {
    edit: "a user gets a right",
    before: on("user", READ),
    after: on("user", READ, allow("iam:CreateAccessKey", "arn:aws:iam::*:user/admin")),
    says: [
      "+ user ops may now make access keys for user admin (iam:CreateAccessKey on arn:aws:iam::*:user/admin)",
    ],
  },
  {
    edit: "a group loses one",
    before: on("group", READ, allow("ec2:TerminateInstances", "*")),
    after: on("group", READ),
    says: ["- group ops may no longer terminate any instance (ec2:TerminateInstances on *)"],
  },
  {
    edit: "every instance becomes one",
    before: reports(allow("ec2:StopInstances", "*")),
    after: reports(
      allow("ec2:StopInstances", "arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0"),
    ),
    says: ["- role reports may no longer stop every instance (ec2:StopInstances on *)"],
  },
  {
    edit: "a new role with few rights",
    before: {},
    after: reports(READ),
    says: [
      "+ the service ec2.amazonaws.com may now become role reports (sts:AssumeRole)",
      "+ the new role reports may now read objects of bucket data (s3:GetObject on arn:aws:s3:::data/*)",
    ],
  },
];
