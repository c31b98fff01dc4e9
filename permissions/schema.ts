import { z } from "zod";
import { counts, formatVersion, text } from "../text/described";

const texts = (description: string) => z.array(z.string()).describe(description);

const direction = z
  .enum(["gained", "lost", "undecided"])
  .describe(
    "gained: somebody may do more than before; lost: less; undecided: the files do not tell",
  );

const condition = (side: string) =>
  z
    .array(z.string())
    .nullable()
    .describe(
      `Conditions on the ${side} side, in words, all of which must hold; [] for none; null where it was not allowed at all or there is no one list. External IDs are never shown`,
    );

const change = z
  .strictObject({
    direction,
    kind: z
      .enum([
        "permission",
        "access",
        "trust",
        "refusal",
        "ceiling",
        "attachment",
        "exposure",
        "token",
        "binding",
        "unknown",
      ])
      .describe(
        "permission: the subject may do something; access: somebody may do something with the subject; trust: somebody may become the role; refusal: an explicit refusal came or went; ceiling: a permissions boundary; attachment: an attached policy whose text no file holds, or a group that was joined or left; exposure: what keeps a bucket from being public, and ACLs; token: tokens that an identity provider is believed with; binding: pods that get a role; unknown: something that cannot be read",
      ),
    text: text("The change in one sentence, with the subject"),
    principals: texts("Who, where it is not the subject, as the policy names them"),
    actions: texts("Actions or patterns of actions; empty where it is no matter of actions"),
    resources: texts("ARNs or patterns; empty in trusts"),
    conditions: z
      .strictObject({ before: condition("older"), after: condition("newer") })
      .describe("Under which conditions it is allowed, or refused, on each side"),
    because: z
      .array(
        z.strictObject({
          policy: text("Address of the resource, or ARN of a policy that no file holds"),
          statement: text("Sid of the statement, or its place: #2").optional(),
        }),
      )
      .describe("Where it is written: on the newer side for what is gained by a grant"),
  })
  .describe("One thing that somebody may do on one side only");

const subject = z
  .strictObject({
    kind: z
      .enum([
        "role",
        "user",
        "group",
        "policy",
        "bucket",
        "key",
        "resource",
        "identity-provider",
        "service-account",
        "input",
      ])
      .describe("What the subject is; input: a file that leaves something out"),
    label: text("What sentences call it"),
    name: text("Name in AWS or Kubernetes, or the address where only AWS gives one"),
    address: text("Terraform address, on the newer side where it is there"),
    status: z
      .enum(["kept", "new", "gone"])
      .describe("Whether both sides have it, or only the newer or the older one"),
    previously: text("Its name on the older side, where that is another").optional(),
    changes: z.array(change).describe("Gained first, then undecided, then lost"),
  })
  .describe("A role, a bucket, a key … and what changed");

/** The JSON form of a difference in permissions. */
export const diffSchema = z
  .strictObject({
    version: formatVersion,
    summary: z
      .strictObject({
        gained: counts("Changes by which somebody may do more; more than none makes exit code 1"),
        lost: counts("Changes by which somebody may do less"),
        undecided: counts("Changes that cannot be told; alone they make exit code 3"),
      })
      .describe("Counts over all subjects"),
    subjects: z
      .array(subject)
      .describe("Those with changes only; those that gained something first"),
  })
  .meta({
    title: "Difference in permissions",
    description: "byoc export --diff OLD NEW --format json",
  });

/** JSON Schema of the JSON form: `schema/permission-diff.schema.json`. */
export function permissionDiffSchema(): unknown {
  return z.toJSONSchema(diffSchema);
}
