import { add, addStatement, condition, grant, replaceIn, statement } from "../edits";
import { list } from "../file";
import { mutations } from "../judging";

const MANAGEMENT = "aws_iam_role.management_role";
const INTEGRATION = "aws_iam_role.integration_role";
const ID = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
const ZILLIZ = "arn:aws:iam::965570967084:root";
const PARTNER = "arn:aws:iam::999999999999:root";
/** Puts another principal in the place of the one that is trusted. */
const trusting = (role: string, Principal: unknown) =>
  statement(role, 0, (found) => (found["Principal"] = Principal));
const asking = (role: string, Condition: Record<string, unknown> | undefined) =>
  condition(role, 0, Condition);

/** Trusts of the other roles that Zilliz Cloud assumes: to set up, to manage, to export. */
export const OTHER_VENDOR_TRUSTS = [
  ...mutations("activation", [
    ["trust-external-id", "the management role asks for no ID", asking(MANAGEMENT, undefined)],
    [
      "document-bootstrap-trusts",
      "the management role takes every action of STS",
      grant(MANAGEMENT, 0, "Action", "sts:*"),
    ],
    [
      "document-bootstrap-trusts",
      "the management role trusts EC2",
      addStatement(MANAGEMENT, {
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    ],
    [
      "document-bootstrap-trusts",
      "the bootstrap role trusts the whole account of Zilliz Cloud, as its role may only",
      trusting("aws_iam_role.bootstrap_role", { AWS: ZILLIZ }),
    ],
    [
      "trust-account",
      "the bootstrap role trusts a role of another account",
      trusting("aws_iam_role.bootstrap_role", { AWS: "arn:aws:iam::999999999999:role/x" }),
    ],
  ]),
  ...mutations("bootstrap plan", [
    [
      "document-bootstrap-trusts",
      "the management role sets no source identity any more",
      statement(MANAGEMENT, 0, (found) => {
        found["Action"] = list(found["Action"]).filter((one) => one !== "sts:SetSourceIdentity");
      }),
      "warning",
    ],
    [
      "trust-external-id",
      "the management role asks for the ID of another customer",
      replaceIn(MANAGEMENT, ID, "cid-0a1b2c3d4e5f6g7h8i9j0k1l2"),
    ],
  ]),
  ...mutations("integration", [
    ["trust-account", "exports go to another account", trusting(INTEGRATION, { AWS: PARTNER })],
    [
      "document-integration-trust",
      "roles of the own account may export",
      addStatement(INTEGRATION, { Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }),
    ],
    [
      "trust-external-id",
      "the ID of the project stands in the trust for the integration",
      replaceIn(INTEGRATION, "zilliz-external-4kT9vQ2mX7cB1nL", ID),
    ],
  ]),
  ...mutations("integration plan", [
    ["trust-external-id", "exports ask for no ID", asking(INTEGRATION, undefined)],
    [
      "trust-external-id",
      "exports compare the ID whatever its case",
      condition(INTEGRATION, 0, ({ StringEquals }) => ({ StringLikeIfExists: StringEquals })),
    ],
    [
      "document-integration-trust",
      "exports need multi-factor authentication, which no service has",
      condition(INTEGRATION, 0, (before) => ({
        ...before,
        Bool: { "aws:MultiFactorAuthPresent": "true" },
      })),
      "warning",
    ],
    [
      "trust-account",
      "an organization may export, whoever is in it",
      addStatement(INTEGRATION, {
        Principal: { AWS: "*" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      }),
    ],
  ]),
  ...mutations("existing", [
    [
      "trust-external-id",
      "the external ID ends with a token",
      replaceIn(
        INTEGRATION,
        "zilliz-external-4kT9vQ2mX7cB1nL",
        "zilliz-external-<unresolved-token>",
      ),
    ],
    [
      "trust-account",
      "a new role trusts another account",
      add("aws_iam_role.partner", {
        name: "partner",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: PARTNER }, Action: "sts:AssumeRole" }],
        }),
      }),
    ],
  ]),
];
