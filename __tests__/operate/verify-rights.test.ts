import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files that ask AWS or the cluster. */
const ASKING = [
  ...readdirSync("operate/aws/read").map((name) => join("operate/aws/read", name)),
  "operate/cluster/cluster.ts",
];

describe("the rights that byoc verify needs", () => {
  it("stand in the guide, all of them and no others", () => {
    const asked = ASKING.flatMap((file) => [
      ...readFileSync(file, "utf8").matchAll(/"((?:iam|s3|kms|ec2|eks):[A-Z]\w+)"/g),
    ]).map(([, action]) => action);
    const page = readFileSync("docs/guides/verifying.md", "utf8");
    const table = /## What it needs[^]*/.exec(page)![0];
    const told = [...table.matchAll(/`((?:iam|s3|kms|ec2|eks):\w+)`/g)].map(([, action]) => action);
    expect([...new Set(told)].sort()).toEqual([...new Set(asked)].sort());
  });
});
