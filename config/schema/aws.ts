import { z } from "zod";
import services from "./aws-services.json";
import { characterViolations, lengthViolations } from "../../aws/names";
import { near, use } from "../../text/near";
import { addressObjection } from "./address";
import { checked, field, integer, issueOf, kind, list, mapping } from "./field";
import { profileName, roleArn } from "./identity";

/**
 * Services of which Terraform's AWS provider takes an endpoint: those of 5.100.0 that 6.0 has too.
 * Source: `terraform providers schema -json`.
 */
const SERVICES: ReadonlySet<string> = new Set(services);

/** A text that STS takes for a session; what is wrong with one is told without its letters. */
function ofSession(code: "external-id" | "iam-name", longest: number, more: string) {
  return kind((value) => {
    const violations = [
      ...lengthViolations(value, 2, longest),
      ...characterViolations(value, new RegExp(`[\\w+=,.@${more}-]`), "discreet"),
    ];
    if (violations.length === 0) return undefined;
    const allowed = `2 to ${longest} of a-z, A-Z, 0-9 and _+=,.@${more}-`;
    return { code, message: violations.join("; "), allowed };
  }, `^[\\w+=,.@${more}-]{2,${longest}}$`);
}

const assumeRole = mapping(
  {
    description:
      "Role of the account that the stacks are made in, assumed with the credentials of `profile` or of the environment.",
    example: { roleArn: "arn:aws:iam::111122223333:role/terraform" },
    default: "- none: the credentials belong to the account",
  },
  {
    roleArn: roleArn({
      description: "The role; it lies in the deployment's account.",
      example: "arn:aws:iam::111122223333:role/terraform",
    }),
    sessionName: ofSession(
      "iam-name",
      64,
      "",
    )({
      description: "Name of the session, by which CloudTrail tells who it was.",
      example: "acme-pipeline",
      default: "- `byoc-<name>`",
    }),
    externalId: ofSession(
      "external-id",
      1224,
      ":/",
    )({
      description:
        "External ID that the trust of this role asks for; none of Zilliz Cloud's. It stands in the stack's file, and is masked in messages and reports.",
      example: "acme-terraform-access",
      default: "- none",
    }),
    durationSeconds: integer(900, 43200, {
      description:
        "Length of the session, 15 minutes to 12 hours; more than the role's own limit, or more than an hour with credentials of another role, STS refuses.",
      example: 3600,
      default: "- an hour",
    }),
  },
);

const endpoints = field(
  z
    .record(
      z.string(),
      checked((value) => addressObjection(value, { loopback: true })),
    )
    .superRefine((value, context) => {
      for (const name of Object.keys(value)) {
        if (SERVICES.has(name)) continue;
        context.addIssue(
          issueOf(
            {
              code: "unknown-key",
              message: "is no service of which Terraform's AWS provider takes an endpoint",
              allowed: "its names of services, such as iam, s3, sts, kms, ec2 and eks",
              fix: use(near(name, services)),
            },
            [name],
          ),
        );
      }
    }),
  {
    description:
      "Addresses of services in a network of your own, by the names that Terraform's AWS provider has for them; https, or http on this machine. The state's are in `terraform.backend`.",
    example: { sts: "https://vpce-0a1b2c3d-example.sts.us-west-2.vpce.amazonaws.com" },
    default: "- AWS's own",
  },
);

const ignoreTags = mapping(
  {
    description:
      "Tags that others put on what is made here; Terraform neither shows nor removes them.",
    example: { keyPrefixes: ["acme:"] },
    default: "- none",
  },
  {
    keys: list(z.string().min(1), {
      description: "Their keys.",
      example: ["LastScanned"],
      default: "- none",
    }),
    keyPrefixes: list(z.string().min(1), {
      description: "What their keys begin with.",
      example: ["acme:"],
      default: "- none",
    }),
  },
);

/** How the deployment's account is reached. */
export const aws = mapping(
  {
    description:
      "How the deployment's account is reached, by Terraform and by the commands that ask AWS; each deployment of a run has its own.",
    example: { profile: "acme-prod" },
    default: "- by the credentials of the environment",
  },
  {
    profile: profileName({
      description: "Profile of the AWS config and credentials files.",
      example: "acme-prod",
      default: "- the credentials of the environment",
    }),
    assumeRole,
    endpoints,
    ignoreTags,
  },
);
