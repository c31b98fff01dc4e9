import type { Finding } from "../finding";
import { fingerprintOf } from "../fingerprint";
import type { Input, Resource } from "../../terraform/model";
import { child } from "../../text/record";
import { WAIVER_RULES } from "./rules";
import { inCodeWaiverSchema, type Waiver } from "./schema";
import { schemaProblem, unknownKey, type Issue, type Part } from "../schema-problems";

/** Waivers that resources carry, and what is wrong with those that cannot be read. */
export interface InCode {
  readonly waivers: readonly Waiver[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the waivers that `waive(…)` of the modules wrote beside resources.
 *
 * They hold for the resource in the file that carries it. Plans and states drop Terraform's
 * comments, so they hold there as well, as long as only one of the files that were read makes a
 * resource with that address.
 */
export function inCodeWaivers(inputs: readonly Input[]): InCode {
  const written = inputs.filter(({ kind }) => kind === "synth").flatMap((input) => input.resources);
  const makers = new Map<string, number>();
  for (const { address } of written) makers.set(address, (makers.get(address) ?? 0) + 1);
  const waivers: Waiver[] = [];
  const findings: Finding[] = [];
  for (const resource of written) {
    for (const [index, entry] of (resource.waivers ?? []).entries()) {
      const result = inCodeWaiverSchema.safeParse(entry);
      if (!result.success) {
        findings.push(invalid(resource, index, whatIsWrong(entry, result.error.issues)));
        continue;
      }
      const { address, file, line, constructPath } = resource;
      waivers.push({
        ...result.data,
        kind: result.data.kind ?? "accepted-risk",
        address,
        ...((makers.get(address) ?? 0) > 1 && { file }),
        origin: "code",
        at: { file, ...(line !== undefined && { line }) },
        ...(constructPath !== undefined && { constructPath }),
      });
    }
  }
  return { waivers, findings };
}

const PART: Part = { what: "a waiver", shape: inCodeWaiverSchema.shape };

function whatIsWrong(entry: unknown, issues: readonly Issue[]): string {
  const sentences = issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${key} ${unknownKey(key, PART).message}`);
    }
    const [field] = issue.path;
    if (field === undefined) return ["it is no mapping"];
    const value = child(entry, String(field));
    return [`${String(field)} ${schemaProblem(issue, value, PART).message}`];
  });
  return sentences.join("; ");
}

function invalid(resource: Resource, index: number, what: string): Finding {
  const { id, severity, fix } = WAIVER_RULES.invalid;
  const { address, file, line, constructPath } = resource;
  const key = `waivers[${index}]`;
  return {
    rule: id,
    severity,
    verdict: "FAIL",
    address,
    ...(constructPath !== undefined && { constructPath }),
    file,
    ...(line !== undefined && { line }),
    key,
    message: `a waiver in code cannot be read: ${what}`,
    fix,
    fingerprint: fingerprintOf(id, address, key),
  };
}
