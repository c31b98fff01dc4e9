import { plainText } from "../../terraform/json";
import type { Input } from "../../terraform/model";
import { groupBy } from "../../text/group";
import type { PlainRecord } from "../../text/record";
import { fail, inputs, orPass, pass, unsure, type Results, ruleForEach } from "../results";

/** Most rules read the configuration: without it what they do not find may be there. */
const HIDDEN = {
  key: "configuration",
  severity: "error",
  fix: "give all that terraform show -json PLAN writes, with nothing taken out of it",
} as const;

export const inputComplete = ruleForEach(
  "input-complete",
  inputs,
  ({ file, gaps, configurationGap }) => {
    const missing = gaps.map((gap) =>
      unsure(file, gap, gap === configurationGap ? HIDDEN : { key: gap }),
    );
    return orPass(missing, file, "nothing is left out");
  },
);

export const backendState = ruleForEach("backend-state", inputs, (input, { model }) => {
  const found = input.kind === "synth" && stateProblems(input, model.inputs);
  return found ? orPass(found, input.file, "the state is kept well") : [];
});

/** Undefined where another file of the module says where its state is. */
function stateProblems({ backend, root, file }: Input, inputs: readonly Input[]) {
  if (!backend) {
    const elsewhere = inputs.some((other) => other.root === root && other.backend);
    return elsewhere ? undefined : [local(file, "/terraform")];
  }
  const { type, settings } = backend;
  const attribute = `/terraform/backend/${type}`;
  if (type === "local") return [local(file, attribute)];
  if (type === "s3") return s3(file, settings, attribute);
  return type === "http" ? http(file, settings, attribute) : [];
}

function local(file: string, attribute: string) {
  const message = "the state lies on one machine, without encryption";
  return fail(file, message, { attribute, key: "local", severity: "info" });
}

function s3(file: string, settings: PlainRecord, attribute: string) {
  const { encrypt, use_lockfile: lockfile, dynamodb_table: table } = settings;
  const isTrue = (value: unknown) => value === true || value === "true";
  const encryption = { attribute: `${attribute}/encrypt`, key: "encrypt" };
  const lock = { attribute: `${attribute}/use_lockfile`, key: "lock" };
  const isLocked = isTrue(lockfile) || (typeof table === "string" && table !== "");
  return [
    ...(isTrue(encrypt) ? [] : [fail(file, "encrypt is not true", encryption)]),
    ...(isLocked ? [] : [fail(file, "the state has no lock", lock)]),
  ];
}

function http(file: string, settings: PlainRecord, attribute: string) {
  return ["address", "lock_address", "unlock_address"]
    .filter((key) => /^http:/i.test(plainText(settings[key])))
    .map((key) =>
      fail(file, `${key} is reached without TLS`, {
        attribute: `${attribute}/${key}`,
        key,
        severity: "error",
        fix: "use an https address",
      }),
    );
}

const BLOCK = /^\/(provider|configuration\/provider_config)\/([\w-]+\.)*aws(\.[\w-]+)?(\/\d+)?$/;

export const providerAccountGuard = ruleForEach(
  "provider-account-guard",
  inputs,
  function* (input, { model }) {
    if (input.kind === "state" || isWithoutProviders(input)) return;
    const settings = [...settingsOf(input)].filter(({ block }) => BLOCK.test(block));
    const blocks = groupBy(settings, ({ block }) => block);
    for (const [block, own] of blocks) yield* guardOf(input, block, own);
    if (blocks.size === 0 && needsProvider(input, model.inputs)) {
      yield fail(input.file, "no block of the AWS provider names the account");
    }
  },
);

/** A plan whose configuration is gone says nothing of providers; input-complete tells it. */
function isWithoutProviders({ configurationGap, providers }: Input): boolean {
  return configurationGap !== undefined && Object.keys(providers).length === 0;
}

function* guardOf({ file }: Input, block: string, settings: readonly Setting[]): Results {
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

export const providerCredentials = ruleForEach("provider-credentials", inputs, (input) =>
  input.kind === "state" || isWithoutProviders(input)
    ? []
    : orPass(credentialsIn(input), input.file, "no provider holds credentials"),
);

/** Names the setting, never its value. */
function* credentialsIn(input: Input): Results {
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
const STAND_IN = /^(dummy|fake|mock(_access_key|_secret_key)?|offline|test(ing)?)$/;

function isStandIn(value: string | undefined): boolean {
  return value !== undefined && STAND_IN.test(value);
}
