import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { runProgram } from "./byoc";
import { scratchFolder } from "../support/scratch";

const CONFIG = resolve(".dependency-cruiser.cjs");

/** Rooms in the order of ARCHITECTURE.md, with what each may take from, as a reader of it would say. */
const ROOMS: Readonly<Record<string, string>> = {
  text: "",
  files: "text",
  aws: "text",
  charts: "text",
  hcl: "text",
  iam: "text aws",
  config: "text files aws charts",
  policies: "text aws config",
  terraform: "text aws iam config policies",
  values: "text aws charts config policies",
  modules: "text aws charts config policies values",
  stacks: "text files aws charts config policies values modules",
  compliance: "text files aws charts iam config policies terraform",
  permissions: "text aws iam config policies terraform",
  review: "text files aws charts hcl iam config policies terraform values compliance",
  operate: "text files aws iam config policies terraform compliance permissions",
  cli: "text files aws charts hcl iam config policies terraform values modules stacks compliance permissions review operate",
};

/** Files that dependency-cruiser refuses, of these. */
function refused(files: Readonly<Record<string, string>>): string[] {
  const { stdout } = runProgram(
    resolve("node_modules/.bin/depcruise"),
    ["--config", CONFIG, "--output-type", "json", "."],
    { cwd: scratchFolder({ "tsconfig.json": "{}", ...files }) },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string }[] } };
  return summary.violations.map(({ from }) => from).sort();
}

test("a room takes from the rooms that it may, types included, and from no other", () => {
  const rooms = Object.keys(ROOMS);
  const pairs = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => [from, to]));
  const probes = pairs.map(([from, to]) => [
    `${from}/deep/${to}.ts`,
    `import type { Door } from "../../${to}/door";\nexport type Probe = Door;\n`,
  ]);
  const doors = rooms.map((room) => [`${room}/door.ts`, "export type Door = string;\n"]);
  const forbidden = pairs.filter(([from, to]) => !ROOMS[from!]!.split(" ").includes(to!));
  expect(refused(Object.fromEntries([...probes, ...doors]))).toEqual(
    forbidden.map(([from, to]) => `${from}/deep/${to}.ts`).sort(),
  );
});

test("no file imports itself by way of others, not even for a type", () => {
  const one = (other: string) =>
    `import type { A } from "./${other}";\nexport type A = A | string;\n`;
  expect(refused({ "text/a.ts": one("b"), "text/b.ts": one("a") })).toEqual(["text/a.ts"]);
});

test("the quick tests are many, and none builds, starts a tool or a browser", () => {
  const { stdout } = runProgram("npm", ["run", "--silent", "test:quick", "--", "--listTests"]);
  const listed = stdout.trim().split("\n");
  expect(listed.length).toBeGreaterThan(50);
  const slow = /__tests__\/(build|cli|e2e|files|hcl|plan|review|stacks)\//;
  expect(listed.filter((file) => slow.test(file))).toEqual([]);
});

test("every room has its row on the page, and every row its room", () => {
  const rows = [...readFileSync("ARCHITECTURE.md", "utf8").matchAll(/^\| `(\w+)\/`/gm)];
  expect(rows.map(([, room]) => room).sort()).toEqual(Object.keys(ROOMS).sort());
});
