import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "../config/deployment";
import { sha256 } from "../files/tree";
import { readTexts } from "../terraform/files";
import { strings } from "../terraform/json";
import { groupBy } from "../text/group";
import { unique } from "../text/unique";
import { contextOf } from "./context";
import { evaluateRules } from "./engine";
import type { Finding } from "./finding";
import type { Rule, RuleContext } from "./rule";
import { rule as policyJson } from "./rules/policy-json";
import { policySize } from "./rules/policy-text";
import { providerCredentials } from "./rules/inputs";
import { synthPlaceholder, synthUnresolvedToken } from "./rules/synth-texts";
import { rule as trustAccount } from "./rules/trust-account";
import { rule as trustExternalId } from "./rules/trust-external-id";

/** Rules that need no simulation, and whose findings are always mistakes in code. */
const CHEAP = [
  policyJson,
  policySize,
  providerCredentials,
  synthPlaceholder,
  synthUnresolvedToken,
  trustAccount,
  trustExternalId,
];

/** What was just synthesized: each stack with the name of its deployment, and its file. */
interface Made {
  readonly stacks: readonly { readonly id: string; readonly deployment: string }[];
  readonly files: readonly string[];
}

/** What was synthesized is wrong by a mistake in code; a line for each, with the path of its construct. */
export class MistakesError extends Error {
  override readonly name = "MistakesError";
}

/**
 * Judges what was synthesized before it is written, one deployment at a time: of a thousand the
 * models would fill the memory.
 *
 * @param out folder that the files are for, as messages name it.
 * @throws MistakesError for every error that no waiver in code accepts.
 */
export function guard(made: Made, deployments: readonly Deployment[], out: string): void {
  const files = groupBy(made.files.entries(), ([index]) => made.stacks[index]!.deployment);
  const passed = new Set<string>();
  const mistakes = [...groupBy(deployments, ({ name }) => name)].flatMap(([name, own]) => {
    const texts = new Map(
      (files.get(name) ?? []).map(([index, file]) => [
        join(out, "stacks", made.stacks[index]!.id, "cdk.tf.json"),
        readFileSync(file, "utf8"),
      ]),
    );
    const shape = shapeOf(texts, own);
    if (passed.has(shape)) return [];
    const found = mistakesIn(texts, own);
    if (found.length === 0) passed.add(shape);
    return found;
  });
  if (mistakes.length > 0) throw new MistakesError(mistakes.join("\n"));
}

/**
 * The same for deployments whose files and configs differ in the digits of their names and accounts
 * alone, as a fleet's do. No rule tells such apart: each name stays where it was, with its length
 * and its letters, and is equal to what it was equal to.
 */
function shapeOf(texts: ReadonlyMap<string, string>, deployments: readonly Deployment[]): string {
  const configs = deployments.map((one) => ({ ...one, file: "" }));
  const named = [...strings(configs)].filter(({ pointer }) => /\/(name|accountId)$/.test(pointer));
  // The longest first: a name may begin with another.
  const names = unique(named.map(({ value }) => value)).sort((a, b) => b.length - a.length);
  const whole = [JSON.stringify(configs), ...[...texts].flat()].join("\n");
  // JSON holds neither of the two characters around.
  const shape = (text: string, name: string, index: number) =>
    text.replaceAll(name, `\0${index} ${name.replace(/\d/g, "#")}\u0001`);
  return sha256(names.reduce(shape, whole));
}

function mistakesIn(
  texts: ReadonlyMap<string, string>,
  deployments: readonly Deployment[],
): string[] {
  const context = contextOf(readTexts(texts), deployments);
  // Reports are masked and sorted, which takes longer than to see that there is nothing to report.
  const failing = CHEAP.filter((rule) => fails(rule, context));
  if (failing.length === 0) return [];
  const options = { today: "1970-01-01", toolVersion: "guard" };
  return evaluateRules(failing, context, [], options).findings.filter(isMistake).map(line);
}

function fails({ check, severity: usual }: Rule, context: RuleContext): boolean {
  try {
    for (const { verdict, severity = usual } of check(context)) {
      if (isMistake({ verdict, severity })) return true;
    }
    return false;
  } catch {
    // The engine says what it threw.
    return true;
  }
}

function isMistake({ verdict, severity }: Pick<Finding, "verdict" | "severity">): boolean {
  return verdict === "FAIL" && severity === "error";
}

function line({ rule, constructPath, address, file, message }: Finding): string {
  return `error[${rule}] ${constructPath ?? address ?? file ?? ""}: ${message}`;
}
