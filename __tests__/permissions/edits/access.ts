import { allow, deny, policy, type Json } from "../support";
import { BUCKET, bucket, key, OBJECTS, reports, trusts, when, type Edit } from "./edit";

const READ = allow("s3:GetObject", OBJECTS);
const VENDOR = { AWS: "999999999999" };
const EC2 = allow("sts:AssumeRole", undefined, { Principal: { Service: "ec2.amazonaws.com" } });
const ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/CAFE";
const provider = (issuer: string) => ({
  Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}`,
});
const become = (Principal: unknown, action: unknown = "sts:AssumeRole"): Json =>
  allow(action, undefined, { Principal });
const TOKEN = "sts:AssumeRoleWithWebIdentity";
const GITHUB = "token.actions.githubusercontent.com";
const pods = (account: string) =>
  when(
    become(provider(ISSUER), TOKEN),
    "StringEquals",
    `${ISSUER}:sub`,
    `system:serviceaccount:${account}`,
  );
const branch = (subject: string) =>
  when(become(provider(GITHUB), TOKEN), "StringLike", `${GITHUB}:sub`, subject);
const open = allow("s3:GetObject", OBJECTS, { Principal: "*" });
const TLS = when(
  deny("s3:*", [BUCKET, OBJECTS], { Principal: "*" }),
  "Bool",
  "aws:SecureTransport",
  "false",
);
const flags = (value: boolean): Json => ({
  "aws_s3_bucket_public_access_block.data": {
    bucket: "data",
    block_public_acls: true,
    block_public_policy: value,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  },
});
const queue = (...statements: Json[]): Json => ({
  "aws_sqs_queue_policy.orders": { queue_url: "orders", policy: policy(...statements) },
});
const S3 = "(s3:GetObject on arn:aws:s3:::data/*)";

/** Who may become a role, and who gets in by the policy of a bucket, a key, a queue. */
export const ACCESS: readonly Edit[] = [
  {
    edit: "another account is trusted",
    before: trusts(EC2),
    after: trusts(EC2, become(VENDOR)),
    says: ["+ account 999999999999 may now become role reports (sts:AssumeRole)"],
  },
  {
    edit: "everybody is trusted",
    before: trusts(EC2),
    after: trusts(EC2, become("*")),
    says: ["+ everybody may now become role reports (sts:AssumeRole)"],
  },
  {
    edit: "everybody in an organization is trusted",
    before: trusts(EC2),
    after: trusts(EC2, when(become("*"), "StringEquals", "aws:PrincipalOrgID", "o-acme")),
    says: ["+ everybody in organization o-acme may now become role reports (sts:AssumeRole)"],
  },
  {
    edit: "the external ID is asked for no more",
    before: trusts(when(become(VENDOR), "StringEquals", "sts:ExternalId", "ext-one-two-three")),
    after: trusts(become(VENDOR)),
    says: [
      "+ account 999999999999 may now become role reports in every case; before, only when the external ID is the one of the old policy (sts:AssumeRole)",
    ],
  },
  {
    edit: "sessions may be tagged",
    before: trusts(become(VENDOR)),
    after: trusts(become(VENDOR, ["sts:AssumeRole", "sts:TagSession"])),
    says: ["+ account 999999999999 may now tag sessions of role reports (sts:TagSession)"],
  },
  {
    edit: "pods of another service account get in",
    before: trusts(pods("web:web")),
    after: trusts(pods("web:web"), pods("jobs:nightly")),
    says: [
      `+ holders of a token of ${ISSUER} may now become role reports also when the service account is "jobs/nightly" (${TOKEN})`,
    ],
  },
  {
    edit: "every branch of a repository gets in",
    before: trusts(branch("repo:acme/shop:ref:refs/heads/main")),
    after: trusts(branch("repo:acme/shop:*")),
    says: [
      `+ holders of a token of ${GITHUB} may now become role reports when the subject of the token is like "repo:acme/shop:*"; before, only when the subject of the token is "repo:acme/shop:ref:refs/heads/main" (${TOKEN})`,
    ],
  },
  {
    edit: "everybody but one account is trusted",
    before: trusts(EC2),
    after: trusts(EC2, { Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: VENDOR }),
    says: [
      "+ everybody except account 999999999999 may now become role reports (Action sts:AssumeRole)",
    ],
  },
  {
    edit: "a bucket is opened to everybody",
    before: bucket(),
    after: bucket(open),
    says: [`+ everybody may now read objects of bucket data ${S3}`],
  },
  {
    edit: "a bucket is opened to a network",
    before: bucket(),
    after: bucket(when(open, "IpAddress", "aws:SourceIp", "10.0.0.0/8")),
    says: [
      `+ everybody may now read objects of bucket data, but only when the caller's address is in "10.0.0.0/8" ${S3}`,
    ],
  },
  {
    edit: "a bucket is closed again",
    before: bucket(open),
    after: bucket(),
    says: [`- the public may no longer read objects of bucket data ${S3}`],
  },
  {
    edit: "connections need not be encrypted",
    before: bucket(TLS),
    after: bucket(),
    says: [
      "+ it is no longer forbidden to use bucket data and its objects when the connection is not encrypted (s3:* on arn:aws:s3:::data, arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "connections must be encrypted",
    before: bucket(),
    after: bucket(TLS),
    says: [
      "- everybody is now forbidden to do anything with bucket data and its objects when the connection is not encrypted (s3:* on arn:aws:s3:::data, arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "a bucket may be opened by a policy",
    before: { ...bucket(), ...flags(true) },
    after: { ...bucket(), ...flags(false) },
    says: [
      "+ from now on a policy that opens bucket data to everybody can be set (block_public_policy)",
    ],
  },
  {
    edit: "a bucket is opened by its access list",
    before: bucket(),
    after: { ...bucket(), "aws_s3_bucket_acl.data": { bucket: "data", acl: "public-read" } },
    says: ["+ everybody may now list the objects of bucket data, by its access list (ACL)"],
  },
  {
    edit: "another account may decrypt",
    before: key(),
    after: key(allow("kms:Decrypt", "*", { Principal: VENDOR })),
    says: [
      "+ account 999999999999 may now decrypt with encryption key alias/data (kms:Decrypt on *)",
    ],
  },
  {
    edit: "another account may do anything with a key",
    before: key(),
    after: key(allow("kms:*", "*", { Principal: VENDOR })),
    says: [
      "+ account 999999999999 may now do anything with encryption key alias/data (kms:* on *)",
    ],
  },
  {
    edit: "another account may pass a key on",
    before: key(allow("kms:Decrypt", "*", { Principal: VENDOR })),
    after: key(allow(["kms:Decrypt", "kms:CreateGrant"], "*", { Principal: VENDOR })),
    says: [
      "+ account 999999999999 may now let others use encryption key alias/data (kms:CreateGrant on *)",
    ],
  },
  {
    edit: "everybody may send to a queue for a topic",
    before: queue(),
    after: queue(
      when(
        allow("sqs:SendMessage", "*", { Principal: "*" }),
        "ArnLike",
        "aws:SourceArn",
        "arn:aws:sns:us-west-2:111122223333:news",
      ),
    ),
    says: [
      '+ everybody may now send messages to the queue of aws_sqs_queue_policy.orders, but only when the resource that the service acts for is "arn:aws:sns:us-west-2:111122223333:news" (sqs:SendMessage on *)',
    ],
  },
  {
    edit: "a policy is known after apply only",
    before: reports(READ),
    after: {
      ...reports(READ),
      "aws_iam_role_policy.reports": {
        role: "reports",
        policy: "${data.external.text.result.json}",
      },
    },
    says: [
      "? it cannot be told whether role reports may do more or less: aws_iam_role_policy.reports cannot be read (data.external.text is read by Terraform)",
    ],
  },
  {
    edit: "a service account gets the role",
    before: {},
    after: {
      "aws_eks_pod_identity_association.web": {
        cluster_name: "prod",
        namespace: "web",
        service_account: "web",
        role_arn: "arn:aws:iam::111122223333:role/reports",
      },
    },
    says: [
      "+ pods of service account web/web of cluster prod may now work as role reports of account 111122223333, if it trusts them",
    ],
  },
];
