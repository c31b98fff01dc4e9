import { readdirSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../compliance/rules";
import { SHIPPED_WAIVERS } from "../../../compliance/rules/shipped";

const OURS = /^(document|identifiers|names|tags|simulation|escalation|dead|trust)-?/;

describe("the list of rules", () => {
  const ids = RULES.map(({ id }) => id);

  it("has every file of the folder once, in the order of their names", () => {
    const files = readdirSync(join("compliance", "rules"), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^(index|shipped)\.ts$/.test(entry.name))
      .map(({ name }) => name.replace(/\.ts$/, ""))
      .sort();
    expect(ids).toEqual(files);
  });

  it.each(RULES.filter(({ id }) => OURS.test(id)).map((rule) => [rule.id, rule] as const))(
    "%s says what it is for",
    (_, rule) => {
      expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
      expect(rule.why).toMatch(/^[A-Z].*\.$/);
      expect(rule.fix).toMatch(/^[a-z].*[^.]$/);
      expect(rule.snippet?.text).toBeTruthy();
      expect(rule.documents.length).toBeGreaterThan(0);
    },
  );

  it("lets nobody waive external IDs and rewritten trusts", () => {
    const fixed = RULES.filter(({ id, waivable }) => OURS.test(id) && !waivable);
    expect(fixed.map(({ id }) => id)).toEqual(["trust-external-id", "trust-shape"]);
  });
});

describe("shipped waivers", () => {
  it.each(SHIPPED_WAIVERS.map((waiver) => [waiver.finding, waiver] as const))(
    "%s cites a document and its section",
    (_, { rule, kind, expires, reason }) => {
      expect(RULES.find(({ id }) => id === rule)?.waivable).toBe(true);
      expect(kind).toBe("documented");
      expect(expires).toBeUndefined();
      expect(reason).toMatch(
        /^(create-cross-account-role, step 2, statements? [A-Z]|byoc-prerequisites, IAM permissions, zilliz-)/,
      );
    },
  );
});
