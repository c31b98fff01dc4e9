import type { Finding } from "../finding";
import type { Input } from "../../terraform/model";
import { groupBy } from "../../text/group";
import { child } from "../../text/record";
import { waiverFinding } from "./rules";
import { inCodeWaiverSchema, type Waiver } from "./schema";
import { schemaProblem, unknownKey, type Issue, type SchemaPart } from "../schema-problems";

/**
 * Reads the waivers that `waive(…)` of the modules wrote beside resources, and tells what is wrong
 * with those that cannot be read.
 *
 * They hold for the resource in the file that carries it. Plans and states drop Terraform's
 * comments, so they hold there as well, as long as only one of the files that were read makes a
 * resource with that address.
 */
export function inCodeWaivers(inputs: readonly Input[]) {
  const written = inputs.filter(({ kind }) => kind === "synth").flatMap((input) => input.resources);
  const makers = groupBy(written, ({ address }) => address);
  const waivers: Waiver[] = [];
  const findings: Finding[] = [];
  for (const resource of written) {
    const { address, file, line, constructPath } = resource;
    const stands = { address, constructPath, file, line };
    for (const [index, entry] of (resource.waivers ?? []).entries()) {
      const result = inCodeWaiverSchema.safeParse(entry);
      if (!result.success) {
        const message = `a waiver in code cannot be read: ${whatIsWrong(entry, result.error.issues)}`;
        findings.push(waiverFinding("invalid", { ...stands, key: `waivers[${index}]`, message }));
        continue;
      }
      waivers.push({
        ...result.data,
        kind: result.data.kind ?? "accepted-risk",
        address,
        ...(makers.get(address)!.length > 1 && { file }),
        origin: "code",
        at: { file, line },
        constructPath,
      });
    }
  }
  return { waivers, findings };
}

const PART: SchemaPart = { what: "a waiver", shape: inCodeWaiverSchema.shape };

function whatIsWrong(entry: unknown, issues: readonly Issue[]): string {
  const sentences = issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${key} ${unknownKey(key, PART).message}`);
    }
    const [field] = issue.path;
    if (field === undefined) return ["it is no mapping"];
    return [`${String(field)} ${schemaProblem(issue, child(entry, String(field)), PART).message}`];
  });
  return sentences.join("; ");
}
