import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { hclModule } from "../../hcl";
import type { Json } from "../../hcl/json";
import { escaped, TEXT, VALUE } from "./support/arbitrary";
import { stackOf } from "./support/stacks";
import { runs } from "../support/runs";

const RUNS = { numRuns: runs(400) };
const OPTIONS = { backend: true, helm: 2 } as const;

/** What a parser of others reads in the file of a stack. */
async function reread(json: Record<string, Json>, file: string): Promise<any> {
  const text = hclModule(stackOf(json), OPTIONS).get(file)!;
  try {
    return await parse(file, text);
  } catch (error) {
    throw new Error(`${text}\n${String(error)}`, { cause: error });
  }
}

/** A text as that parser shows it: it escapes what would be a template. */
const shown = (value: Json): Json =>
  JSON.parse(JSON.stringify(escaped(value)).replaceAll('"\ufeff\ufeff', '"\ufeff')) as Json;

it("values of outputs come back", async () => {
  await fc.assert(
    fc.asyncProperty(VALUE, async (value) => {
      const { output } = await reread({ output: { it: { value: escaped(value) } } }, "outputs.tf");
      expect(output.it).toEqual([{ value: shown(value) }]);
    }),
    RUNS,
  );
});

it("tags and arguments of resources come back", async () => {
  const tags = fc.dictionary(TEXT, TEXT, { maxKeys: 5, noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(TEXT, tags, async (description, own) => {
      const body = { description: escaped(description), tags: escaped(own), name: "n" };
      const json = { resource: { aws_security_group: { one: body } } };
      const { resource } = await reread(json, "network.tf");
      expect(resource.aws_security_group.one).toEqual([
        { name: "n", description: shown(description), tags: shown(own) },
      ]);
    }),
    RUNS,
  );
});

it("what Terraform does not evaluate comes back as it is", async () => {
  await fc.assert(
    fc.asyncProperty(TEXT, VALUE, async (text, value) => {
      const json = {
        terraform: {
          required_version: text,
          required_providers: { aws: { source: "hashicorp/aws", version: text } },
          backend: { s3: { key: text, endpoints: { s3: text } } },
        },
        variable: { it: { description: text, default: value } },
        output: { it: { description: text, value: 1 } },
        module: { it: { source: text, version: text } },
      };
      const versions = await reread(json, "versions.tf");
      expect(versions.terraform[0].required_version).toEqual(shown(text));
      expect(versions.terraform[0].required_providers[0].aws.version).toEqual(shown(text));
      const backend = await reread(json, "backend.tf");
      expect(backend.terraform[0].backend.s3).toEqual([
        { key: shown(text), endpoints: { s3: shown(text) } },
      ]);
      const { variable } = await reread(json, "variables.tf");
      expect(variable.it).toEqual([{ description: shown(text), default: shown(value) }]);
      expect((await reread(json, "outputs.tf")).output.it[0].description).toEqual(shown(text));
      expect((await reread(json, "modules.tf")).module.it).toEqual([
        { source: shown(text), version: shown(text) },
      ]);
    }),
    RUNS,
  );
});

it("files hold texts to the byte", () => {
  fc.assert(
    fc.property(TEXT, fc.dictionary(TEXT, VALUE, { noNullPrototype: true }), (values, policy) => {
      const text = JSON.stringify(policy, null, 2);
      const json = {
        resource: {
          aws_iam_policy: { one: { policy: escaped(text) } },
          helm_release: { milvus: { name: "m", chart: "c", values: [escaped(values)] } },
        },
      };
      const files = hclModule(stackOf(json), OPTIONS);
      expect(files.get("policies/one_policy.json")).toBe(text);
      expect(files.get("values/milvus.yaml")).toBe(values);
    }),
    RUNS,
  );
});

it("lone surrogates become what Terraform makes of them", async () => {
  const json = { output: { it: { value: "a\ud800b" } } };
  expect((await reread(json, "outputs.tf")).output.it).toEqual([{ value: "a\ufffdb" }]);
});
