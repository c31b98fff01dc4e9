import { bootstrapPolicy } from "../../../policies/bootstrap/bootstrap-policy";
import { permissionBoundaryPolicy } from "../../../policies/bootstrap/permission-boundary";
import { BASE, type Wrong } from "./case";

const KEY = "0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";
const KEY_FORM = "  allowed: arn:aws:kms:<region>:<account>:key/<key id>";
const FIX = "  fix: name one of this account and region, or correct accountId and region";

const wrongKey = (what: string, arn: string, said: string, alias = "<alias or key id>"): Wrong => ({
  name: `a KMS key: ${what}`,
  config: `${BASE}  kmsKeyArn: ${arn}\n`,
  error: `error[arn] byoc.yaml:10:14
  project.kmsKeyArn = "${arn}"
  ${said}
${KEY_FORM}
  fix: aws kms describe-key --key-id ${alias} --query KeyMetadata.Arn`,
});

const foreignKey = (what: string, arn: string, said: string): Wrong => ({
  name: `a KMS key ${what}`,
  config: `${BASE}  kmsKeyArn: ${arn}\n`,
  error: `error[arn] byoc.yaml:10:14
  project.kmsKeyArn = "${arn}"
  lies in ${said}
  allowed: arn:aws:kms:us-west-2:111122223333:…
${FIX}`,
});

const wrongBoundary = (what: string, written: string): Wrong => ({
  name: `a boundary: ${what}`,
  config: `${BASE}  permissionsBoundary: ${written}\n`,
  error: `error[arn] byoc.yaml:10:24
  project.permissionsBoundary = "${written}"
  is not a permissions boundary
  allowed: none, bootstrap, or arn:aws:iam::<account>:policy/<path and name>
  fix: aws iam list-policies --scope Local`,
});

/** As long as IAM allows. */
const LONG_PATH = `/${"p".repeat(510)}/`;
const SCOPE = { accountId: "111122223333", path: LONG_PATH, prefix: "zilliz-" };
/** The policies that name the path often; the others stay within IAM's limit. */
const TOO_LONG = Object.entries({
  bootstrapPolicy: bootstrapPolicy(SCOPE),
  permissionBoundary: permissionBoundaryPolicy(SCOPE),
}).map(
  ([name, { document }]) => [name, JSON.stringify(document).replace(/\s/g, "").length] as const,
);

/** ARNs of keys and boundaries. */
export const ADDRESSES: readonly Wrong[] = [
  wrongKey("no ARN", KEY, "is not a key's ARN"),
  wrongKey("another service", `arn:aws:s3:us-west-2:111122223333:key/${KEY}`, "is not a key's ARN"),
  wrongKey("no region", `arn:aws:kms::111122223333:key/${KEY}`, "is not a key's ARN"),
  wrongKey("no account", `arn:aws:kms:us-west-2:acme:key/${KEY}`, "is not a key's ARN"),
  wrongKey("a short id", "arn:aws:kms:us-west-2:111122223333:key/0a1b", "is not a key's ARN"),
  wrongKey(
    "an alias",
    "arn:aws:kms:us-west-2:111122223333:alias/acme",
    "is the ARN of an alias; policies need the key's own",
    "alias/acme",
  ),
  foreignKey(
    "in another region",
    `arn:aws:kms:us-east-1:111122223333:key/${KEY}`,
    "region us-east-1, the deployment in us-west-2",
  ),
  foreignKey(
    "in another account",
    `arn:aws:kms:us-west-2:999988887777:key/${KEY}`,
    "account 999988887777, the deployment in 111122223333",
  ),
  foreignKey(
    "in another partition, account and region",
    `arn:aws-cn:kms:cn-north-1:999988887777:key/${KEY}`,
    "partition aws-cn, the deployment in aws; in account 999988887777, the deployment in 111122223333; in region cn-north-1, the deployment in us-west-2",
  ),
  wrongBoundary("a name", "AcmeBoundary"),
  wrongBoundary("a role", "arn:aws:iam::111122223333:role/AcmeBoundary"),
  wrongBoundary("a policy with a region", "arn:aws:iam:us-west-2:111122223333:policy/AcmeBoundary"),
  wrongBoundary("a pattern", "arn:aws:iam::111122223333:policy/Acme*"),
  wrongBoundary("a path without a name", "arn:aws:iam::111122223333:policy/acme/"),
  {
    name: "policies that a long path makes too long",
    config: `${BASE}bootstrap:\n  path: ${LONG_PATH}\n`,
    error: TOO_LONG.map(
      ([policy, size]) => `error[policy-size] byoc.yaml:11:9
  bootstrap.path = "/${"p".repeat(119)}… (512 characters)"
  makes the managed policy ${policy} ${size} characters long, without white space
  allowed: at most 6144
  fix: use a shorter path and prefix`,
    ).join("\n\n"),
  },
];
