import { addStatement, condition, replaceIn, set, statement } from "../edits";
import { mutations } from "../judging";
import { operator, withoutClaim } from "../parts";

const MILVUS = "aws_iam_role.milvus_role";
const PROVIDER = "aws_iam_openid_connect_provider.cluster";
const SUB = "system:serviceaccount:milvus:milvus-s3-access-sa";

/** Trusts of the role of a Milvus of one's own, and the providers of its tokens. */
export const MILVUS_TRUST = [
  ...mutations("milvus", [
    [
      "document-milvus-trust",
      "the namespace is another",
      replaceIn(MILVUS, SUB, "system:serviceaccount:default:milvus-s3-access-sa"),
    ],
    [
      "trust-usable",
      "tokens are to call what takes none",
      statement(MILVUS, 0, (found) => (found["Action"] = "sts:AssumeRole")),
    ],
    [
      "trust-usable",
      "EC2 is to come with a token",
      addStatement(MILVUS, {
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
      }),
    ],
    [
      "trust-usable",
      "EC2 is named beside the tokens",
      statement(MILVUS, 0, (found) => {
        found["Principal"] = { ...(found["Principal"] as object), Service: "ec2.amazonaws.com" };
      }),
      "warning",
    ],
    ["trust-oidc", "every pod of the cluster gets in", withoutClaim(MILVUS, 0, "sub")],
    [
      "document-milvus-trust",
      "a node may assume the role",
      addStatement(MILVUS, {
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    ],
  ]),
  ...mutations("milvus plan", [
    ["trust-oidc", "tokens for other services get in", withoutClaim(MILVUS, 0, "aud")],
    [
      "document-milvus-trust",
      "the issuer is that of another cluster",
      replaceIn(MILVUS, "A1B2C3D4E5F60718293A4B5C6D7E8F90", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"),
    ],
    [
      "document-milvus-trust",
      "one more service account gets in",
      statement(MILVUS, 0, ({ Condition: { StringEquals } }) => {
        for (const key of Object.keys(StringEquals as object).filter((one) => /:sub$/.test(one))) {
          StringEquals[key] = [SUB, "system:serviceaccount:milvus:default"];
        }
      }),
    ],
  ]),
  ...mutations("irsa", [
    [
      "trust-wildcard",
      "every service account of the namespace gets in",
      condition(MILVUS, 0, ({ StringEquals }) => ({
        StringLike: JSON.parse(
          JSON.stringify(StringEquals).replace(SUB, "system:serviceaccount:milvus:*"),
        ) as unknown,
      })),
    ],
    [
      "oidc-provider-audience",
      "tokens for an application are taken too",
      set(PROVIDER, { client_id_list: ["sts.amazonaws.com", "my-application"] }),
    ],
    [
      "oidc-provider-audience",
      "tokens for AWS are not taken any more",
      set(PROVIDER, { client_id_list: ["kubernetes"] }),
    ],
    [
      "oidc-provider-audience",
      "the audiences are known after apply only",
      set(PROVIDER, { client_id_list: "${data.external.audiences.result}" }),
    ],
    [
      "document-milvus-trust",
      "the service account has a capital letter",
      replaceIn(MILVUS, "milvus-s3-access-sa", "Milvus-s3-access-sa"),
    ],
  ]),
  ...mutations("govcloud", [
    [
      "trust-oidc",
      "the provider is one of another account",
      replaceIn(MILVUS, "::444455556666:", "::999999999999:"),
    ],
    [
      "trust-oidc",
      "a token without claims gets in",
      operator(MILVUS, 0, "StringEquals", "StringEqualsIfExists"),
    ],
  ]),
  ...mutations("hardened plan", [
    [
      "oidc-provider-audience",
      "a second audience is planned",
      set(PROVIDER, { client_id_list: ["sts.amazonaws.com", "sigstore"] }),
    ],
  ]),
];
