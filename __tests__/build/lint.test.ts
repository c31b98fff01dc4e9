import { runProgram } from "./byoc";

/** Rooms of CONTRIBUTING.md, in its order. */
const ROOMS =
  "text files aws charts config policies values modules stacks compliance export cli".split(" ");
/** Rooms that a file may not import from. */
const FORBIDDEN: readonly (readonly [file: string, rooms: string])[] = [
  ["aws/arn.ts", "charts config policies values modules stacks compliance export cli"],
  ["policies/render.ts", "values modules stacks compliance export cli"],
  ["stacks/index.ts", "compliance export cli"],
  ["compliance/rule.ts", "values modules stacks export cli"],
  ["export/html/index.ts", "modules stacks cli"],
  ["cli/run.ts", ""],
];

describe("lint", () => {
  it.each(FORBIDDEN)("keeps %s from %s", (file, rooms) => {
    const { stdout } = runProgram("node_modules/.bin/eslint", ["--print-config", file]);
    const { rules } = JSON.parse(stdout) as {
      rules: { "no-restricted-imports": [unknown, { patterns: { regex: string }[] }] };
    };
    const patterns = rules["no-restricted-imports"][1].patterns.map(({ regex }) => regex);
    const refuses = (path: string) => patterns.some((pattern) => new RegExp(pattern).test(path));
    expect(ROOMS.filter((room) => refuses(`../../${room}/some`)).join(" ")).toBe(rooms);
  });
});
