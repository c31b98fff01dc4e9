import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contextOf } from "../../../compliance/context";
import { evaluateRules } from "../../../compliance/engine";
import { unboundParameters, type Profile } from "../../../compliance/parameters";
import { FORMATS, render } from "../../../compliance/reporters";
import { underProfile, type RuleInfo } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import { SHIPPED_WAIVERS } from "../../../compliance/waivers/shipped";
import { WAIVER_RULES } from "../../../compliance/waivers/rules";
import { valueSchema, type JsonSchema } from "../../../config/json-schema";
import { readInputs } from "../../../terraform/files";
import { readDeployments } from "../../../stacks/deployments";
import { scratchFolder } from "../../support/scratch";

const { deployments } = readDeployments(["examples/minimal/byoc.yaml"], {});

function inputsOf(account: string, name = "worker") {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  const trust = { Effect: "Allow", Principal, Action: "sts:AssumeRole" };
  const json = {
    provider: { aws: [{ region: "us-west-2", allowed_account_ids: ["111122223333"] }] },
    resource: {
      aws_s3_bucket: { b: { bucket: "acme-data" } },
      aws_iam_role: {
        r: {
          name,
          max_session_duration: 7200,
          assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
        },
      },
    },
  };
  return readInputs([join(scratchFolder({ "cdk.tf.json": JSON.stringify(json) }), "cdk.tf.json")]);
}

it("is the vendor's where the vendor is, and general elsewhere, unless it is chosen", () => {
  expect(contextOf(inputsOf("210987654321"), []).profile).toBe("general");
  expect(contextOf(inputsOf("965570967084"), []).profile).toBe("zilliz");
  expect(contextOf(inputsOf("210987654321", "milvus-s3-access-sa"), []).profile).toBe("zilliz");
  expect(contextOf(inputsOf("210987654321"), deployments).profile).toBe("zilliz");
  expect(contextOf(inputsOf("210987654321"), [], { profile: "zilliz" }).profile).toBe("zilliz");
});

function saidOf(profile?: Profile) {
  const context = contextOf(inputsOf("210987654321"), [], profile && { profile });
  return evaluateRules(RULES, context, [], {
    today: "2026-11-22",
    toolVersion: "0",
  }).findings.filter(({ verdict }) => verdict === "FAIL");
}

it("says nothing about the vendor on Terraform of others", () => {
  const said = saidOf().filter(({ rule }) => rule !== "roles-known");
  expect(said.length).toBeGreaterThan(5);
  const words = said.map(({ message, fix }) => `${message} ${fix}`).join("\n");
  expect(words).not.toMatch(/zilliz|milvus|965570967084|createKmsKey|the section|role's section/i);
});

it("warns of another account that anybody's trust names; the documents' is an error", () => {
  const severities = (profile?: Profile) =>
    saidOf(profile).flatMap(({ rule, severity }) => (/^trust-/.test(rule) ? [severity] : []));
  expect(severities()).toEqual(["warning", "warning"]);
  expect(severities("zilliz")).toEqual(["error", "error"]);
});

/** Every key of the config that is a word of ours alone. */
const KEYS = [...new Set(keysOf(valueSchema()))].filter((key) => /[a-z][A-Z]/.test(key));

/** Those of a release are the chart's as often as not. */
function keysOf({ properties, items, oneOf = [] }: JsonSchema): string[] {
  const own = Object.entries(properties ?? {}).filter(([key]) => key !== "release");
  const inner = [...own.map(([, each]) => each), ...(items ? [items] : []), ...oneOf];
  return [...own.map(([key]) => key), ...inner.flatMap(keysOf)];
}

/** What is called so elsewhere too. */
const OTHERS = /^(serviceAccount|externalId|oidcIssuer)$/;
const OURS = new RegExp(`\\b(${KEYS.filter((key) => !OTHERS.test(key)).join("|")})\\b`);
const VENDOR =
  /zilliz|965570967084|\bBYOC\b|\bsections?\b|the documents?\b|documented|the config\b/i;

/** What others wrote: fixtures without a word of the vendor's in names and values. */
function othersInputs(fixture: string) {
  const file = join(__dirname, "..", "fixtures", `${fixture}.plan.json`);
  const text = readFileSync(file, "utf8")
    .replaceAll("965570967084", "210987654321")
    .replaceAll(/zilliz-byoc|zilliz/gi, "acme");
  return readInputs([join(scratchFolder({ "plan.json": text }), "plan.json")]);
}

it.each(
  readdirSync(join(__dirname, "..", "fixtures")).flatMap(
    (name) => /^(.+)\.plan\.json$/.exec(name)?.slice(1) ?? [],
  ),
)("writes no word of the vendor's or of the config about %s, in any form", (fixture) => {
  const context = contextOf(othersInputs(fixture), [], { profile: "general" });
  const options = { today: "2026-11-22", toolVersion: "0" };
  const report = evaluateRules(RULES, context, SHIPPED_WAIVERS, options);
  const rules = underProfile([...RULES, ...Object.values(WAIVER_RULES)], "general");
  for (const format of FORMATS) {
    // The tool has a name, and names itself.
    const text = render(format, report, { rules, failOn: "error" }).replaceAll(
      /byoc[ -/]|"byoc"/g,
      "",
    );
    const ours = text.split("\n").filter((line) => VENDOR.test(line) || OURS.test(line));
    expect(ours).toEqual([]);
  }
});

it("has words of its own for every rule that speaks of anybody's Terraform", () => {
  const all: readonly RuleInfo[] = [...RULES, ...Object.values(WAIVER_RULES)];
  for (const { title, why, fix, snippet, documents } of underProfile(all, "general")) {
    const text = [title, why, fix, snippet?.text].join("\n");
    expect(text).not.toMatch(VENDOR);
    expect(text).not.toMatch(OURS);
    expect(documents).toEqual([]);
  }
});

it("nor of what was not bound", () => {
  const { parameters, profile } = contextOf(inputsOf("210987654321"), []);
  expect(unboundParameters(parameters, profile)).toEqual([]);
  expect(unboundParameters(parameters, "zilliz").join("\n")).toContain("account of Zilliz Cloud");
});
