import { plainText } from "../../terraform/json";
import type { RuleResult } from "../finding";
import type { Input } from "../../terraform/model";
import { fail, orPass } from "../results";
import type { Rule } from "../rule";

type Problem = Pick<RuleResult, "message" | "key" | "severity" | "fix"> & {
  readonly attribute: string;
};

export const rule: Rule = {
  id: "backend-state",
  title: "States are encrypted, locked and shared",
  why: "A state holds every policy and ARN; without a lock, two runs at once destroy it.",
  fix: "keep the state in S3, encrypted and with a lock file",
  snippet: {
    language: "yaml",
    text: `terraform:
  backend:
    type: s3
    bucket: acme-terraform-state
    key: zilliz/{stack}.tfstate
    encrypt: true
    use_lockfile: true`,
  },
  severity: "warning",
  severities: ["error", "warning", "info"],
  documents: [],
  *check({ model }) {
    for (const input of model.inputs) {
      if (input.kind !== "synth") continue;
      const found = problems(input, model.inputs);
      const { file } = input;
      const failing = found?.map(({ message, ...details }) => fail(file, message, details));
      if (failing) yield* orPass(failing, file, "the state is kept well");
    }
  },
};

/** Undefined where another file of the module says where its state is. */
function problems({ backend, root }: Input, inputs: readonly Input[]): Problem[] | undefined {
  if (!backend) {
    const elsewhere = inputs.some((other) => other.root === root && other.backend);
    return elsewhere ? undefined : [local("/terraform")];
  }
  const { type, settings } = backend;
  const attribute = `/terraform/backend/${type}`;
  if (type === "local") return [local(attribute)];
  if (type === "s3") return s3(settings, attribute);
  return type === "http" ? http(settings, attribute) : [];
}

function local(attribute: string): Problem {
  const message = "the state lies on one machine, without encryption";
  return { message, attribute, key: "local", severity: "info" };
}

function s3(settings: Settings, attribute: string): Problem[] {
  const { encrypt, use_lockfile: lockfile, dynamodb_table: table } = settings;
  return [
    ...(encrypt === true || encrypt === "true"
      ? []
      : [{ message: "encrypt is not true", attribute: `${attribute}/encrypt`, key: "encrypt" }]),
    ...(lockfile === true || lockfile === "true" || (typeof table === "string" && table !== "")
      ? []
      : [
          { message: "the state has no lock", attribute: `${attribute}/use_lockfile`, key: "lock" },
        ]),
  ];
}

function http(settings: Settings, attribute: string): Problem[] {
  const plain = ["address", "lock_address", "unlock_address"].filter((key) =>
    /^http:/i.test(plainText(settings[key])),
  );
  return plain.map((key) => ({
    message: `${key} is reached without TLS`,
    attribute: `${attribute}/${key}`,
    key,
    severity: "error",
    fix: "use an https address",
  }));
}

type Settings = Readonly<Record<string, unknown>>;
