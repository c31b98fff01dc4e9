import type { Input } from "../../terraform/model";

/** A setting of a provider block or backend, as the file has it. */
export interface Setting {
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
export function* settingsOf(input: Input): Iterable<Setting> {
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

export function isStandIn(value: unknown): boolean {
  return typeof value === "string" && STAND_INS.has(value);
}
