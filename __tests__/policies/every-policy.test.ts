import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyStatement } from "../../policies/document";
import { renderPolicy } from "../../policies/render";
import { EVERY_POLICY } from "./every-policy";

const DOCUMENTS = [
  "byoc-prerequisites",
  "create-bucket-and-role",
  "create-cross-account-role",
  "integrate-with-aws-s3",
  "configure-s3-access-by-iam-role",
];

const list = (value: PolicyStatement["Action"] | PolicyStatement["Resource"]) =>
  [value ?? []].flat();

describe.each(EVERY_POLICY)("%s", (name, policy, kind, provenance) => {
  const { Statement: statements } = policy.document;

  it(`fits its limit with the longest names, as ${kind} policy`, () => {
    expect(() => renderPolicy(policy, kind)).not.toThrow();
  });

  it(`says that it is ${provenance}, and from where`, () => {
    expect(policy.provenance).toBe(provenance);
    if (provenance === "documented") {
      expect(DOCUMENTS).toContain(policy.source.split(",")[0]);
    } else if (provenance === "current") {
      expect(policy.source).toContain("zilliztech/terraform-zilliz-examples 8e87dd2");
    } else if (provenance === "upstream") {
      expect(policy.source).toMatch(/ v\d+\.\d+\.\d+, /);
    } else {
      expect(policy.source).not.toBe("");
    }
  });

  it("has Sids that IAM accepts, each once", () => {
    const sids = statements.flatMap(({ Sid }) => Sid ?? []);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  it(kind === "managed" || kind === "inline" ? "names resources" : "names principals", () => {
    for (const statement of statements) {
      expect(statement.Principal !== undefined).toBe(kind !== "managed" && kind !== "inline");
      expect(statement.Resource !== undefined).toBe(kind !== "trust");
      expect(list(statement.Action)).not.toEqual([]);
    }
  });

  it("allows nobody and nothing without a limit", () => {
    for (const statement of statements.filter(({ Effect }) => Effect === "Allow")) {
      expect(statement.Principal).not.toBe("*");
      expect(list(statement.Action)).not.toContain("*");
      if (name !== "bucketKeyPolicy" && name !== "permissionBoundaryPolicy") {
        for (const action of list(statement.Action)) expect(action).not.toMatch(/^[a-z0-9-]+:\*$/);
      }
    }
  });
});

it("no policy function is missing from the list above", () => {
  const root = join(__dirname, "..", "..", "policies");
  const functions = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/^(document|catalogue)\.ts$/.test(file))
    .flatMap((file) => readFileSync(join(root, file), "utf8").split(/^(?=export function )/m))
    .map((text) => /^export function (\w+)\([^]*?\): (Policy )?/.exec(text))
    .filter((found) => found?.[2] !== undefined)
    .map((found) => found?.[1]);
  expect(functions.sort()).toEqual(EVERY_POLICY.map(([name]) => name).sort());
});
