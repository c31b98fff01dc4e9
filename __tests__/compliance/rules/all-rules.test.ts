import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isWaivable } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import { DOCUMENT_RULES } from "../../../compliance/rules/documents";
import { SHIPPED_WAIVERS } from "../../../compliance/rules/shipped";

const STANDARD =
  /^(CIS AWS [35]\.0 \d(\.\d+)+|(FSBP|Security Hub) [A-Z0-9]+\.\d+|CKV2?_AWS_\d+|AWS-\d{4})$/;
const OURS = /^(document|identifiers|names|tags|simulation|escalation|dead|trust)-?/;

describe("the list of rules", () => {
  const ids = RULES.map(({ id }) => id);

  it("has every file and every row of documents once, in the order of their ids", () => {
    const rows = DOCUMENT_RULES.map(({ id }) => id);
    const files = readdirSync(join("compliance", "rules"), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^(index|shipped|documents)\.ts$/.test(entry.name))
      .map(({ name }) => name.replace(/\.ts$/, ""));
    expect(ids).toEqual([...files, ...rows].sort());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))("%s says what it is for", (id, rule) => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix).toMatch(/^[a-z].*[^.]$/);
    expect(rule.snippet?.text).toBeTruthy();
    if (OURS.test(id)) expect(rule.documents.length).toBeGreaterThan(0);
    else for (const one of rule.standards ?? []) expect(one).toMatch(STANDARD);
  });

  it("lets nobody waive external IDs and rewritten trusts", () => {
    const fixed = RULES.filter((rule) => OURS.test(rule.id) && !isWaivable(rule));
    expect(fixed.map(({ id }) => id)).toEqual(["trust-external-id", "trust-shape"]);
  });
});

describe("shipped waivers", () => {
  it.each(SHIPPED_WAIVERS.map((waiver) => [waiver.finding, waiver] as const))(
    "%s cites a document and its section",
    (_, { rule, kind, expires, reason }) => {
      expect(isWaivable(RULES.find(({ id }) => id === rule)!)).toBe(true);
      expect(kind).toBe("documented");
      expect(expires).toBeUndefined();
      expect(reason).toMatch(
        /^(create-cross-account-role, step 2, statements? [A-Z]|byoc-prerequisites, IAM permissions, zilliz-)/,
      );
    },
  );
});
