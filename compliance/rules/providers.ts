import type { RuleResult } from "../finding";
import { push } from "../../text/group";
import type { Input } from "../../terraform/model";
import { fail, orPass, pass, unsure } from "../results";
import { hcl, type Rule } from "../rule";

const BLOCK = /^\/(provider|configuration\/provider_config)\/([\w-]+\.)*aws(\.[\w-]+)?(\/\d+)?$/;

export const providerAccountGuard: Rule = {
  id: "provider-account-guard",
  title: "The AWS provider names its account",
  why: "With the wrong credentials at hand, Terraform builds everything in another account.",
  fix: "set allowed_account_ids on the provider",
  snippet: hcl(
    'provider "aws" {\n  region              = "us-west-2"\n  allowed_account_ids = ["111122223333"]\n}',
  ),
  severity: "warning",
  documents: ["byoc-prerequisites, Prepare your accounts"],
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind === "state") continue;
      const blocks = new Map<string, Setting[]>();
      for (const setting of settingsOf(input)) {
        if (BLOCK.test(setting.block)) push(blocks, setting.block, setting);
      }
      for (const [block, settings] of blocks) yield* guardOf(input, block, settings);
      if (blocks.size === 0 && needsProvider(input, model.inputs)) {
        yield fail(input.file, "no block of the AWS provider names the account");
      }
    }
  },
};

function* guardOf(
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
  const at = { attribute: block, key: block };
  if (guards.length === 0) yield fail(file, "the provider takes any account", at);
  else if (guards.every(({ value }) => value === undefined)) {
    yield unsure(file, "allowed_account_ids is unknown: it is an expression", at);
  } else yield pass(file, "the provider takes its own account only", at);
}

/** Nothing in the root module says more than that there is a provider. */
function needsProvider(input: Input, inputs: readonly Input[]): boolean {
  const written = inputs.some(({ root, providers }) => root === input.root && providers["aws"]);
  return !written && input.resources.some(({ type }) => type.startsWith("aws_"));
}

const SECRET = /^(access_key|secret_key|token|web_identity_token|password|client_key)$/;

export const providerCredentials: Rule = {
  id: "provider-credentials",
  title: "No file holds credentials",
  why: "Terraform copies them into every plan and cache, and version control keeps them for ever.",
  fix: "remove them and make new ones; Terraform takes credentials from the environment",
  snippet: hcl('provider "aws" {\n  region = "us-west-2"\n}'),
  severity: "error",
  documents: ["byoc-prerequisites, Create temporary security credentials"],
  waivable: false,
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind === "state") continue;
      yield* orPass(credentialsIn(input), input.file, "no provider holds credentials");
    }
  },
};

/** Names the setting, never its value. */
function* credentialsIn(input: Input): Iterable<RuleResult> {
  for (const { pointer, key, value } of settingsOf(input)) {
    if (!SECRET.test(key) || value === undefined || value === "" || isStandIn(value)) continue;
    yield fail(input.file, `${key} is written out`, { attribute: pointer, key: pointer });
  }
}

/** A setting of a provider block or backend, as the file has it. */
interface Setting {
  /** JSON pointer of the block. */
  readonly block: string;
  readonly pointer: string;
  readonly key: string;
  /** Undefined where an expression stands. */
  readonly value: string | undefined;
}

const SYNTH = /^(\/provider\/[^/]+(?:\/\d+)?|\/terraform\/backend\/[^/]+)\/(.+)$/;
const IN_PLAN = "/configuration/provider_config";
const PLAN =
  /^(\/configuration\/provider_config\/[^/]+)\/expressions\/(.+?)\/(constant_value|references\/0)(?:\/\d+)?$/;

/** Settings that are text, of every provider block of a file and of its backend. */
function* settingsOf(input: Input): Iterable<Setting> {
  for (const { pointer, value } of input.strings(input.kind === "plan" ? IN_PLAN : "")) {
    const synth = input.kind === "synth" ? SYNTH.exec(pointer) : undefined;
    const plan = input.kind === "plan" ? PLAN.exec(pointer) : undefined;
    const [, block, path = "", form] = synth ?? plan ?? [];
    if (block === undefined) continue;
    // Plans of Terraform's JSON syntax keep lists as they are written, expressions included.
    const written = form !== "references/0" && !value.includes("${");
    const key = path.split("/").findLast((part) => !/^\d+$/.test(part)) ?? "";
    yield { block, pointer, key, value: written ? value : undefined };
  }
}

/** Words in the place of keys that make a plan possible without AWS; no key is one of them. */
const STAND_INS = new Set([
  "dummy",
  "fake",
  "mock",
  "mock_access_key",
  "mock_secret_key",
  "offline",
  "test",
  "testing",
]);

function isStandIn(value: unknown): boolean {
  return typeof value === "string" && STAND_INS.has(value);
}
