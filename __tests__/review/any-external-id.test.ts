import { cpSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { FORMATS } from "../../compliance/reporters";
import { PLACEHOLDER } from "../../config/rules/external-ids";
import { inFolder } from "../config/run-in-folder";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";

/** Every section, so that every page has all its parts. */
const config = ([project, integration]: Ids) => `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
tags: { CostCenter: "4711" }
zilliz: { externalId: ${JSON.stringify(project)} }
bootstrap: {}
project:
  bucket: { name: zilliz-byoc-acme }
  createKmsKey: true
  permissionsBoundary: bootstrap
integration:
  externalId: ${JSON.stringify(integration)}
  bucket: { name: acme-zilliz-export }
milvus:
  cluster: { name: acme-eks, oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus }
  release: { chartVersion: 5.0.19 }
`;

type Ids = readonly [project: string, integration: string];

/** External IDs that stand nowhere by chance: where they may stand, they can be replaced. */
const PLAIN: Ids = ["cid-7Qw9Rt2Yp4Lk8", "zilliz-external-5Hn3Bv6Cx1"];
const OLD: Ids = ["cid-0Old0Old0Old0", "zilliz-external-0Old0Old"];

/** Everything that byoc writes and says of one config, by what it is called. */
async function told(ids: Ids): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  await inFolder({ "byoc.yaml": config(ids) }, async (folder) => {
    const call = async (...args: string[]) => {
      const { code, all: lines } = await said(args);
      return `${code}\n${lines.filter((one) => !one.startsWith("warning[")).join("\n")}`;
    };
    cpSync(earlier, "old", { recursive: true });
    all["export"] = await call("export");
    for (const format of ["text", "json"]) {
      all[`diff as ${format}`] = await call("export", "--diff", "old", "--format", format);
    }
    const files = FORMATS.map((format) => `${format}=check.${format}`);
    all["check"] = await call("check", "--format", files.join());
    for (const format of FORMATS) all[`check.${format}`] = readFileSync(`check.${format}`, "utf8");
    for (const path of readdirSync("review.out", { recursive: true, encoding: "utf8" }).sort()) {
      const file = join(folder, "review.out", path);
      if (statSync(file).isFile()) all[path.replaceAll("\\", "/")] = readFileSync(file, "utf8");
    }
  });
  // Hashes of the rest.
  for (const path of ["manifest.json", "SHA256SUMS"]) all[path] = "";
  // A trust is as long as its external ID makes it.
  const sameLength = (text: string) => text.replace(/trust has \d+ char/g, "trust has … char");
  // The hash of a file is of all that stands in it.
  const sameHash = (text: string) => text.replace(/\b[0-9a-f]{64}\b/g, "(hash)");
  return Object.fromEntries(
    Object.entries(all).map(([what, text]) => [what, sameHash(sameLength(text))]),
  );
}

/** Files that Terraform and AWS read. */
const HOLDS_IDS = /\/(hcl|json)\/|\/policies\/.*\.json$/;

/** What an earlier run wrote, with which each is compared. */
const earlier = scratchFolder();
let plain: Record<string, string>;
beforeAll(async () => {
  await inFolder({ "old.yaml": config(OLD) }, () =>
    said(["synth", "--config", "old.yaml", "--out", earlier]),
  );
  plain = await told(PLAIN);
});

/** The same pages, and the same files but for the IDs. */
async function expectSame(ids: Ids) {
  const other = await told(ids);
  expect(Object.keys(other)).toEqual(Object.keys(plain));
  for (const [what, text] of Object.entries(plain)) {
    const expected = HOLDS_IDS.test(what)
      ? text.replaceAll(PLAIN[0], () => ids[0]).replaceAll(PLAIN[1], () => ids[1])
      : text;
    if (expected === other[what]) continue;
    // Whole pages in a message would help nobody.
    const at = [...expected].findIndex((character, index) => character !== other[what]![index]);
    const near = (all: string) => all.slice(Math.max(0, at - 60), at + 60);
    expect([what, near(other[what]!)]).toEqual([what, near(expected)]);
  }
}

it("tells plain IDs in files that Terraform and AWS read, and nowhere else", () => {
  expect(plain["export"]).toMatch(/^0\n/);
  expect(plain["diff as text"]).toMatch(/^[13]\n/);
  expect(
    Object.keys(plain).filter((path) => /RUNBOOK|REVIEW|review\.html/.test(path)),
  ).toHaveLength(7);
  const holding = Object.keys(plain).filter((what) =>
    [...PLAIN, ...OLD].some((id) => plain[what]!.includes(id)),
  );
  expect(holding.length).toBeGreaterThan(5);
  expect(holding.filter((what) => !HOLDS_IDS.test(what))).toEqual([]);
});

describe("pages are the same whatever the external ID is", () => {
  it.each<Ids>([
    ["resource", "principal"],
    ["statements", "statement"],
    ["documented", "deviations"],
    ["sts:AssumeRole", "StringEquals"],
    ["aws_iam_role", "assume_role_policy"],
    ["zilliz-byoc", "zilliz-byoc-acme"],
    ["UNDECIDED", "masked--"],
    ["=1.=2.=@", "::-error::-"],
    ["cid-7Qw9Rt2Yp4Lk8M", "cid-7Qw9Rt2Yp4Lk8"],
  ])("%s and %s", async (...ids) => expectSame(ids));

  it("be it any", async () => {
    const id = fc
      .stringMatching(/^[\w+=,.@:/-]{8,30}$/)
      .filter((text) => !/^arn:/i.test(text) && !/^\d{4}-?\d{4}-?\d{4}$/.test(text))
      // An example is found to be one, and the finding is told.
      .filter((text) => !PLACEHOLDER.test(text));
    await fc.assert(
      fc.asyncProperty(id, id, async (...ids) => expectSame(ids)),
      {
        numRuns: 3,
        seed: 20260814,
      },
    );
  });
});
