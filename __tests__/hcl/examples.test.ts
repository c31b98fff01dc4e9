import { hclModule } from "../../hcl";
import { fromHcl, fromJson } from "./support/canonical";
import { examples, isRelease, stackOf } from "./support/stacks";

const OPTIONS = { backend: true, helm: 2 } as const;
const cases = examples().flatMap(({ title, stack }) =>
  (isRelease(stack) ? ([2, 3] as const) : ([2] as const)).map((helm) => ({ title, stack, helm })),
);

describe.each(cases)("$title, helm $helm", ({ stack, helm }) => {
  const options = { ...OPTIONS, helm };
  const files = hclModule(stack, options);

  it("says in Terraform's own syntax what the JSON says", async () => {
    const expected = structuredClone(fromJson(stack.json, helm)) as any;
    // JSON is right for every version of Helm's provider, its own syntax for one.
    const { helm: required } = expected.terraform.required_providers;
    if (required) {
      expect(required.version).toBe(">= 2.17.0, < 4.0.0");
      required.version = helm === 2 ? ">= 2.17.0, < 3.0.0" : ">= 3.0.0, < 4.0.0";
    }
    expect(await fromHcl(files, helm)).toEqual(expected);
  });

  it("is the same whatever the metadata say, provenance aside", () => {
    const copy = structuredClone(stack.json) as any;
    delete copy["//"];
    for (const type of Object.values<any>(copy.resource)) {
      for (const body of Object.values<any>(type)) {
        body["//"] = { provenance: body["//"].provenance, waivers: ["S"], metadata: { path: "x" } };
      }
    }
    expect([...hclModule({ ...stack, json: copy }, options)]).toEqual([...files]);
  });

  it("names the stack, its document and whence it comes in every file", () => {
    for (const [path, text] of files) {
      if (!path.endsWith(".tf")) continue;
      expect(text).toMatch(
        `# Stack ${stack.id}, document ${stack.document}. Written by byoc export.\n\n`,
      );
    }
  });

  it("holds nothing of CDKTF's", () => {
    for (const text of files.values())
      expect(text).not.toMatch(/uniqueId|stackName|waivers|"\/\/"/);
  });

  it("holds every policy as a file of its own, above it where it comes from", () => {
    const policies = [...files.keys()].filter((path) => path.startsWith("policies/"));
    const all = [...files].filter(([path]) => path.endsWith(".tf")).map(([, text]) => text);
    const text = all.join("\n");
    expect(policies.length > 0).toBe(!isRelease(stack));
    for (const path of policies) expect(text).toContain(`file("\${path.module}/${path}")`);
    const sources = text.match(
      /^# (Trust policy|Policy), (documented|current|derived|upstream): /gm,
    );
    expect(sources ?? []).toHaveLength(policies.length);
  });
});

it("leaves the backend out where it is not wanted", () => {
  const [{ stack }] = examples() as [ReturnType<typeof examples>[number]];
  const without = hclModule(stack, { ...OPTIONS, backend: false });
  expect([...hclModule(stack, OPTIONS).keys()].filter((path) => !without.has(path))).toEqual([
    "backend.tf",
  ]);
});

it("writes no file without content", () => {
  expect([...hclModule(stackOf({}), OPTIONS)]).toEqual([]);
});
