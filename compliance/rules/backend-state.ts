import { plainText } from "../../terraform/json";
import type { PlainRecord } from "../../text/record";
import type { RuleResult } from "../finding";
import type { Input } from "../../terraform/model";
import { fail, orPass } from "../results";
import { yaml, type Rule } from "../rule";

export const rule: Rule = {
  id: "backend-state",
  title: "States are encrypted, locked and shared",
  why: "A state holds every policy and ARN; without a lock, two runs at once destroy it.",
  fix: "keep the state in S3, encrypted and with a lock file",
  snippet: yaml(`terraform:
  backend:
    type: s3
    bucket: acme-terraform-state
    key: zilliz/{stack}.tfstate
    encrypt: true
    use_lockfile: true`),
  severity: "warning",
  severities: ["error", "warning", "info"],
  documents: [],
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind !== "synth") continue;
      const found = problems(input, model.inputs);
      if (found) yield* orPass(found, input.file, "the state is kept well");
    }
  },
};

/** Undefined where another file of the module says where its state is. */
function problems({ backend, root, file }: Input, inputs: readonly Input[]) {
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

function local(file: string, attribute: string): RuleResult {
  const message = "the state lies on one machine, without encryption";
  return fail(file, message, { attribute, key: "local", severity: "info" });
}

function s3(file: string, settings: PlainRecord, attribute: string): RuleResult[] {
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

function http(file: string, settings: PlainRecord, attribute: string): RuleResult[] {
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
