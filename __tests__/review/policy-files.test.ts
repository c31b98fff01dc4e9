import { reviewOf } from "../../review/facts";
import { policyFiles } from "../../review/policy-files";
import { EXAMPLES, factsOf, SECRETS } from "./facts-of";
import { cellsOf, tablesIn } from "./markdown-reading";

describe.each(EXAMPLES)("policy files of %s", (name) => {
  const facts = factsOf(name);
  const review = reviewOf(facts);
  const stacks = facts.stacks.map((stack) => ({
    stack,
    policies: review.policies.filter((policy) => policy.stack === stack.id),
  }));

  it("are the texts that AWS gets", () => {
    for (const { stack, policies } of stacks) {
      const files = policyFiles(policies);
      const written = new Map(
        Object.values(stack.json["resource"] as Record<string, Record<string, any>>)
          .flatMap((named) => Object.values(named))
          .flatMap(({ policy, assume_role_policy: trust }) => [policy, trust])
          .filter((text): text is string => typeof text === "string")
          .map((text) => [`${text}\n`, text]),
      );
      const texts = [...files].filter(([path]) => path.endsWith(".json")).map(([, text]) => text);
      expect(new Set(texts)).toEqual(new Set(written.keys()));
      for (const text of texts) expect(JSON.parse(text)).toHaveProperty("Statement");
    }
  });

  it("have a page that tells of each, without the external ID", () => {
    for (const { policies } of stacks) {
      if (policies.length === 0) continue;
      const files = policyFiles(policies);
      const page = files.get("README.md")!;
      const [table] = tablesIn(page);
      const listed = table!.slice(2).map((row) => /\]\(([^)]+)\)/.exec(cellsOf(row)[0]!)![1]);
      expect(listed).toEqual([...files.keys()].filter((path) => path !== "README.md"));
      expect(new Set(table!.map((row) => cellsOf(row).length)).size).toBe(1);
      for (const secret of SECRETS) expect(page).not.toContain(secret);
    }
  });
});

it("say in sentences how a text differs", () => {
  const { policies } = reviewOf(factsOf("full-production"));
  const page = policyFiles(policies.filter(({ stack }) => stack.endsWith("-project"))).get(
    "README.md",
  )!;
  expect(page).toMatch(/storage_policy\.json\).*\| documented \|.*\| none: it allows the same \|/);
  expect(page).toMatch(/allows less\*\* account 965570967084 may no longer assume the role/);
  expect(page).toMatch(/allows more\*\* may now also create roles for services of AWS/);
});

it("are none where there is no policy", () => expect(policyFiles([]).size).toBe(0));
