import { push } from "../text/group";
import { EXTERNAL_ID } from "../text/mask";
import type { Input } from "./model";

/** External IDs that a file holds: in trusts, in any of their spellings, and in variables. */
export function externalIdsIn(input: Pick<Input, "strings">): string[] {
  const ids: string[] = [];
  const operands = new Map<string, string[]>();
  const conditions = new Set<string>();
  for (const { pointer, value } of input.strings()) {
    if (ID_POINTER.test(pointer)) ids.push(value);
    const block = operandOf(pointer);
    if (block !== undefined) push(operands, block, value);
    if (!/sts:externalid/i.test(value)) continue;
    // `aws_iam_policy_document` has the key and its values side by side.
    if (pointer.endsWith("/variable")) conditions.add(pointer.slice(0, -"/variable".length));
    for (const match of value.matchAll(IN_JSON)) {
      ids.push(...[...match[1]!.matchAll(/"([^"\\]*)\\*"/g)].map(([, id]) => id!));
    }
  }
  for (const block of conditions) ids.push(...(operands.get(block) ?? []));
  return ids.filter((id) => EXTERNAL_ID.test(id));
}

/** Pointer of the block that a value stands in: `…/values/0`. */
function operandOf(pointer: string): string | undefined {
  const end = pointer.lastIndexOf("/");
  if (!pointer.endsWith("/values", end) || !/^\d+$/.test(pointer.slice(end + 1))) return undefined;
  return pointer.slice(0, end - "/values".length);
}

/** `/variables/external_id/value`, `…/Condition/StringEquals/sts:ExternalId/0` */
const ID_POINTER =
  /\/(sts:externalid|(\w+_)?external_?ids?)(\/(value|default|constant_value|\d+))*$/i;
const IN_JSON = /sts:ExternalId\\*"\s*[:=]\s*(\[[^\]]*\]|\\*"[^"]*")/gi;
