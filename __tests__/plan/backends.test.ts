import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { backend } from "../../config/schema/backend";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { synthesized, Workspace } from "../support/terraform";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { pooled } from "./pool";

jest.setTimeout(240_000);

/** Terraform's words for a key that a backend does not have, or lacks. */
const WRONG_KEY =
  /Extraneous JSON object property|Unsupported argument|is not expected here|Missing required|Unsupported backend type|Incorrect attribute value type|Inappropriate value|Invalid backend configuration argument/;

/** Everything that speaks HTTP is sent to a port of this machine where nobody listens. */
const NOWHERE = "http://127.0.0.1:9";
const ENVIRONMENT = {
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "us-west-2",
  PG_CONN_STR: "postgres://test:test@127.0.0.1:9/state?sslmode=disable&connect_timeout=2",
};
/** Wrong keys are told at once; whoever is still busy then is looking for a server. */
const INIT_TIMEOUT = 20_000;

interface Schema {
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
}

type Settings = Readonly<Record<string, unknown>>;

/** Keys of one object that stand instead of one another. */
const ALTERNATIVES: readonly (readonly [string, string])[] = [
  ["name", "tags"],
  ["name", "prefix"],
  ["allowed_account_ids", "forbidden_account_ids"],
];

const schema = z.toJSONSchema(backend) as Schema;
const cases = (schema.oneOf ?? schema.anyOf ?? []).flatMap((type) =>
  everyKey(type).map((settings, _, all) => ({
    title: [settings["type"], ...(all.length > 1 ? alternativesIn(settings) : [])].join(" "),
    settings: settings as Settings & { readonly type: string },
  })),
);

requires("terraform")("backends", () => {
  const inits: Promise<{ plain: string; control: string }>[] = [];

  beforeAll(() => {
    const out = scratchFolder();
    const folders = cases.map(({ settings }, index) => synthesizeWith(settings, out, index));
    const results = pooled(folders, 2, async (folder) => ({
      control: await init(folder, "control", { no_such_key: "value" }),
      plain: await init(folder, "plain"),
    }));
    for (const result of results) result.catch(() => undefined);
    inits.push(...results);
  });

  it("are those of the schema", () => {
    expect(cases.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["local", "cloud name", "cloud tags", "remote prefix", "http", "gcs"]),
    );
    expect(Object.keys(cases[1]!.settings).length).toBeGreaterThan(20);
  });

  it.each(cases.map((entry, index) => ({ ...entry, index })))(
    "$title: Terraform knows every key",
    async ({ index }) => {
      const { plain } = await inits[index]!;
      expect(plain).not.toMatch(WRONG_KEY);
    },
  );

  // Else a test above might pass though Terraform never came to read the keys.
  it.each(cases.map((entry, index) => ({ ...entry, index })))(
    "$title: Terraform would tell an unknown one",
    async ({ index }) => {
      const { control } = await inits[index]!;
      expect(control).toMatch(WRONG_KEY);
      expect(control).toContain("no_such_key");
    },
  );
});

/** Settings with all keys of a schema, and all of their inner ones; alternatives one by one. */
function everyKey({ properties = {} }: Schema): Record<string, unknown>[] {
  let variants: Record<string, unknown>[] = [{}];
  for (const [key, property] of Object.entries(properties)) {
    const values = property.properties
      ? everyKey(property)
      : [property.const ?? property.examples?.[0]];
    variants = variants.flatMap((variant) => values.map((value) => ({ ...variant, [key]: value })));
  }
  for (const pair of ALTERNATIVES) {
    if (!pair.every((key) => key in properties)) continue;
    variants = pair.flatMap((absent) => variants.map((variant) => without(variant, absent)));
  }
  return variants;
}

function without(settings: Settings, absent: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== absent));
}

/** Which of the alternatives settings hold, for the title of their test. */
function alternativesIn(settings: Settings): string[] {
  const keys = Object.keys({ ...settings, ...(settings["workspaces"] as Settings | undefined) });
  return keys.filter((key) => ALTERNATIVES.flat().includes(key));
}

/** Writes a stack with a backend, the way a user gets it. */
function synthesizeWith(settings: Settings, out: string, index: number): string {
  const name = `case${index}`;
  const folder = join(out, name);
  mkdirSync(folder);
  const file = join(folder, "byoc.yaml");
  const config = {
    version: 1,
    name,
    accountId: "111122223333",
    region: "us-west-2",
    zilliz: { externalId: "cid-backends" },
    terraform: { backend: settings },
    bootstrap: {},
  };
  writeFileSync(file, stringify(config));
  const { stacks } = synthesize(readDeployments([file], {}).deployments, folder);
  return join(folder, "stacks", stacks[0]!.id);
}

/**
 * Runs an init of a stack's backend alone, with further keys, in a folder of its own: keys that an
 * init has accepted are not read again. Gives what Terraform says against it.
 */
async function init(stack: string, name: string, more: Settings = {}): Promise<string> {
  const { terraform } = synthesized(stack) as {
    terraform: { backend?: Record<string, Settings>; cloud?: Settings };
  };
  const folder = join(stack, name);
  mkdirSync(folder);
  const { backend: backends, cloud } = terraform;
  const block = cloud
    ? { cloud: { ...cloud, ...more } }
    : { backend: mapValues(backends ?? {}, (keys) => ({ ...keys, ...more })) };
  writeFileSync(join(folder, "backend.tf.json"), JSON.stringify({ terraform: block }, null, 2));
  const workspace = new Workspace(folder, { ...ENVIRONMENT, HOME: folder });
  const outcome = await workspace.run(["init", "-input=false", "-no-color"], INIT_TIMEOUT);
  return outcome.stderr;
}

function mapValues<Value>(object: Record<string, Value>, map: (value: Value) => Value) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
