import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { FULL } from "./full";
import { BASE, EXTERNAL_ID, MILVUS, release } from "./wrong/case";
import { runs } from "../support/runs";

/** Runs that fast-check repeats; the whole file has to stay within seconds. */
const RUNS = { numRuns: runs(80) };
const SEEDS = [BASE, MILVUS, FULL];

const folder = scratchFolder();
const ENVIRONMENT = { SET: "value-of-the-environment", EMPTY: "" };

/** Whatever a file holds, a run ends with a verdict that its author can use. */
async function expectVerdict(
  text: string | Uint8Array,
  command: "validate" | "synth" = "validate",
) {
  const file = join(folder, "byoc.yaml");
  const out = join(folder, "out");
  writeFileSync(file, text);
  const args = command === "synth" ? ["synth", "--out", out] : ["validate"];
  const { code, all: lines } = await said([...args, "--config", file], {
    environment: ENVIRONMENT,
  });
  const all = lines.join("\n");
  expect([0, 2]).toContain(code);
  expect(all).not.toMatch(/^ {4}at /m);
  expect(all).not.toMatch(/\bdefect\b/);
  expect(all).not.toMatch(/\bundefined\b|\[object |NaN/);
  // eslint-disable-next-line no-control-regex -- escapes are what it is about.
  expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  if (code === 2) {
    expect(all).toMatch(/\d errors?(, .*)?; nothing was written$/);
    expect(readdirSync(folder)).toEqual(["byoc.yaml"]);
  }
  if (existsSync(out)) rmSync(out, { recursive: true });
  return { code, all };
}

/** Pieces that YAML, JSON, Terraform or this format give a meaning. */
const PIECES = fc.constantFrom(
  ..."{}[]:,-?&*!|>'\"%@`#~$\\\n\t ".split(""),
  ...["- ", ": ", "\n  ", "---\n", "...\n", "<<: ", "&a ", "*a", "!!binary ", "!x ", "%YAML 1.1\n"],
  ...["${env:SET}", "${env:UNSET}", "${var.x}", "%{ if }", "TfToken[TOKEN.1]", "${", "null", "~"],
  ...[
    "true",
    "1e400",
    "-0",
    ".nan",
    "0x1F",
    "012",
    "2020-01-01",
    "9".repeat(30),
    "\u{1f600}",
    "\u2028",
  ],
  ...["__proto__", "constructor", "toString", "version", "name", "accountId", "region", "project"],
  ...["bucket", "externalId", "terraform", "backend", "type", "s3", "tags", "milvus", "cluster"],
);

const LEAVES = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, ""),
  fc.constantFrom<unknown>([], {}, [[]], [null], { type: "s3" }, { __proto__: null, a: 1 }),
  fc.constantFrom("__proto__", "constructor", "${env:SET}", "${env:EMPTY}", "#{TfToken[TOKEN.0]}"),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.stringMatching(/^[a-z0-9.-]{1,70}$/),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Every place of a config that a value can be put at. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  const inner =
    value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))
      : [];
  return [[...path], ...inner];
}

function put(data: object, path: readonly string[], value: unknown): unknown {
  if (path.length === 0) return value;
  let parent: Record<string, unknown> = data as Record<string, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  const key = path.at(-1)!;
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return data;
}

const DATA = {
  version: 1,
  name: "acme",
  accountId: "111122223333",
  region: "us-west-2",
  tags: { Team: "data" },
  policyEdition: "current",
  zilliz: { accountId: "965570967084", externalId: EXTERNAL_ID },
  terraform: {
    backend: { type: "s3", bucket: "acme-state", key: "{stack}", assume_role: { role_arn: "a" } },
  },
  bootstrap: { prefix: "zilliz-", path: "/zilliz/" },
  project: {
    bucket: { name: "zilliz-byoc-acme", versioning: true },
    permissionsBoundary: "bootstrap",
    network: { availabilityZones: ["us-west-2a", "us-west-2b", "us-west-2c"] },
  },
  integration: { bucket: { name: "acme-export" } },
  milvus: {
    cluster: {
      name: "acme-eks",
      oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD",
      access: { profile: "acme" },
    },
    serviceAccount: { namespace: "milvus" },
    bucket: { name: "acme-milvus" },
    createKmsKey: true,
    release: {
      chartVersion: "5.0.19",
      chart: { repository: "https://charts.acme.example/" },
      service: { type: "LoadBalancer", sourceRanges: ["10.0.0.0/8"] },
      components: { proxy: { resources: { limits: { cpu: "1" } } } },
      messageQueue: { type: "woodpecker" },
      etcd: { replicas: 3 },
      values: { externalS3: { useSSL: true }, proxy: { extraEnv: [{ name: "A", value: "b" }] } },
    },
  },
};
const PATHS = pathsOf(DATA);

