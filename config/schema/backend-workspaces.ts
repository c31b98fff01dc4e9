import { z } from "zod";
import { OWN_DEFAULT, exclusive, needed, place, string } from "./backend-fields";
import { field } from "./field";

const workspaces = z
  .strictObject({
    name: string(place("Workspace."), "{stack}", "{stack}"),
    project: string("Project of the workspace.", "vector-db"),
    tags: field(z.union([z.array(z.string().min(1)).min(1), z.record(z.string(), z.string())]), {
      description: place("Tags that select workspaces, instead of a name: a list or a mapping."),
      example: ["{stack}"],
      default: OWN_DEFAULT,
    }),
  })
  .superRefine((value, context) => {
    if (value.name && value.tags) context.addIssue(exclusive("name", "tags"));
  });

/** HCP Terraform, or Terraform Enterprise. */
export const cloud = z.strictObject({
  type: z.literal("cloud"),
  organization: needed("HCP Terraform organization.", "acme"),
  hostname: string("Host of Terraform Enterprise.", "tfe.acme.example", "app.terraform.io"),
  workspaces: field(workspaces, {
    description: "Workspace of each stack.",
    default: { name: "{stack}" },
  }),
});

/** The same by the older way. */
export const remote = z.strictObject({
  type: z.literal("remote"),
  organization: needed("Organization.", "acme"),
  hostname: string("Host.", "tfe.acme.example", "app.terraform.io"),
  workspaces: field(
    z
      .strictObject({
        name: string(place("Workspace."), "{stack}", "{stack}"),
        prefix: string(place("Prefix of the workspaces, instead of a name."), "{stack}-"),
      })
      .superRefine((value, context) => {
        if (value.name && value.prefix) context.addIssue(exclusive("name", "prefix"));
      }),
    {
      description: "Workspace of each stack.",
      example: { name: "{stack}" },
      default: { name: "{stack}" },
    },
  ),
});
