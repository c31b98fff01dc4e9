import { TerraformOutput, type TerraformStack } from "cdktf";

/**
 * An output whose description says where its value goes.
 *
 * @param field page and field of the Zilliz Cloud console, or another place.
 */
export function output(stack: TerraformStack, name: string, value: unknown, field: string): void {
  // Outputs and resources share one namespace of construct ids, but not of addresses.
  new TerraformOutput(stack, `output-${name}`, {
    value,
    description: field,
  }).overrideLogicalId(name);
}
