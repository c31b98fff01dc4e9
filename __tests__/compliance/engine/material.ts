import { evaluateRules } from "../../../compliance/engine";
import type { Report, RuleResult } from "../../../compliance/finding";
import type { Input, Resource } from "../../../terraform/model";
import type { Model } from "../../../terraform/model-view";
import type { Rule, RuleContext } from "../../../compliance/rule";
import type { Waiver } from "../../../compliance/waivers/schema";

export const TODAY = "2026-11-22";

/** A resource as a reader would give it, with what the engine looks at. */
export function resource(address: string, more: Partial<Resource> = {}): Resource {
  const file = more.file ?? "stacks/acme-project/cdk.tf.json";
  return {
    address,
    type: address.split(".")[0]!,
    file,
    pointer: `/resource/${address.replaceAll(".", "/")}`,
    line: 10,
    values: {},
    unknown: {},
    resolve: () => ({ known: true, value: undefined }),
    references: {},
    dependsOn: [],
    ...more,
  };
}

export function input(resources: readonly Resource[], more: Partial<Input> = {}): Input {
  const file = more.file ?? resources[0]?.file ?? "stacks/acme-project/cdk.tf.json";
  return {
    kind: "synth",
    file,
    root: file,
    resources,
    data: [],
    drift: [],
    gaps: [],
    providers: {},
    strings: () => [],
    lineOf: () => undefined,
    ...more,
  };
}

export function context(
  inputs: readonly Input[],
  externalIds: readonly string[] = [],
): RuleContext {
  return {
    model: { inputs, resources: inputs.flatMap(({ resources }) => resources) } as unknown as Model,
    parameters: {
      source: "config",
      deployments: [],
      accountIds: [],
      zillizAccountIds: [],
      externalIds,
      regions: [],
    },
    scp: [],
  };
}

/** A rule that says what it is told to. */
export function rule(
  id: string,
  results: readonly RuleResult[] | (() => Iterable<RuleResult>),
  more: Partial<Rule> = {},
): Rule {
  return {
    id,
    title: `the title of ${id}`,
    why: `the reason of ${id}`,
    fix: `the fix of ${id}`,
    severity: "error",
    standards: ["FSBP S3.8"],
    documents: ["create-bucket-and-role, step 2"],
    check: typeof results === "function" ? results : () => results,
    ...more,
  };
}

export function waiver(more: Partial<Waiver> & Pick<Waiver, "rule" | "address">): Waiver {
  return {
    reason: "nobody reads this bucket from outside",
    owner: "platform",
    expires: "2027-01-31",
    kind: "accepted-risk",
    origin: "file",
    at: { file: "waivers.yaml", line: 3 },
    ...more,
  };
}

export function evaluate(
  rules: readonly Rule[],
  inputs: readonly Input[],
  waivers: readonly Waiver[] = [],
  externalIds: readonly string[] = [],
): Report {
  return evaluateRules(rules, context(inputs, externalIds), waivers, {
    today: TODAY,
    toolVersion: "1.2.3",
  });
}

/** Another order of a list, the same one for the same seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const keyed = items.map((item, index) => ({ item, key: Math.sin(seed + index * 12.9898) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
