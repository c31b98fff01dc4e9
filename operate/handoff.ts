import { parsedJson, valueAt } from "../text/record";
import { entriesOf, fileIn } from "./made";
import { inOrder, type Outcome } from "./schedule";
import type { Stack } from "./stacks";
import { initOf, must, type Tell } from "./plan";
import type { Terraform } from "./terraform";

/** Begin of what an output says of itself, where its value goes into the vendor's console. */
const CONSOLE = "Zilliz Cloud console, ";

/**
 * Outputs in the order of the console's pages: documents byoc-prerequisites (Activate Your License),
 * create-bucket-and-role and create-cross-account-role, integrate-with-aws-s3.
 */
const PLACES = [
  "aws_lb_irsa_policy_arn",
  "cluster_autoscaler_irsa_policy_arn",
  "ebs_csi_irsa_policy_arn",
  "zilliz_business_irsa_policy_arn",
  "permission_boundary_policy_arn",
  "management_role_arn",
  "bootstrap_role_arn",
  "bucket_name",
  "storage_role_arn",
  "eks_role_arn",
  "external_id",
  "cross_account_role_arn",
  "integration_role_arn",
  "vpc_id",
  "subnet_ids",
  "security_group_id",
  "endpoint_id",
];

/** One value that goes into the console. */
export interface HandedValue {
  /** Name of the output; absent where the config says the value. */
  readonly output?: string;
  /** `Storage settings: Bucket`. */
  readonly field: string;
  /** Absent where the stack was not applied yet. */
  readonly value?: string | readonly string[];
}

/** Values of a stack for the console, in its order; none where nothing of it goes there. */
export type Handed = readonly HandedValue[];

/**
 * Reads the outputs of stacks from their states, whatever the backend.
 *
 * @returns an outcome for each stack, in their order.
 */
export function readOutputs(
  stacks: readonly Stack[],
  terraform: Terraform,
  { jobs, tell }: { readonly jobs: number; readonly tell: Tell },
): Promise<Outcome<Handed>[]> {
  const initialized = initOf(terraform);
  return inOrder(stacks, { jobs, terraform }, async (stack) => {
    const fields = fieldsOf(stack);
    if (fields.length === 0) return [];
    tell(stack, "outputs");
    const read = () => must(terraform, stack.folder, ["output", "-json"]);
    const outputs = parsedJson(await initialized(stack.folder, read));
    return fields.map(({ output, field }) => {
      const value = valueAt(outputs, [output, "value"]);
      return { output, field, ...(isPasted(value) && { value }) };
    });
  });
}

/** What the synthesized file says of its outputs. */
function fieldsOf(stack: Stack): { output: string; field: string }[] {
  return entriesOf(valueAt(fileIn(stack), ["output"]))
    .flatMap(([output, body]) => {
      const description = valueAt(body, ["description"]);
      return typeof description === "string" && description.startsWith(CONSOLE)
        ? [{ output, field: description.slice(CONSOLE.length) }]
        : [];
    })
    .sort((a, b) => placeOf(a.output) - placeOf(b.output));
}

/** What the console may not know of comes last. */
function placeOf(output: string): number {
  const place = PLACES.indexOf(output);
  return place < 0 ? PLACES.length : place;
}

function isPasted(value: unknown): value is string | readonly string[] {
  return (
    typeof value === "string" ||
    (Array.isArray(value) && value.every((item) => typeof item === "string"))
  );
}
