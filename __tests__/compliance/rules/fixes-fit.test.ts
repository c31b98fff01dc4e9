import { readFileSync } from "node:fs";
import { evaluateRules } from "../../../compliance/engine";
import { RULES } from "../../../compliance/rules";
import { readDeployments } from "../../../stacks/deployments";
import { scratchFolder } from "../../support/scratch";
import { contextOf } from "./judged";
import { judgeJson, ruleOf } from "./judging";
import { join } from "node:path";

const PROJECT = join("examples", "minimal", "golden", "acme-dev-project.tf.json");
const CONFIG = join("examples", "minimal", "byoc.yaml");

/** What is advised against dead grants, where the config is of an edition. */
function advised(edition: "documented" | "current"): Set<string | undefined> {
  const config = readFileSync(CONFIG, "utf8").replace(
    "version: 1\n",
    `version: 1\npolicyEdition: ${edition}\n`,
  );
  const folder = scratchFolder({ "byoc.yaml": config });
  const { deployments } = readDeployments([join(folder, "byoc.yaml")], {});
  const { findings } = evaluateRules(RULES, contextOf([PROJECT], deployments), [], {
    today: "2026-11-22",
    toolVersion: "0.0.0",
  });
  return new Set(
    findings
      .filter(({ rule, verdict }) => rule === "dead-grant" && verdict === "FAIL")
      .map(({ fix }) => fix),
  );
}

/** A role of which nothing tells the account, with a trust. */
const trusting = (statement: object) => ({
  resource: {
    aws_iam_role: {
      r: {
        name: "r",
        assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      },
    },
  },
});

describe("a fix fits the reason", () => {
  it("advises the newer edition only where it is not the edition already", () => {
    const [documented, ...others] = advised("documented");
    expect(documented).toContain("policyEdition: current");
    expect(others).toEqual([]);
    const [current, ...more] = advised("current");
    expect(current).toMatch(/^leave it/);
    expect(more).toEqual([]);
  });

  it("asks for the account, once", () => {
    const root = { AWS: "arn:aws:iam::444455556666:root" };
    const json = trusting({ Effect: "Allow", Action: "sts:AssumeRole", Principal: root });
    const results = ["trust-account", "trust-external-id"].flatMap(
      (rule) => judgeJson(ruleOf(rule), json, { accountIds: [] }).results,
    );
    expect(results.map(({ verdict, fix }) => [verdict, fix])).toEqual([
      ["UNKNOWN", "set allowed_account_ids in the provider, or check with --config"],
    ]);
  });

  it("shows a key with https:// and the one without", () => {
    const issuer = "oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    const json = trusting({
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
      Condition: { StringEquals: { [`https://${issuer}:aud`]: "sts.amazonaws.com" } },
    });
    const { results } = judgeJson(ruleOf("trust-usable"), json, { accountIds: ["111122223333"] });
    expect(results.map(({ message, fix }) => [message, fix])).toEqual([
      [
        `nobody can assume the role by statement #1: it asks for https://${issuer}:aud, and keys of tokens begin without https://: ${issuer}:aud`,
        `ask for ${issuer}:aud`,
      ],
    ]);
  });
});
