import { join } from "node:path";
import fc from "fast-check";
import type { Json } from "../../hcl/json";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { escaped, TEXT, VALUE } from "./support/arbitrary";
import { backendOf, misformatted, planned, writeHcl, writeJson } from "./support/roots";
import { EVERYTHING } from "./support/everything";
import { stackOf } from "./support/stacks";

jest.setTimeout(120_000);

/** The same in every run, so that Terraform is asked once for all of them. */
const seeded = <Value>(arbitrary: fc.Arbitrary<Value>, numRuns: number) =>
  fc.sample(arbitrary, { numRuns, seed: 20_261_122 });

/** Templates with something to evaluate; all of it is known without a provider. */
const TEMPLATES = [
  "${local.text}",
  "a-${local.text}",
  "${local.text}${local.text}",
  "$${local.text}${local.text}",
  "$$${local.text}",
  "%${local.text}",
  "a\n${local.text}\nb\n",
  '"${local.text}"\\',
  '${upper("a\\n\\"b\\"${local.text}}{")}',
  '${join(",",[for k,v in {a=1,b=2}:"${k}=${v}" if v!=1])}',
  '${jsonencode({"a"=local.list,b:{c=-1}})}',
  "${{a=1\nb=2,\n c = {\n}}}",
  '${local.list[0].x}-${join(",", local.list[*].x)}',
  "${local.list.*.x}",
  '${ local.text == "${"a"}" ? local.list[0].x - 1 : - 2 }',
  "${!true || false}",
  "${-local.list[0].x}",
  "${merge(local.list...)}",
  '${provider::terraform::encode_expr("a")}',
  "%{ if true }a%{ else }b%{ endif }",
  "a %{~ for x in local.list ~} ${x.x} %{~ endfor ~} b",
  "${~ local.text ~}",
  "${[\n  1, # one\n  2 /* two */\n]}",
  "${(1 + 2) * 3 % 4 / 5}",
  "${local.text /* } */}",
  "\ufeff${local.text}",
  "\ufeff\ufeffa",
  "a\r${local.text}$${local.text}$$${a}$$$${a}$$$$${a}%{b}%%{b}%%%{b}%%%%{b}\n${local.text}$$",
  "${local.text}\r\n${local.text}\r\r\n${local.text}",
] as const;

requires("terraform")("Terraform evaluates", () => {
  let folder: string;
  beforeAll(() => {
    folder = scratchFolder();
  });

  it("hundreds of nasty texts and values to the same", async () => {
    const values: Json[] = [...seeded(TEXT, 500), ...seeded(VALUE, 200)];
    const output = Object.fromEntries(
      values.map((value, index) => [`o${index}`, { value: escaped(value) }]),
    );
    const locals = { own: escaped(seeded(VALUE, 40)) };
    const stack = stackOf({ output: { ...output, all: { value: "${local.own}" } }, locals });
    writeJson(join(folder, "json"), stack);
    writeHcl(join(folder, "hcl"), stack);
    const json = await planned(join(folder, "json"));
    const hcl = await planned(join(folder, "hcl"));
    expect(hcl).toEqual(json);
    // And to what they stand for, as far as both might be wrong in the same way.
    const told = json.planned_values.outputs!;
    for (const [index, value] of values.slice(0, 500).entries()) {
      expect(told[`o${index}`]!.value).toBe(value);
    }
  });

  it("templates to the same", async () => {
    const stack = stackOf({
      terraform: {
        required_providers: { terraform: { source: "terraform.io/builtin/terraform" } },
      },
      locals: { text: "a", list: [{ x: 1 }, { x: 2 }] },
      output: {
        ...Object.fromEntries(TEMPLATES.map((value, index) => [`o${index}`, { value }])),
        keys: { value: { "${local.text}": 1, "b-${local.text}": 2, "$${local.text}": 3 } },
      },
    });
    writeJson(join(folder, "json-templates"), stack);
    writeHcl(join(folder, "hcl-templates"), stack);
    const json = await planned(join(folder, "json-templates"));
    expect(await planned(join(folder, "hcl-templates"))).toEqual(json);
  });

  it("nothing where the JSON is taken literally", async () => {
    const text = 'a-${x}-%{y}-"\\\n\u2028';
    const stack = stackOf({
      terraform: { backend: { local: { path: "state-${x}-%{if}$${z}.tfstate" } } },
      variable: { it: { description: text, default: { [text]: [text] }, type: "any" } },
      output: { it: { description: text, value: "${var.it}", sensitive: false } },
    });
    writeJson(join(folder, "json-literal"), stack);
    writeHcl(join(folder, "hcl-literal"), stack, { backend: true, helm: 2 });
    const json = await planned(join(folder, "json-literal"));
    expect(await planned(join(folder, "hcl-literal"))).toEqual(json);
    expect(json.planned_values.outputs!["it"]!.value).toEqual({ [text]: [text] });
    expect(backendOf(join(folder, "hcl-literal"))).toEqual(backendOf(join(folder, "json-literal")));
  });

  it("and its formatter changes nothing", async () => {
    writeHcl(join(folder, "everything"), stackOf(EVERYTHING), { backend: true, helm: 2 });
    expect(await misformatted(folder)).toBe("");
  });
});
