import { formatProblems, type ProblemCode } from "../../config";
import { runInFolder } from "./run-in-folder";
import { ADDRESSES } from "./wrong/addresses";
import { BACKENDS } from "./wrong/backends";
import { EXTERNAL_ID, withCount, type Wrong } from "./wrong/case";
import { CLUSTERS } from "./wrong/clusters";
import { CONFLICTS } from "./wrong/conflicts";
import { MADE } from "./wrong/made";
import { NAMES } from "./wrong/names";
import { read } from "./wrong/read";
import { REGIONS } from "./wrong/regions";

/** Cases by theme: those that a function makes, and those that are written out. */
const TABLES: Readonly<Record<string, readonly Wrong[]>> = {
  accounts: read("accounts"),
  addresses: [...ADDRESSES, ...read("addresses")],
  backends: [...BACKENDS, ...read("backends")],
  clusters: [...CLUSTERS, ...read("clusters")],
  conflicts: [...CONFLICTS, ...read("conflicts")],
  "denials of trusts": read("denials"),
  environment: read("environment"),
  files: read("files"),
  keys: read("keys"),
  "too long for a table": MADE,
  names: [...NAMES, ...read("names")],
  regions: [...REGIONS, ...read("regions")],
  "clusters of releases": read("releases-access"),
  "charts of releases": read("releases-chart"),
  "names of releases": read("releases-names"),
  "services of releases": read("releases-service"),
  "stores of releases": read("releases-stores"),
  "as people report them": read("reported"),
  several: read("several"),
  tags: read("tags"),
  types: read("types"),
  yaml: read("yaml"),
};

/** Codes that only warnings have; their texts are in warnings.test.ts. */
const WARNINGS: readonly ProblemCode[] = ["placeholder"];

describe.each(Object.entries(TABLES))("a wrong config: %s", (_theme, cases) => {
  it.each(cases)("$name", async ({ config, named, environment, secrets = [], error }) => {
    const files = typeof config === "string" ? { "byoc.yaml": config } : config;
    const args = (named ?? Object.keys(files)).flatMap((file) => ["--config", file]);
    const outcome = await runInFolder(["synth", ...args, "--out", "out"], files, environment);
    expect(outcome.error).toBe(withCount(error));
    expect(outcome.code).toBe(2);
    expect(outcome.out).toBe("");
    expect(outcome.written).toEqual([]);
    for (const secret of [EXTERNAL_ID, ...secrets]) {
      expect(outcome.error).not.toContain(secret);
    }
  });
});

describe("the tables of wrong configs", () => {
  const all = Object.values(TABLES).flat();

  it("hold at least ninety cases with names of their own", () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(90);
  });

  it("hold every code that there is", () => {
    // A record, so that the compiler finds a code that is missing here.
    const codes: Record<ProblemCode, true> = {
      file: true,
      yaml: true,
      "duplicate-key": true,
      documents: true,
      alias: true,
      size: true,
      environment: true,
      expression: true,
      "unknown-key": true,
      missing: true,
      type: true,
      value: true,
      range: true,
      version: true,
      name: true,
      "account-id": true,
      region: true,
      partition: true,
      "external-id": true,
      tag: true,
      "bucket-name": true,
      "iam-name": true,
      "iam-path": true,
      arn: true,
      "oidc-issuer": true,
      "kubernetes-name": true,
      quantity: true,
      chart: true,
      cidr: true,
      "availability-zone": true,
      section: true,
      conflict: true,
      coverage: true,
      "duplicate-name": true,
      backend: true,
      credential: true,
      "policy-size": true,
      release: true,
      placeholder: true,
    };
    const told = all.flatMap(({ error }) => [...error.matchAll(/^error\[([\w-]+)\]/gm)]);
    const missing = new Set(Object.keys(codes));
    for (const [, code] of told) missing.delete(code!);
    expect([...missing].sort()).toEqual([...WARNINGS].sort());
  });
});

describe("a page of problems", () => {
  const problem = (line: number) =>
    ({ code: "type", severity: "error", file: "a.yaml", line, column: 1, message: "m" }) as const;

  it("stops after a hundred, and says how many there are", () => {
    const text = formatProblems(Array.from({ length: 250 }, (_, index) => problem(index + 1)));
    expect(text.match(/^error\[/gm)).toHaveLength(100);
    expect(text.split("\n").at(-1)).toBe(
      "250 errors, of which the first 100 are shown; nothing was written",
    );
  });
});
