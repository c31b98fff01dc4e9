import { allow, policy, type Json } from "../support";
import { key, type Edit } from "./edit";

const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const VIEW = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const VENDOR = "arn:aws:iam::999999999999:role/backup";
const admins: Json = {
  "aws_iam_group.admins": { name: "admins" },
  "aws_iam_group_policy.admins": {
    group: "admins",
    name: "all",
    policy: policy(allow("iam:*", "*")),
  },
};
const joins = (...groups: string[]): Json => ({
  "aws_iam_user_group_membership.eve": { user: "eve", groups },
});
const members = (...users: string[]): Json => ({
  "aws_iam_group_membership.admins": { name: "admins", group: "admins", users },
});
const only = (kind: "user" | "group", ...arns: string[]): Json => ({
  [`aws_iam_${kind}_policy_attachments_exclusive.ops`]: {
    [`${kind}_name`]: "ops",
    policy_arns: arns,
  },
});
const attached = (who: Json): Json => ({
  "aws_iam_policy_attachment.all": { name: "all", policy_arn: ADMIN, ...who },
});
const grant = (operations: string[], more: Json = {}): Json => ({
  ...key(),
  "aws_kms_grant.backup": {
    key_id: "${aws_kms_key.data.key_id}",
    grantee_principal: VENDOR,
    operations,
    ...more,
  },
});

/** Who is in a group, who gets a policy by a list of its own, who may use a key by a grant. */
export const JOINED: readonly Edit[] = [
  {
    edit: "a user joins a group",
    before: admins,
    after: { ...admins, ...joins("admins") },
    says: ["+ user eve has joined group admins and may now do all that the group may (iam:* on *)"],
  },
  {
    edit: "a user joins a group of elsewhere",
    before: joins("staff"),
    after: joins("staff", "admins"),
    says: [
      "+ user eve has joined group admins and may now do all that the group may; no file tells what that is",
    ],
  },
  {
    edit: "a user joins a group with a policy of AWS",
    before: only("group", ADMIN),
    after: { ...only("group", ADMIN), ...joins("ops") },
    says: [`+ user eve has joined group ops and may now do all that the group may (${ADMIN})`],
  },
  {
    edit: "a user leaves a group",
    before: { ...admins, ...joins("admins") },
    after: admins,
    says: ["- user eve has left group admins and may no longer do what the group may (iam:* on *)"],
  },
  {
    edit: "a group takes another member",
    before: { ...admins, ...members("bob") },
    after: { ...admins, ...members("bob", "eve") },
    says: ["+ user eve has joined group admins and may now do all that the group may (iam:* on *)"],
  },
  {
    edit: "who is in a group is known after apply only",
    before: { ...admins, ...members("bob") },
    after: {
      ...admins,
      ...members("bob"),
      "aws_iam_user_group_membership.eve": { user: "eve", groups: "${data.external.text.result}" },
    },
    says: [
      "? it cannot be told whether user eve may do more or less: aws_iam_user_group_membership.eve cannot be read (data.external.text is read by Terraform)",
    ],
  },
  {
    edit: "a user's list of policies gets one more",
    before: only("user", VIEW),
    after: only("user", VIEW, ADMIN),
    says: [`+ user ops may now do anything in the account (${ADMIN})`],
  },
  {
    edit: "a group's list of policies gets another",
    before: only("group", ADMIN),
    after: only("group", VIEW),
    says: [
      `+ group ops may now read everything in the account (${VIEW})`,
      `- group ops may no longer do anything in the account (${ADMIN})`,
    ],
  },
  {
    edit: "one policy is put on a user and a group at once",
    before: attached({ users: ["ann"] }),
    after: attached({ users: ["ann", "eve"], groups: ["ops"] }),
    says: [
      `+ group ops may now do anything in the account (${ADMIN})`,
      `+ user eve may now do anything in the account (${ADMIN})`,
    ],
  },
  {
    edit: "a grant of a key",
    before: key(),
    after: grant(["Decrypt", "CreateGrant"]),
    says: [
      "+ by a grant, role backup of account 999999999999 may now let others use encryption key alias/data and decrypt with it (kms:CreateGrant, kms:Decrypt on *)",
    ],
  },
  {
    edit: "a grant of a key lets more happen",
    before: grant(["Encrypt"]),
    after: grant(["Encrypt", "Decrypt"]),
    says: [
      "+ by a grant, role backup of account 999999999999 may now decrypt with encryption key alias/data (kms:Decrypt on *)",
    ],
  },
  {
    edit: "a grant holds in every context",
    before: grant(["Decrypt"], { constraints: [{ encryption_context_equals: { app: "shop" } }] }),
    after: grant(["Decrypt"]),
    says: [
      `+ by a grant, role backup of account 999999999999 may now decrypt with encryption key alias/data in every case; before, only when app in the encryption context is "shop" (kms:Decrypt on *)`,
    ],
  },
  {
    edit: "a grant is withdrawn",
    before: grant(["Decrypt"]),
    after: key(),
    says: [
      "- by a grant, role backup of account 999999999999 may no longer decrypt with encryption key alias/data (kms:Decrypt on *)",
    ],
  },
];