describe("no text makes a run end without a verdict", () => {
  it("random Unicode", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
        await expectVerdict(text);
      }),
      RUNS,
    );
  });

  it("random bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await expectVerdict(bytes);
      }),
      RUNS,
    );
  });

  it("text that looks like YAML", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(PIECES, { maxLength: 60 }), async (pieces) => {
        await expectVerdict(pieces.join(""));
      }),
      { numRuns: runs(120) },
    );
  });

  it("a config with lines deleted, doubled, moved and replaced", async () => {
    const line = fc.nat(200);
    const edits = fc.array(
      fc.tuple(
        fc.constantFrom("delete", "double", "move", "indent", "replace"),
        line,
        line,
        PIECES,
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SEEDS), edits, async (seed, all) => {
        const lines = seed.split("\n");
        for (const [edit, from, to, piece] of all) {
          const at = from % lines.length;
          const [old = ""] = lines.splice(at, 1);
          if (edit === "double") lines.splice(at, 0, old, old);
          if (edit === "move") lines.splice(to % (lines.length + 1), 0, old);
          if (edit === "indent") lines.splice(at, 0, `  ${old}`);
          if (edit === "replace") lines.splice(at, 0, old.replace(/:.*/, `: ${piece}`));
        }
        await expectVerdict(lines.join("\n"));
      }),
      { numRuns: runs(120) },
    );
  });

  it("a config with characters deleted, doubled and inserted", async () => {
    const edits = fc.array(fc.tuple(fc.nat(4000), fc.nat(2), PIECES), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SEEDS), edits, async (seed, all) => {
        let text = seed;
        for (const [offset, length, piece] of all) {
          const at = offset % (text.length + 1);
          text = text.slice(0, at) + piece + text.slice(at + length);
        }
        await expectVerdict(text);
      }),
      { numRuns: runs(120) },
    );
  });

  it("any JSON value at any place", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), LEAVES, async (path, value) => {
        await expectVerdict(JSON.stringify(put(structuredClone(DATA), path, value)));
      }),
      { numRuns: runs(160) },
    );
  });

  it("any key at any place", async () => {
    const keys = fc.oneof(fc.constantFrom("__proto__", "constructor", "0", "", "type"), PIECES);
    const mappings = PATHS.filter((path) => {
      const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], DATA);
      return value !== null && typeof value === "object";
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...mappings), keys, LEAVES, async (path, key, value) => {
        await expectVerdict(JSON.stringify(put(structuredClone(DATA), [...path, key], value)));
      }),
      { numRuns: runs(100) },
    );
  });

  it("any text as any value, written to the end of synth", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PATHS.filter((path) => path.length > 0)),
        fc.oneof(fc.stringMatching(/^[a-zA-Z0-9_./:@{}-]{1,40}$/), LEAVES),
        async (path, value) => {
          await expectVerdict(JSON.stringify(put(structuredClone(DATA), path, value)), "synth");
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe("a text of great size ends like any other", () => {
  /** A quarter of the greatest: what grows faster than its text is still seen. */
  const MOST = 64 * 1024;
  const filled = (before: string, piece: string | ((index: number) => string), after = "") => {
    let text = before;
    for (let index = 0; ; index += 1) {
      const next = typeof piece === "string" ? piece : piece(index);
      if (text.length + next.length + after.length > MOST) return text + after;
      text += next;
    }
  };

  it.each([
    ["keys that nobody knows", filled(BASE, (index) => `k${index}:\n`)],
    ["one key again and again", filled(BASE, "a:\n")],
    ["tags", filled(`${BASE}tags:\n`, (index) => ` k${index}: 1\n`)],
    ["lists in lists", filled("a: ", "[")],
    ["mappings in mappings", filled("", "{a: ")],
    ["sequences in sequences", filled("", "- ")],
    ["aliases", filled("a: &a x\nb: [", "*a, ", "]\n")],
    ["variables that are not set", filled(`${BASE}tags: [`, '"${env:UNSET}",', "]\n")],
    ["one value full of expressions", filled(`${BASE}x: "`, "${", '"\n')],
    ["a bucket name", filled(BASE.trimEnd(), "A.-")],
    ["an issuer", filled(`${BASE}  oidcIssuer: https://`, "a.")],
    ["a path", filled(`${BASE}  path: /`, "a/")],
    ["brackets", filled("", "[]")],
    ["documents", filled("", "--- a\n")],
    ["brackets that close one another", filled("", "[}")],
    ["mappings that begin and do not end", filled("", "{,")],
    ["anchors, each with its alias", filled("b: [", (index) => `&a${index} b,*a${index},`, "]\n")],
    ["aliases of aliases", filled("a0: &a0 [x]\n", (at) => `a${at + 1}: &a${at + 1} [*a${at}]\n`)],
    ["colons", filled(BASE, ":\n")],
    ["lines of a text that has no key", filled(BASE, "a\n")],
    ["escapes that there are not", filled(`${BASE}x: [`, '"\\q",', "]\n")],
    [
      "entries of the wrong type",
      filled(`${BASE}  network: { availabilityZones: [`, "1,", "] }\n"),
    ],
    ["Helm values of another chart", filled(release("    values:\n"), (at) => `      k${at}: 1\n`)],
    [
      "Helm values that are read in two ways",
      filled(release("    values:\n      k: ["), "no,", "]\n"),
    ],
    ["digits", filled(release("    values:\n      k: "), "9", "\n")],
    [
      "empty texts of a backend",
      filled(
        `${BASE}terraform: { backend: { type: s3, bucket: b, shared_config_files: [`,
        "'',",
        "] } }\n",
      ),
    ],
  ])(
    "64 KiB of %s",
    async (_what, text) => {
      expect(text.length).toBeGreaterThan(MOST - 100);
      expect(await expectVerdict(text)).toMatchObject({ code: 2 });
    },
    // So that a hang ends.
    10_000,
  );
});
