import type { RuleResult } from "../finding";
import type { Input } from "../../terraform/model";
import type { Rule } from "../rule";
import { isStandIn, settingsOf } from "../inputs/settings";

const SECRET = /^(access_key|secret_key|token|web_identity_token|password|client_key)$/;

export const rule: Rule = {
  id: "provider-credentials",
  title: "No file holds credentials",
  why: "Terraform copies them into every plan and cache, and version control keeps them for ever.",
  fix: "remove them and make new ones; Terraform takes credentials from the environment",
  snippet: { language: "hcl", text: 'provider "aws" {\n  region = "us-west-2"\n}' },
  severity: "error",
  documents: ["byoc-prerequisites, Create temporary security credentials"],
  waivable: false,
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind === "state") continue;
      const found = [...judge(input)];
      const { file } = input;
      yield* found.length > 0
        ? found
        : [{ verdict: "PASS", file, message: "no provider holds credentials" } as const];
    }
  },
};

/** Names the setting, never its value. */
function* judge(input: Input): Iterable<RuleResult> {
  for (const { pointer, key, value } of settingsOf(input)) {
    if (!SECRET.test(key) || value === undefined || value === "" || isStandIn(value)) continue;
    const { file } = input;
    const message = `${key} is written out`;
    yield { verdict: "FAIL", file, attribute: pointer, key: pointer, message };
  }
}
