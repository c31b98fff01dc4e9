import { allow, policy, TRUST, type Json } from "../support";
import { OBJECTS, reports, type Edit } from "./edit";

const READ = allow("s3:GetObject", OBJECTS);
const managed = (name: string, ...statements: Json[]): Json => ({
  [`aws_iam_policy.${name}`]: { name, policy: policy(...statements) },
});
const attached = (name: string, arn = `\${aws_iam_policy.${name}.arn}`): Json => ({
  [`aws_iam_role_policy_attachment.${name}`]: { role: "reports", policy_arn: arn },
});
const AWS = "arn:aws:iam::aws:policy/";
const bounded = (arn: string | undefined, ...limit: Json[]): Json => {
  const role = { name: "reports", assume_role_policy: TRUST, permissions_boundary: arn };
  const ceiling = { name: "limit", policy: policy(...limit) };
  return {
    ...reports(allow("s3:*", "*")),
    "aws_iam_role.reports": role,
    "aws_iam_policy.limit": ceiling,
  };
};
const LIMIT = "${aws_iam_policy.limit.arn}";

/** Policies that are attached, or a ceiling. */
export const ATTACHED: readonly Edit[] = [
  {
    edit: "a policy of AWS is attached in place of another",
    before: { ...reports(READ), ...attached("more", `${AWS}ReadOnlyAccess`) },
    after: { ...reports(READ), ...attached("more", `${AWS}AdministratorAccess`) },
    says: [
      `+ role reports may now do anything in the account (${AWS}AdministratorAccess)`,
      `- role reports may no longer read everything in the account (${AWS}ReadOnlyAccess)`,
    ],
  },
  {
    edit: "a policy of AWS that few know is attached",
    before: reports(READ),
    after: { ...reports(READ), ...attached("more", `${AWS}AmazonEKSClusterPolicy`) },
    says: [
      `+ role reports may now do all that AWS's policy AmazonEKSClusterPolicy allows (${AWS}AmazonEKSClusterPolicy)`,
    ],
  },
  {
    edit: "an attached policy has a new version",
    before: {
      ...reports(READ),
      ...managed("more", allow("kms:Decrypt", "*")),
      ...attached("more"),
    },
    after: {
      ...reports(READ),
      ...managed("more", allow(["kms:Decrypt", "kms:CreateGrant"], "*")),
      ...attached("more"),
    },
    says: ["+ role reports may now let others use every encryption key (kms:CreateGrant on *)"],
  },
  {
    edit: "a policy that hangs on nobody",
    before: {},
    after: managed("spare", READ),
    says: [
      "+ whoever gets the new policy spare may now read objects of bucket data (s3:GetObject on arn:aws:s3:::data/*)",
    ],
  },
  {
    edit: "the permissions boundary is taken off",
    before: bounded(LIMIT, READ),
    after: bounded(undefined, READ),
    says: [
      '+ role reports may now do all that its own policies allow: its permissions boundary "limit" is gone',
    ],
  },
  {
    edit: "the permissions boundary lets more through",
    before: bounded(LIMIT, READ),
    after: bounded(LIMIT, READ, allow("s3:PutObject", OBJECTS)),
    says: [
      '+ the permissions boundary "limit" now lets role reports write objects of bucket data (s3:PutObject on arn:aws:s3:::data/*)',
    ],
  },
  {
    edit: "a right that the permissions boundary stops",
    before: bounded(LIMIT, READ),
    after: {
      ...bounded(LIMIT, READ),
      ...managed("more", allow("ec2:RunInstances", "*")),
      ...attached("more"),
    },
    says: [
      '+ role reports may now run instances in EC2 (ec2:RunInstances on *); without effect as long as its permissions boundary "limit" does not allow it',
    ],
  },
];
