import { z } from "zod";
import { backendSchema as told, keySchema } from "./backend-keys";
import { field, issueOf, type Objection } from "./field";

const NAME = keySchema({ state: true, about: "Workspace.", default: "{stack}" });

/** HCP Terraform, or Terraform Enterprise. */
const cloud = z.strictObject({
  type: z.literal("cloud"),
  organization: keySchema({ needed: true, about: "HCP Terraform organization.", example: "acme" }),
  hostname: keySchema({
    about: "Host of Terraform Enterprise.",
    default: "app.terraform.io",
    example: "tfe.acme.example",
  }),
  workspaces: workspaces("tags", {
    name: NAME,
    project: keySchema({ about: "Project of the workspace.", example: "vector-db" }),
    tags: keySchema({
      is: "tags",
      state: true,
      about: "Tags that select workspaces, instead of a name: a list or a mapping.",
      example: ["{stack}"],
    }),
  }),
});

/** The same by the older way. */
const remote = z.strictObject({
  type: z.literal("remote"),
  organization: keySchema({ needed: true, about: "Organization.", example: "acme" }),
  hostname: keySchema({ about: "Host.", default: "app.terraform.io", example: "tfe.acme.example" }),
  workspaces: workspaces("prefix", {
    name: NAME,
    prefix: keySchema({
      state: true,
      about: "Prefix of the workspaces, instead of a name.",
      example: "{stack}-",
    }),
  }),
});

/** @param other key that Terraform does not take beside the name. */
function workspaces(other: string, shape: Readonly<Record<string, z.ZodType>>) {
  const objection: Objection = {
    code: "conflict",
    message: `holds name and ${other}, which exclude each other`,
    allowed: `name or ${other}`,
    fix: "remove one of them",
  };
  const whole = z.strictObject(shape).superRefine((value, context) => {
    if (value["name"] && value[other]) context.addIssue(issueOf(objection));
  });
  return field(whole, { description: "Workspace of each stack.", default: { name: "{stack}" } });
}

/** Where Terraform keeps its state; keys are Terraform's own, credentials are not among them. */
export const backend = field(
  z.discriminatedUnion("type", [
    told("local"),
    told("s3"),
    cloud,
    remote,
    told("http"),
    told("gcs"),
    told("azurerm"),
    told("pg"),
    told("consul"),
    told("cos"),
    told("oss"),
    told("kubernetes"),
    told("inmem"),
  ]),
  {
    description:
      "Where Terraform keeps the state of each stack; the keys are those of Terraform's own backend block, without its credentials.",
    example: { type: "s3", bucket: "acme-terraform-state" },
    default: { type: "local" },
  },
);
