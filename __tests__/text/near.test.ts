import { RULES } from "../../compliance/rules";
import { near } from "../../text/near";

const IDS = RULES.map(({ id }) => id);

test.each([
  ["trust-externalid", IDS, "trust-external-id"],
  ["Trust-External-ID", IDS, "trust-external-id"],
  ["snyth", ["init", "synth", "check"], "synth"],
  ["sarf", ["json", "sarif"], "sarif"],
  ["--confg", ["--config", "--out"], "--config"],
])("%s means what is near", (text, choices, meant) => expect(near(text, choices)).toBe(meant));

test.each([
  ["s3-public", IDS],
  ["foo", IDS],
  ["bucket", IDS],
  ["plan", ["init", "synth", "check", "explain"]],
  ["list", ["init", "synth"]],
  ["yaml", ["text", "json"]],
  ["x", ["a", "b"]],
  ["", ["init"]],
  ["init", []],
  ["x".repeat(100_000), IDS],
])("%.20s means nothing far-fetched", (text, choices) =>
  expect(near(text, choices)).toBeUndefined(),
);
