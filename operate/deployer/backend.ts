import { bucketArn } from "../../aws/arn";
import type { Deployment } from "../../config/deployment";
import type { PolicyStatement } from "../../policies/document";
import { backendOf, setting } from "../backend";
import type { MadeStack } from "../made";
import { inRegion } from "./places";

/** What of AWS Terraform needs for the state of a stack; nothing where that is not in S3. */
export function stateStatements(stack: MadeStack, deployment: Deployment): PolicyStatement[] {
  const { type, settings } = backendOf(stack);
  const bucket = setting(settings, "bucket");
  const key = setting(settings, "key");
  // What a profile of its own may do is that profile's affair.
  if (type !== "s3" || !bucket || !key || settings["profile"] !== undefined) return [];
  const role = setting(settings, "assume_role", "role_arn");
  if (role !== undefined) {
    return [{ Sid: "StateRole", Effect: "Allow", Action: ["sts:AssumeRole"], Resource: [role] }];
  }
  const states = bucketArn(deployment.partition, bucket);
  const table = setting(settings, "dynamodb_table");
  const kms = setting(settings, "kms_key_id");
  const region = setting(settings, "region") ?? deployment.region;
  const lock = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
  return [
    { Sid: "States", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [states] },
    {
      Sid: "State",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: [`${states}/${key}`],
    },
    ...(settings["use_lockfile"] === true
      ? [
          {
            Sid: "Lock",
            Effect: "Allow" as const,
            Action: lock,
            Resource: [`${states}/${key}.tflock`],
          },
        ]
      : []),
    ...(table === undefined
      ? []
      : [
          {
            Sid: "LockTable",
            Effect: "Allow" as const,
            Action: [
              "dynamodb:DeleteItem",
              "dynamodb:DescribeTable",
              "dynamodb:GetItem",
              "dynamodb:PutItem",
            ],
            Resource: [inRegion("dynamodb", `table/${table}`, { ...deployment, region })],
          },
        ]),
    ...(kms === undefined ? [] : [keyStatement(kms, { ...deployment, region })]),
  ];
}

function keyStatement(
  key: string,
  place: Pick<Deployment, "partition" | "region" | "accountId">,
): PolicyStatement {
  const allowed = {
    Sid: "StateKey",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
  } as const;
  const alias = /(?:^|:)(alias\/.+)$/.exec(key)?.[1];
  if (alias !== undefined) {
    return {
      ...allowed,
      Resource: [inRegion("kms", "key/*", place)],
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } },
    };
  }
  return {
    ...allowed,
    Resource: [key.startsWith("arn:") ? key : inRegion("kms", `key/${key}`, place)],
  };
}
