import { addStatement, condition, grant, policy, replaceIn, set, statement } from "../edits";
import { list, type Json } from "../file";
import { mutations } from "../judging";

const CROSS = "aws_iam_role.cross_account_role";
const STORAGE = "aws_iam_role.storage_role";
const ID = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
const ZILLIZ = "arn:aws:iam::965570967084:root";
const PARTNER = "arn:aws:iam::999999999999:root";
/** Puts another principal in the place of the one that is trusted. */
const trusting = (role: string, Principal: unknown) =>
  statement(role, 0, (found) => (found["Principal"] = Principal));
const asking = (role: string, Condition: Record<string, unknown> | undefined) =>
  condition(role, 0, Condition);

/** The trust of the role that Zilliz Cloud works with. */
export const VENDOR_TRUST = [
  ...mutations("minimal", [
    ["trust-external-id", "the external ID is asked for no more", asking(CROSS, undefined)],
    [
      "trust-external-id",
      "any external ID will do",
      asking(CROSS, { StringLike: { "sts:ExternalId": "*" } }),
    ],
    [
      "trust-external-id",
      "who gives no external ID gets in",
      asking(CROSS, { StringEqualsIfExists: { "sts:ExternalId": ID } }),
    ],
    [
      "trust-external-id",
      "a second external ID is taken",
      asking(CROSS, { StringEquals: { "sts:ExternalId": [ID, "cid-9z8y7x6w5v4u3t2s1r0q9p8o7"] } }),
    ],
    [
      "trust-external-id",
      "the external ID is the other way round: everything but it",
      asking(CROSS, { StringNotEquals: { "sts:ExternalId": ID } }),
    ],
    [
      "trust-external-id",
      "the condition asks for a key that AWS does not have",
      asking(CROSS, { StringEquals: { "aws:ExternalId": ID } }),
    ],
    [
      "trust-external-id",
      "a wildcard ends the external ID",
      asking(CROSS, { StringLike: { "sts:ExternalId": "cid-7h3k*" } }),
    ],
    [
      "trust-external-id",
      "the storage role lets Zilliz Cloud in, without an external ID",
      addStatement(STORAGE, { Principal: { AWS: ZILLIZ }, Action: "sts:AssumeRole" }),
    ],
    ["trust-account", "the account is another one", trusting(CROSS, { AWS: PARTNER })],
    ["trust-account", "a second account is trusted", trusting(CROSS, { AWS: [ZILLIZ, PARTNER] })],
    ["trust-account", "everybody is trusted", trusting(CROSS, "*")],
    [
      "trust-account",
      "the principal is a user that was deleted",
      trusting(CROSS, { AWS: "AIDAIOSFODNN7EXAMPLE" }),
    ],
    [
      "trust-account",
      "everybody but one account is trusted",
      statement(CROSS, 0, (found) => {
        found["NotPrincipal"] = { AWS: PARTNER };
        delete found["Principal"];
      }),
    ],
    [
      "document-cross-account-trust",
      "every action of STS is allowed",
      statement(CROSS, 0, (found) => (found["Action"] = "sts:*")),
    ],
    [
      "document-cross-account-trust",
      "roles of the own account get in too",
      addStatement(CROSS, {
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "sts:AssumeRole",
      }),
    ],
    [
      "document-cross-account-trust",
      "a service gets in too",
      addStatement(CROSS, {
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    ],
    [
      "document-cross-account-trust",
      "requests must come from one address",
      condition(CROSS, 0, (before) => ({ ...before, IpAddress: { "aws:SourceIp": "192.0.2.7" } })),
      "warning",
    ],
    [
      "simulation",
      "the statement refuses",
      statement(CROSS, 0, (found) => (found["Effect"] = "Deny")),
    ],
    [
      "role-session",
      "sessions last a whole day",
      set(CROSS, { max_session_duration: 86_400 }),
      "error",
    ],
  ]),
  ...mutations("minimal plan", [
    [
      "trust-external-id",
      "the external ID is the document's example",
      replaceIn(CROSS, ID, "my-external-id"),
      "warning",
    ],
    [
      "trust-external-id",
      "the external ID has one letter less",
      replaceIn(CROSS, ID, ID.slice(0, -1)),
    ],
    [
      "trust-external-id",
      "a copy of the statement asks for nothing",
      policy(CROSS, (document) => {
        const rest = { ...document["Statement"][0] } as Json;
        delete rest["Condition"];
        list(document["Statement"]).push(rest);
      }),
    ],
    ["trust-account", "everybody in AWS is trusted", trusting(CROSS, { AWS: "*" })],
    [
      "trust-account",
      "one digit of the account is another",
      replaceIn(CROSS, "965570967084", "965570967085"),
    ],
    [
      "document-cross-account-trust",
      "sessions may be tagged",
      grant(CROSS, 0, "Action", "sts:TagSession"),
    ],
    [
      "document-cross-account-trust",
      "only one role of Zilliz Cloud is let in",
      trusting(CROSS, { AWS: "arn:aws:iam::965570967084:role/operator" }),
    ],
  ]),
];
