import { addStatement, condition, dropStatement, statement } from "../edits";
import { mutations } from "../judging";
import { operator } from "../parts";

const CROSS = "aws_iam_role.cross_account_role";
const STORAGE = "aws_iam_role.storage_role";
const EKS = "aws_iam_role.eks_role";
const DENIAL = "OurOrganization";

/** Trusts with the denial that the config asks for. */
export const DENIED_TRUSTS = mutations("denied trusts", [
  ["document-cross-account-trust", "the denial is gone", dropStatement(CROSS, DENIAL)],
  ["document-storage-trust", "the denial is gone", dropStatement(STORAGE, DENIAL)],
  ["trust-shape", "the denial of a role that Zilliz rewrites is gone", dropStatement(EKS, DENIAL)],
  [
    "document-cross-account-trust",
    "the denial lets in another account",
    condition(CROSS, DENIAL, ({ StringNotEquals: tests, ...rest }) => ({
      ...rest,
      StringNotEquals: {
        ...(tests as object),
        "aws:PrincipalAccount": ["965570967084", "999999999999"],
      },
    })),
  ],
  [
    "document-cross-account-trust",
    "the denial spares who brings no organization",
    condition(CROSS, DENIAL, (tests) => ({
      ...tests,
      Null: { "aws:PrincipalOrgID": "false" },
    })),
  ],
  [
    "document-eks-trust",
    "the denial is of another action",
    statement(EKS, DENIAL, (found) => (found["Action"] = "sts:TagSession")),
  ],
  [
    "document-cross-account-trust",
    "the denial allows what it should deny",
    statement(CROSS, DENIAL, (found) => (found["Effect"] = "Allow")),
  ],
  [
    "document-cross-account-trust",
    "something else is denied too",
    addStatement(CROSS, {
      Sid: "Network",
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    }),
  ],
  [
    "document-storage-trust",
    "a statement that allows comes with the denial",
    addStatement(STORAGE, {
      Sid: "Auditor",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "sts:AssumeRole",
    }),
  ],
  [
    "simulation",
    "the denial shuts Zilliz Cloud out",
    condition(CROSS, DENIAL, { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
  ],
  [
    "simulation",
    "the denial shuts AWS's services out",
    operator(EKS, DENIAL, "BoolIfExists", "Null"),
  ],
]);
