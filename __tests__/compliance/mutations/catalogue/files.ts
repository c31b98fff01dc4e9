import { addStatement, replaceIn, set, statement } from "../edits";
import { list } from "../file";
import { mutations } from "../judging";
import { defaultVendor, provider } from "../parts";

/** Provider and credentials; texts that were never filled in; policies that IAM reads otherwise. */
export const FILES = [
  ...mutations("minimal", [
    [
      "input-complete",
      "a module lies where nobody looks",
      (file) => (file["module"] = { more: { source: "acme/network/aws", version: "1.0.0" } }),
    ],
    [
      "provider-account-guard",
      "the provider takes any account",
      provider((block) => delete block["allowed_account_ids"]),
    ],
    ["provider-account-guard", "there is no provider block", (file) => delete file["provider"]],
    [
      "provider-credentials",
      "the provider has a key of a user",
      provider((block) =>
        Object.assign(block, {
          access_key: "AKIAIOSFODNN7EXAMPLE",
          secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        }),
      ),
    ],
    [
      "provider-credentials",
      "the provider has a session token in a second block",
      (file) =>
        list(file["provider"].aws).push({
          alias: "x",
          region: "us-east-1",
          allowed_account_ids: ["111122223333"],
          token: "IQoJb3JpZ2luX2VjEXAMPLE",
        }),
    ],
    [
      "lifecycle-guards",
      "a trust with the placeholder is written at every apply",
      set("aws_iam_role.storage_role", { lifecycle: undefined }),
      "error",
    ],
    [
      "lifecycle-guards",
      "the bucket goes with its stack",
      set("aws_s3_bucket.bucket", { lifecycle: undefined }),
      "info",
    ],
    ["tags-vendor", "the tag is lost", defaultVendor()],
    [
      "tags-vendor",
      "one role has another vendor",
      set("aws_iam_role.eks_role", { tags: { Vendor: "acme" } }),
    ],
    [
      "synth-placeholder",
      "the account is the document's placeholder",
      replaceIn("aws_iam_role.storage_role", "111122223333", "accountid"),
    ],
    [
      "synth-placeholder",
      "the bucket is the document's placeholder",
      replaceIn("aws_iam_role_policy.storage_policy", "zilliz-byoc-acme-dev", "{bucket_name}"),
    ],
    [
      "synth-placeholder",
      "the issuer's placeholder stands where nobody replaces it",
      replaceIn(
        "aws_iam_role.cross_account_role",
        "arn:aws:iam::965570967084:root",
        "arn:aws:iam::111122223333:oidc-provider/eks_oidc_url",
      ),
    ],
    [
      "synth-placeholder",
      "a name is to be filled in",
      set("aws_s3_bucket.bucket", { bucket: "<your-bucket-name>" }),
    ],
    [
      "synth-unresolved-token",
      "a policy has a token of CDKTF",
      replaceIn(
        "aws_iam_role_policy.storage_policy",
        "zilliz-byoc-acme-dev",
        "${TfToken[TOKEN.12]}",
      ),
    ],
    [
      "synth-unresolved-token",
      "the external ID was a token",
      replaceIn(
        "aws_iam_role.cross_account_role",
        "cid-7h3k9m2p5q8r1s4t6u0v2w5x8",
        "<unresolved-token>",
      ),
    ],
    [
      "policy-json",
      "a policy variable stands in a policy of 2008",
      (file) => {
        const { storage_policy } = file["resource"].aws_iam_role_policy;
        storage_policy.policy = String(storage_policy.policy)
          .replace("2012-10-17", "2008-10-17")
          .replace("acme-dev/*", () => "acme-dev/$${aws:username}/*");
      },
      "warning",
    ],
    [
      "policy-json",
      "a statement has no effect",
      statement("aws_iam_role_policy.storage_policy", 1, (found) => delete found["Effect"]),
    ],
    [
      "policy-literal",
      "the bucket's ARN is taken from AWS",
      replaceIn(
        "aws_iam_role_policy.storage_policy",
        "arn:aws:s3:::zilliz-byoc-acme-dev",
        "${aws_kms_key.none.arn}",
      ),
    ],
  ]),
  ...mutations("hardened plan", [
    [
      "key-policy",
      "everybody with an address may use the key",
      addStatement("aws_kms_key.data", {
        Principal: { AWS: "*" },
        Action: "kms:*",
        Resource: "*",
        Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
      }),
    ],
    [
      "key-rotation",
      "a key without a policy does not rotate",
      set("aws_kms_key.plain", { enable_key_rotation: false }),
    ],
    [
      "provider-account-guard",
      "the provider of the plan takes any account",
      provider((block) => delete block["allowed_account_ids"]),
    ],
    [
      "provider-account-guard",
      "the account is known to Terraform only",
      provider(
        (block) => (block["allowed_account_ids"] = { references: ["var.accounts", "data.x.y"] }),
      ),
    ],
    [
      "provider-credentials",
      "the plan has a key of a user",
      provider((block) => (block["access_key"] = { constant_value: "AKIAIOSFODNN7EXAMPLE" })),
    ],
  ]),
];
