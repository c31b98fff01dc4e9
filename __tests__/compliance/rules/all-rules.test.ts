import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { isWaivable, type Rule } from "../../../compliance/rule";
import texts from "../../../compliance/rule-texts.json";
import { RULES } from "../../../compliance/rules";
import { DOCUMENT_RULES } from "../../../compliance/rules/documents";
import { WAIVER_RULES } from "../../../compliance/waivers/rules";
import { SHIPPED_WAIVERS } from "../../../compliance/waivers/shipped";
import { isRecord } from "../../../text/record";

const FOLDER = join(__dirname, "..", "..", "..", "compliance", "rules");

function isRule(value: unknown): value is Rule {
  return isRecord(value) && typeof value["check"] === "function";
}

const STANDARD =
  /^(CIS AWS [35]\.0 \d(\.\d+)+|(FSBP|Security Hub) [A-Z0-9]+\.\d+|CKV2?_AWS_\d+|AWS-\d{4})$/;
const OURS = /^(document|identifiers|names|tags|simulation|escalation|dead|trust)-?/;

describe("the list of rules", () => {
  const ids = RULES.map(({ id }) => id);

  it("has every rule of every file once, in the order of their ids", () => {
    const files = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "index.ts")
      .map(({ name }) => basename(name, ".ts"));
    const found = files.map((file) => {
      const exported: Readonly<Record<string, unknown>> = jest.requireActual(join(FOLDER, file));
      return [file, Object.values(exported).flat().filter(isRule)] as const;
    });
    expect(found.filter(([, rules]) => rules.length === 0)).toEqual([]);
    expect(ids).toEqual(found.flatMap(([, rules]) => rules.map(({ id }) => id)).sort());
    // A rule that has its file alone gives it its name.
    const alone = found.filter(([, rules]) => rules.length === 1);
    expect(alone.map(([, [rule]]) => rule!.id)).toEqual(alone.map(([file]) => file));
  });

  it("has words for no other rules than these, and those about waivers", () => {
    const waivers = Object.values(WAIVER_RULES).map(({ id }) => id);
    const others = DOCUMENT_RULES.map(({ id }) => id);
    expect(Object.keys(texts).sort()).toEqual(
      [...ids, ...waivers].filter((id) => !others.includes(id)).sort(),
    );
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
