import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { inFolder } from "../config/run-in-folder";
import { ended } from "./command";
import { snapshot } from "./snapshot";
import { EXPORT, SYNTH } from "./two-runs";

const CONFIGS = {
  "a.yaml": EXPORT.old,
  "b.yaml": EXPORT.next,
  "c.yaml": SYNTH.next.replaceAll("acme", "acme-other"),
};
const FOLDERS = [
  "out",
  "out/stacks",
  "out/stacks/acme-milvus-access",
  "out/stacks/acme-integration",
  "out/stacks/acme-other-milvus-access",
  "out/stacks/acme-other-milvus-access/deep/er",
  "out/stacks/mine",
  "out/.terraform",
  "out/.byoc-backup",
];
const NAMES = [
  "cdk.tf.json",
  "manifest.json",
  "terraform.tfstate",
  ".terraform.lock.hcl",
  "x.tfvars",
  "import.tf",
];

type Step =
  | { readonly do: "synth"; readonly config: string }
  | { readonly do: "write" | "link" | "delete"; readonly path: string; readonly text: string };

const path = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES))
      .map((parts) => parts.join("/")),
  },
  { weight: 1, arbitrary: fc.constant("out/stacks/acme-milvus-access/cdk.tf.json") },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("synth" as const),
      config: fc.constantFrom(...Object.keys(CONFIGS)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("write" as const, "write" as const, "link" as const, "delete" as const),
      path,
      // Of the user's own, what looks like this program's, and what looks like its manifest.
      text: fc.constantFrom(
        "mine",
        '{"Vendor": "zilliz-byoc"}',
        '{"stacks": {}}',
        '{"byoc": {"files": {}}}',
      ),
    }),
  },
);

it("no file that a user made or edited is lost, whatever runs are in between", async () => {
  let runs = 0;
  let anew = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), (steps) =>
      inFolder(CONFIGS, async () => {
        /** What the user made or edited, by path. */
        const mine = new Map<string, string>();
        for (const each of steps) {
          if (each.do !== "synth") {
            edit(each, mine);
            continue;
          }
          runs += 1;
          const { code, error } = await ended(["synth", "--config", each.config, "--out", "out"]);
          const isSaid = error === "" || /^(written anew: |error\[file\] )out/.test(error);
          expect({ isSaid, code: code === 2 ? error.startsWith("error") : code }).toEqual({
            isSaid: true,
            code: code === 2 ? true : 0,
          });
          const now = existsSync("out") ? snapshot("out") : {};
          for (const [file, text] of mine) {
            const line = error.split("\n").find((each) => each.startsWith("written anew: "));
            const isTold = line?.includes(`out/${file}`) === true && file.endsWith("/cdk.tf.json");
            if (now[file] !== text && isTold) {
              expect(now[file]).toContain("zilliz-byoc");
              mine.delete(file);
              anew += 1;
            } else expect({ file, is: now[file], error }).toEqual({ file, is: text, error });
          }
        }
      }),
    ),
    { seed: 20_251, numRuns: 40 },
  );
  expect(runs).toBeGreaterThan(60);
  expect(anew).toBeGreaterThan(1);
});

/** Does what a user does, where it can be done. */
function edit(each: Exclude<Step, { do: "synth" }>, mine: Map<string, string>): void {
  const key = each.path.slice("out/".length);
  if (isBelowLink(each.path)) return;
  if (each.do === "delete") {
    rmSync(each.path, { force: true, recursive: true });
    mine.delete(key);
    return;
  }
  mkdirSync(dirname(each.path), { recursive: true });
  rmSync(each.path, { force: true, recursive: true });
  if (each.do === "link") symlinkSync(join(process.cwd(), "a.yaml"), each.path);
  else writeFileSync(each.path, each.text);
  // Who writes a manifest of this program hands the manifest over, and nothing else.
  if (key === "manifest.json" && each.text.includes("byoc")) mine.delete(key);
  else mine.set(key, snapshot("out")[key]!);
}

function isBelowLink(file: string): boolean {
  const folder = dirname(file);
  return (
    folder !== "." &&
    (lstatSync(folder, { throwIfNoEntry: false })?.isFile() === true || isBelowLink(folder))
  );
}
