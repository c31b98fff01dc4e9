import { join } from "node:path";
import type { Parameters } from "../../../compliance/parameters";
import { readInputs } from "../../../terraform/files";
import { joinInputs } from "../../../terraform/join";
import { RULES } from "../../../compliance/rules";
import type { Rule } from "../../../compliance/rule";
import { scratchFolder } from "../../support/scratch";

const FIXTURES = join(__dirname, "..", "fixtures");

/** The rule of an id. */
export function ruleOf(id: string): Rule {
  return RULES.find((rule) => rule.id === id)!;
}

/** What one rule says of fixtures, a line for each result: `FAIL error ADDRESS KEY`. */
export function judge(
  rule: Rule,
  files: string | readonly string[],
  parameters: Partial<Parameters> = {},
) {
  const paths = [files].flat().map((file) => join(FIXTURES, file));
  return judgeFiles(rule, paths, parameters);
}

/** The same of files anywhere. */
export function judgeFiles(
  rule: Rule,
  paths: readonly string[],
  parameters: Partial<Parameters> = {},
) {
  const model = joinInputs(readInputs(paths));
  const context = {
    model,
    parameters: {
      source: "input" as const,
      deployments: [],
      accountIds: model.accountIds,
      zillizAccountIds: ["965570967084"],
      externalIds: [],
      regions: model.regions,
      ...parameters,
    },
    scp: [],
  };
  const results = [...rule.check(context)];
  const lines = (verdict: string) =>
    results
      .filter((result) => result.verdict === verdict)
      .map(({ resource, key, severity }) => {
        const of = resource?.address ?? "(file)";
        const what = key === undefined || key.startsWith("/") ? "" : ` ${key}`;
        return verdict === "FAIL" ? `${severity ?? rule.severity} ${of}${what}` : `${of}${what}`;
      })
      .sort();
  return {
    results,
    fails: lines("FAIL"),
    passes: lines("PASS"),
    unknowns: lines("UNKNOWN"),
    messages: results.map(({ message }) => message),
  };
}

/** The same of JSON that is written for one test. */
export function judgeJson(rule: Rule, json: object, parameters: Partial<Parameters> = {}) {
  const folder = scratchFolder({ "cdk.tf.json": JSON.stringify(json) });
  return judgeFiles(rule, [join(folder, "cdk.tf.json")], parameters);
}
