import type { RuleResult } from "../finding";
import type { Input } from "../../terraform/model";
import type { Rule } from "../rule";
import { isStandIn, settingsOf, type Setting } from "../inputs/settings";

const BLOCK = /^\/(provider|configuration\/provider_config)\/([\w-]+\.)*aws(\.[\w-]+)?(\/\d+)?$/;

export const rule: Rule = {
  id: "provider-account-guard",
  title: "The AWS provider names its account",
  why: "With the wrong credentials at hand, Terraform builds everything in another account.",
  fix: "set allowed_account_ids on the provider",
  snippet: {
    language: "hcl",
    text: 'provider "aws" {\n  region              = "us-west-2"\n  allowed_account_ids = ["111122223333"]\n}',
  },
  severity: "warning",
  documents: ["byoc-prerequisites, Prepare your accounts"],
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind === "state") continue;
      const blocks = new Map<string, Setting[]>();
      for (const setting of settingsOf(input)) {
        if (!BLOCK.test(setting.block)) continue;
        blocks.set(setting.block, [...(blocks.get(setting.block) ?? []), setting]);
      }
      for (const [block, settings] of blocks) yield* judge(input, block, settings);
      if (blocks.size === 0 && needsProvider(input, model.inputs)) {
        const message = "no block of the AWS provider names the account";
        yield { verdict: "FAIL", file: input.file, message };
      }
    }
  },
};

function* judge(
  { file }: Input,
  block: string,
  settings: readonly Setting[],
): Iterable<RuleResult> {
  // Made to be planned without AWS, and good for nothing else.
  if (settings.some(({ key, value }) => key === "access_key" && isStandIn(value))) return;
  const guards = settings.filter(
    ({ key, value }) =>
      key === "allowed_account_ids" || (key === "role_arn" && value !== undefined),
  );
  const base = { file, attribute: block, key: block };
  if (guards.length === 0) {
    yield { ...base, verdict: "FAIL", message: "the provider takes any account" };
  } else if (guards.every(({ value }) => value === undefined)) {
    const message = "allowed_account_ids is unknown: it is an expression";
    yield { ...base, verdict: "UNKNOWN", message };
  } else {
    yield { ...base, verdict: "PASS", message: "the provider takes its own account only" };
  }
}

/** Nothing in the root module says more than that there is a provider. */
function needsProvider(input: Input, inputs: readonly Input[]): boolean {
  const written = inputs.some(({ root, providers }) => root === input.root && providers["aws"]);
  return !written && input.resources.some(({ type }) => type.startsWith("aws_"));
}
