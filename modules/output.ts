import { TerraformOutput, type TerraformStack } from "cdktf";

/**
 * An output whose description says where its value goes.
 *
 * @param field page and field of the Zilliz Cloud console, or another place.
 */
export function output(stack: TerraformStack, name: string, value: unknown, field: string): void {
  // The CDKTF command line shows construct ids, not addresses.
  new TerraformOutput(stack, name, {
    value,
    description: field,
  }).overrideLogicalId(name);
}
