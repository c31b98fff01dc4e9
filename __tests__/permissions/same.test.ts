import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import { diffExitCode, permissionChanges } from "../../permissions";
import { filesOf, inputsOf } from "../compliance/mutations/bases";
import { unknownUntilApply } from "../compliance/mutations/plan-edits";
import { texts } from "./support";

const FIXTURES = join("__tests__", "compliance", "fixtures");
const inputs = readdirSync(FIXTURES).filter((name) => /\.(plan|tfstate)\.json$/.test(name));
const EXAMPLES = readdirSync("examples")
  .map((name) => join("examples", name, "golden"))
  .filter((folder) => existsSync(folder));
const PRODUCTION = join("examples", "full-production", "golden");
const modelOf = (...paths: string[]) => joinInputs(readInputs(paths));

test.each([...inputs.map((name) => join(FIXTURES, name)), ...EXAMPLES])(
  "%s is no different from itself",
  (path) => {
    const diff = permissionChanges(modelOf(path), modelOf(path));
    expect(diff).toEqual({
      version: 1,
      summary: { gained: 0, lost: 0, undecided: 0 },
      subjects: [],
    });
    expect(diffExitCode(diff)).toBe(0);
  },
);

test.each([
  ["minimal", "acme-dev-project"],
  ["full-production", "acme-production-project"],
  ["full-production", "acme-production-bootstrap"],
  ["full-production", "acme-production-integration"],
  ["full-production", "acme-production-milvus-access"],
])("%s: %s is the same as synthesized and as planned", (example, stack) => {
  const written = modelOf(join("examples", example, "golden", `${stack}.tf.json`));
  const planned = modelOf(join(FIXTURES, `${stack}.plan.json`));
  expect(texts(permissionChanges(written, planned))).toEqual([]);
  expect(texts(permissionChanges(planned, written))).toEqual([]);
  const both = modelOf(
    join("examples", example, "golden", `${stack}.tf.json`),
    join(FIXTURES, `${stack}.plan.json`),
  );
  for (const one of [written, planned]) {
    expect(texts(permissionChanges(one, both))).toEqual([]);
    expect(texts(permissionChanges(both, one))).toEqual([]);
  }
});

test("like is compared with like where both sides have it", () => {
  const [[written], [planned]] = [filesOf("minimal"), filesOf("minimal plan")];
  unknownUntilApply("aws_iam_role_policy.cross_account_policy", "policy")(planned.json);
  const only = joinInputs(inputsOf([written]));
  const both = joinInputs(inputsOf([written, planned]));
  expect(texts(permissionChanges(only, both))).toEqual([]);
  const plan = joinInputs(inputsOf([planned]));
  expect(permissionChanges(only, plan).summary).toEqual({ gained: 0, lost: 0, undecided: 1 });
});

test("another plan whose unknown policy may be another one is not the same", () => {
  const path = join(FIXTURES, "rules-unknown.plan.json");
  const [before, after] = [modelOf(path), modelOf(path)];
  const [input] = after.inputs;
  // As if it had been planned an hour later.
  Object.assign(input!, { strings: () => [{ pointer: "/timestamp", value: "later" }] });
  const diff = permissionChanges(before, after);
  expect(diff.summary).toMatchObject({ gained: 0, lost: 0 });
  expect(diffExitCode(diff)).toBe(3);
});

test("everything is new in a folder that had nothing, and told in few lines", () => {
  const nothing = joinInputs([]);
  const all = modelOf(PRODUCTION);
  const diff = permissionChanges(nothing, all);
  expect(diff.summary).toMatchObject({ lost: 0, undecided: 0 });
  expect(diffExitCode(diff)).toBe(1);
  const mostLines = Math.max(...diff.subjects.map(({ changes }) => changes.length));
  expect(mostLines).toBeLessThanOrEqual(16);
  expect(permissionChanges(all, nothing).summary).toMatchObject({ gained: 0, undecided: 0 });
});

test("the order of files and resources makes no difference", () => {
  const files = readdirSync(PRODUCTION).map((name) => join(PRODUCTION, name));
  const paths = files.filter((name) => name.endsWith(".json"));
  const [one, other] = [joinInputs(readInputs(paths)), joinInputs(readInputs(paths).reverse())];
  const nothing = joinInputs([]);
  expect(JSON.stringify(permissionChanges(nothing, other))).toBe(
    JSON.stringify(permissionChanges(nothing, one)),
  );
});
