import { basename } from "node:path";
import { evaluateRules } from "../../../compliance/engine";
import type { Finding, Severity } from "../../../compliance/finding";
import type { Input } from "../../../terraform/model";
import { parametersFrom } from "../../../compliance/parameters";
import { joinInputs } from "../../../terraform/join";
import type { Rule } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import { SHIPPED_WAIVERS } from "../../../compliance/waivers/shipped";
import { THREW } from "../../../compliance/waivers/baseline";
import { deploymentsOf, filesOf, inputsOf, type BaseName } from "./bases";
import type { Change } from "./edits";

/** One change to a good file, and the rule that has to see it. */
export interface Mutation {
  /** What is changed, as a sentence. */
  readonly name: string;
  readonly base: BaseName;
  readonly change: Change;
  readonly rule: string;
  /** At least one new finding must have it; error or warning where it is left out. */
  readonly severity?: Severity;
}

type Row = readonly [rule: string, name: string, change: Change, severity?: Severity];

/** Changes to one base. */
export function mutations(base: BaseName, rows: readonly Row[]): Mutation[] {
  return rows.map(([rule, name, change, severity]) => ({
    base,
    rule,
    name,
    change,
    ...(severity && { severity }),
  }));
}

/** A change that changes nobody's rights. */
export type Harmless = Pick<Mutation, "name" | "base" | "change">;

/** Other ways to write one base. */
export function harmless(
  base: BaseName,
  rows: readonly (readonly [name: string, change: Change])[],
): Harmless[] {
  return rows.map(([name, change]) => ({ name, base, change }));
}

const inputsOfBases = new Map<BaseName, readonly Input[]>();

/** What a rule, or all of them, find bad in a base: neither passed nor waived. */
export function badInBase(base: BaseName, rule?: string): Finding[] {
  const inputs = inputsOfBases.get(base) ?? inputsOf(filesOf(base));
  inputsOfBases.set(base, inputs);
  return bad(base, inputs, rule);
}

/**
 * The same of a base with a change.
 *
 * @throws when the change does not change anything.
 */
export function badAfter({ base, change }: Pick<Mutation, "base" | "change">, rule?: string) {
  const files = filesOf(base);
  const [{ json }] = files;
  const before = JSON.stringify(json);
  change(json);
  if (JSON.stringify(json) === before) throw new Error("nothing is changed");
  return bad(base, inputsOf(files), rule);
}

/** Rules do not see each other's results, so one alone says what it says among all. */
function bad(base: BaseName, inputs: readonly Input[], id?: string): Finding[] {
  const rules: readonly Rule[] = id === undefined ? RULES : RULES.filter((rule) => rule.id === id);
  if (rules.length === 0) throw new Error(`there is no rule ${id}`);
  const model = joinInputs(inputs);
  const parameters = parametersFrom(model, deploymentsOf(base));
  const { findings } = evaluateRules(rules, { model, parameters, scp: [] }, SHIPPED_WAIVERS, {
    today: "2026-11-22",
    toolVersion: "0.0.0",
  });
  const threw = findings.find(({ key }) => key === THREW);
  if (threw) throw new Error(`${threw.rule}: ${threw.message}`);
  return findings.filter(({ verdict }) => verdict === "FAIL" || verdict === "UNKNOWN");
}

/** What would fail a check. */
export function serious(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== "info");
}

/** A line each: the same finding of the same file is the same line. */
export function linesOf(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ verdict, severity, rule, file = "", address = "", key = "" }) =>
      `${verdict} ${severity} ${rule} ${basename(file)} ${address} ${key}`,
  );
}
