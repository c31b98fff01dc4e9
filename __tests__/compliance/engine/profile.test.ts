import { join } from "node:path";
import { contextOf } from "../../../compliance/context";
import { evaluateRules } from "../../../compliance/engine";
import { unboundParameters, type Profile } from "../../../compliance/parameters";
import { RULES } from "../../../compliance/rules";
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

it("nor of what was not bound", () => {
  const { parameters, profile } = contextOf(inputsOf("210987654321"), []);
  expect(unboundParameters(parameters, profile)).toEqual([]);
  expect(unboundParameters(parameters, "zilliz").join("\n")).toContain("account of Zilliz Cloud");
});
