import { rows } from "./row";

const ANY_ROLE = "arn:aws:iam::{zillizAccount}:role/any";
const NAMED_ROLE = "arn:aws:iam::{zillizAccount}:role/zilliz-byoc";
/** With a space, which no external ID has: it is nobody's, whatever the config's is. */
const SOMEBODY_ELSE = "somebody else";
const STRANGER = "arn:aws:iam::999999999999:role/zilliz-byoc";

/**
 * Who may assume the cross-account role.
 * Sources: create-cross-account-role, step 1; for the newer text, the vendor's Terraform.
 */
export const CROSS_ACCOUNT_TRUST = rows(
  { role: "crossAccountTrust", action: "sts:AssumeRole", resource: "{crossAccountRole}" },
  [
    {
      id: "cross-account-trust",
      principal: NAMED_ROLE,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "allowed",
      why: "Zilliz works through this role",
    },
    {
      id: "cross-account-trust-any-role-documented",
      edition: "documented",
      principal: ANY_ROLE,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "allowed",
      why: "the console trusts Zilliz's account as a whole",
    },
    {
      id: "cross-account-trust-any-role-current",
      edition: "current",
      principal: ANY_ROLE,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "denied",
      why: "the newer text trusts one role of Zilliz's account",
    },
    {
      id: "cross-account-trust-wrong-id",
      principal: NAMED_ROLE,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": SOMEBODY_ELSE },
      expected: "denied",
      why: "another customer's external ID must not open this account",
    },
    {
      id: "cross-account-trust-no-id",
      principal: NAMED_ROLE,
      action: "sts:AssumeRole",
      expected: "denied",
      why: "the external ID must be given",
    },
    {
      id: "cross-account-trust-stranger",
      principal: STRANGER,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "denied",
      why: "only Zilliz's account is trusted",
    },
    {
      id: "cross-account-trust-own-account",
      principal: "arn:aws:iam::{account}:role/Admin",
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "denied",
      why: "only Zilliz's account is trusted",
    },
    {
      id: "cross-account-trust-tag-session-documented",
      edition: "documented",
      principal: NAMED_ROLE,
      action: "sts:TagSession",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "denied",
      why: "the console allows sts:AssumeRole alone",
    },
    {
      id: "cross-account-trust-tag-session-current",
      edition: "current",
      principal: NAMED_ROLE,
      action: "sts:TagSession",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "allowed",
      why: "the newer text lets Zilliz tag its sessions",
    },
  ],
);

/** Who may assume the integration role. Source: integrate-with-aws-s3, step 4. */
export const INTEGRATION_TRUST = rows(
  { role: "integrationTrust", action: "sts:AssumeRole", resource: "{integrationRole}" },
  [
    {
      id: "integration-trust",
      principal: ANY_ROLE,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{integrationExternalId}" },
      expected: "allowed",
      why: "Zilliz writes backups and audit logs through this role",
    },
    {
      id: "integration-trust-wrong-id",
      principal: ANY_ROLE,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": SOMEBODY_ELSE },
      expected: "denied",
      why: "another customer's external ID must not open this account",
    },
    {
      id: "integration-trust-no-id",
      principal: ANY_ROLE,
      action: "sts:AssumeRole",
      expected: "denied",
      why: "the external ID must be given",
    },
    {
      id: "integration-trust-stranger",
      principal: STRANGER,
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{integrationExternalId}" },
      expected: "denied",
      why: "only Zilliz's account is trusted",
    },
  ],
);
