import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hclModule } from "../../hcl";
import type { StackFile } from "../../review/stack-file";
import { planOffline } from "../support/terraform";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { fromHcl, fromJson } from "./support/canonical";
import { generated } from "./support/configs";
import {
  complaints,
  misformatted,
  planned,
  writeHcl,
  writeJson,
  writeTogether,
} from "./support/roots";
import { EVERYTHING } from "./support/everything";
import { examples, isRelease, stackOf } from "./support/stacks";

jest.setTimeout(240_000);

const CONFIGS = 60;
/** Generated stacks that are planned as well; a plan costs more than a validation. */
const PLANNED = 6;
/** Generated stacks that are read again by a parser of others. */
const REREAD = 30;
/** One of each kind of stack and provider settings, with a provider of its own. */
const ALONE = [
  "full-production acme-production-project",
  "govcloud-milvus agency-search-milvus-access",
];

/** Releases need providers that are not everywhere; they have a test of their own. */
const all = examples().filter(({ stack }) => !isRelease(stack));
const alone = all.filter(({ title }) => ALONE.includes(title));

requires("terraform")("roots in Terraform's own syntax", () => {
  let folder: string;
  let stacks: StackFile[];
  beforeAll(() => {
    folder = scratchFolder();
    stacks = generated(CONFIGS, folder);
  });

  // A provider that starts costs more than all the stacks: one root calls every one of them.
  it("are formatted and valid, all examples and all generated", async () => {
    expect(stacks.length).toBeGreaterThan(CONFIGS);
    const own = join(folder, "valid");
    const calls = alone.map(({ stack }) => {
      writeHcl(join(own, stack.id), stack);
      return [stack.id, { source: `./${stack.id}` }] as const;
    });
    writeTogether(join(own, "together"), [...all.map(({ stack }) => stack), ...stacks], "hcl");
    const module = { together: { source: "./together" }, ...Object.fromEntries(calls) };
    writeJson(own, stackOf({ module }));
    expect(await complaints(own)).toEqual({ validate: [], fmt: "" });
  });

  it("are formatted with providers and backends, and say what the JSON says", async () => {
    const own = join(folder, "whole");
    const options = { backend: true, helm: 2 } as const;
    for (const [index, { stack }] of all.entries())
      writeHcl(join(own, `e${index}`), stack, options);
    for (const stack of stacks) writeHcl(join(own, stack.id), stack, options);
    expect(await misformatted(own)).toBe("");
    for (const stack of stacks.slice(0, REREAD)) {
      expect(await fromHcl(hclModule(stack, options))).toEqual(fromJson(stack.json));
    }
  });

  it("plan to the same changes as the JSON: examples, some generated, and all that is supported", async () => {
    const some = [...all.map(({ stack }) => stack), ...stacks.slice(0, PLANNED)];
    const [hcl, json] = await bothPlans((own, form) => {
      const write = form === "hcl" ? writeHcl : writeJson;
      write(own, stackOf(EVERYTHING));
      planOffline(own);
      const child = {
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        variable: { value: {} },
        output: { value: { value: "${var.value}" } },
      };
      writeJson(join(own, "child"), stackOf(child));
      writeTogether(join(own, "together"), some, form);
      for (const { stack } of alone) {
        write(join(own, stack.id), stack);
        planOffline(join(own, stack.id));
      }
      const calls = ["together", ...alone.map(({ stack: { id } }) => id)].map(
        (id) => [id, { source: `./${id}` }] as const,
      );
      const file = join(own, "calls.tf.json");
      writeFileSync(file, JSON.stringify({ module: Object.fromEntries(calls) }));
    });
    const madeBy = (id: string) =>
      hcl.resource_changes?.filter(({ address }) => address.startsWith(`module.${id}.`)).length;
    expect(madeBy("together")).toBeGreaterThan(15 * some.length);
    for (const { stack } of alone) expect(madeBy(stack.id)).toBeGreaterThan(5);
    expect(hcl).toEqual(json);
  });

  function bothPlans(write: (own: string, form: "hcl" | "json") => void) {
    const plan = (form: "hcl" | "json") => {
      const own = join(folder, form);
      write(own, form);
      return planned(own);
    };
    return Promise.all([plan("hcl"), plan("json")]);
  }
});
