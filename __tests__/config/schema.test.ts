import { parse } from "yaml";
import { z } from "zod";
import { parseSource, checkSources, configSchema } from "../../config";
import { FULL } from "./full";

interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
}

interface Field {
  readonly path: string;
  readonly node: Node;
  readonly required: boolean;
}

const SCHEMA = z.toJSONSchema(configSchema, { io: "input" }) as Node;
/** What tells the kinds of backend apart; it needs no words of its own. */
const FIELDS = fieldsOf(SCHEMA, "").filter(
  ({ path }) => !/^terraform\.backend<.*>\.type$/.test(path),
);
const LEAVES = FIELDS.filter(({ node }) => !node.properties && !alternatives(node));
const OPTIONAL_LEAVES = LEAVES.filter(({ required }) => !required);

function alternatives(node: Node): readonly Node[] | undefined {
  return node.oneOf ?? node.anyOf;
}

function fieldsOf(node: Node, path: string): Field[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const required = node.required?.includes(key) === true;
    return [{ path: at, node: child, required }, ...fieldsOf(child, at)];
  });
  const kinds = (alternatives(node) ?? []).flatMap((kind) =>
    fieldsOf(kind, `${path}<${String(kind.properties?.["type"]?.const)}>`),
  );
  return [...own, ...kinds];
}

/** The zod schema of a field, for its example to be tried on. */
function zodAt(path: string): z.ZodType {
  let schema: z.core.$ZodType = configSchema;
  const unwrap = () => {
    for (;;) {
      const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
      if (!innerType) return schema._zod.def as unknown as Definition;
      schema = innerType;
    }
  };
  for (const part of path.split(".")) {
    const [, key = "", kind] = /^([^<]+)(?:<(.+)>)?$/.exec(part)!;
    schema = unwrap().shape![key]!;
    if (kind === undefined) continue;
    schema = unwrap().options!.find((option) => kindOf(option) === kind)!;
  }
  return schema as z.ZodType;
}

interface Definition {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly options?: readonly z.core.$ZodType[];
}

function kindOf(option: z.core.$ZodType): unknown {
  const { shape } = option._zod.def as unknown as Definition;
  return (shape!["type"]!._zod.def as unknown as { values: unknown[] }).values[0];
}

describe("the schema", () => {
  it("has all fields, those of thirteen backends among them", () => {
    expect(FIELDS.length).toBeGreaterThan(200);
    const kinds = FIELDS.flatMap(({ path }) => /^terraform\.backend<(.*?)>/.exec(path)?.[1] ?? []);
    expect(new Set(kinds).size).toBe(13);
    expect(FIELDS.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "project.network.availabilityZones",
        "milvus.serviceAccount.name",
        "terraform.backend<s3>.assume_role.role_arn",
        "terraform.backend<kubernetes>.labels",
      ]),
    );
  });

  it.each(FIELDS)("describes $path and shows an example", ({ node }) => {
    expect(node.description).toMatch(/^[A-Z`"].*[.)]$/s);
    expect(node.examples).toHaveLength(1);
  });

  it.each(FIELDS)("accepts its own example of $path", ({ path, node }) => {
    expect(zodAt(path).safeParse(node.examples![0])).toMatchObject({ success: true });
  });

  it.each(OPTIONAL_LEAVES)("tells what $path is when it is left out", ({ node }) => {
    const told = node.default !== undefined || /Default: .+\.$/.test(node.description ?? "");
    expect(told).toBe(true);
  });

  it("tells no default of what has to be set", () => {
    const odd = FIELDS.filter(({ node, required }) => required && node.default !== undefined);
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it.each(LEAVES.filter(({ node }) => node.default !== undefined))(
    "accepts its own default of $path",
    ({ path, node }) => {
      expect(zodAt(path).safeParse(node.default)).toMatchObject({ success: true });
    },
  );

  it.each(LEAVES.filter(({ node }) => node.pattern !== undefined))(
    "has a pattern that its own example of $path matches",
    ({ node }) => {
      expect(node.examples![0]).toMatch(new RegExp(node.pattern!, "u"));
    },
  );

  it("has literal defaults that change nothing when they are written out", () => {
    const read = (data: unknown) =>
      checkSources([parseSource("byoc.yaml", JSON.stringify(data), {})]).deployments[0];
    const data = {
      version: 1,
      name: "acme",
      accountId: "111122223333",
      region: "us-west-2",
      zilliz: { externalId: "cid-7Qw9Rt2Yp4" },
      bootstrap: {},
      project: { bucket: { name: "zilliz-byoc-acme", versioning: true }, network: {} },
      integration: { bucket: { name: "acme-export", versioning: true } },
      milvus: {
        cluster: {
          name: "acme-eks",
          oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD",
        },
        bucket: { name: "acme-milvus", versioning: true },
        release: { chartVersion: "5.0.19", messageQueue: { type: "woodpecker" } },
      },
    };
    const written = structuredClone(data) as unknown as Record<string, unknown>;
    for (const { path, node } of LEAVES) {
      if (node.default === undefined || path.includes("<")) continue;
      if (path.endsWith(".versioning")) continue;
      const keys = path.split(".");
      const parent = keys
        .slice(0, -1)
        .reduce<Record<string, unknown>>(
          (object, key) => (object[key] ??= {}) as Record<string, unknown>,
          written,
        );
      parent[keys.at(-1)!] = node.default;
    }
    expect(JSON.stringify(written).length).toBeGreaterThan(JSON.stringify(data).length + 900);
    expect(read(written)).toEqual(read(data));
  });
});

describe("the full config of the tests", () => {
  it("sets every field, two that exclude others apart", () => {
    const full: unknown = parse(FULL);
    const unset = FIELDS.filter(({ path }) => !path.includes("<")).filter(({ path }) => {
      const value = path
        .split(".")
        .reduce<unknown>(
          (object, key) => (object as Record<string, unknown> | undefined)?.[key],
          full,
        );
      return value === undefined;
    });
    // Parts of Milvus that this chart and mode do not run.
    const absent = /^milvus\.release\.components\.(indexNode|standalone)/;
    expect(unset.filter(({ path }) => absent.test(path))).toHaveLength(18);
    // An existing bucket takes none of the first; a bucket has one key; a session, a provider one;
    // a kubeconfig says all of the access; a chart has one source, and a queue settings of its own.
    expect(unset.map(({ path }) => path).filter((path) => !absent.test(path))).toEqual([
      "project.createKmsKey",
      "integration.bucket.versioning",
      "integration.bucket.expireOldVersionsAfterDays",
      "integration.bucket.abortUploadsAfterDays",
      "integration.bucket.accessLogBucket",
      "integration.bucket.forceDestroy",
      "integration.bucket.preventDestroy",
      "integration.kmsKeyArn",
      "integration.createKmsKey",
      "integration.maxSessionDuration",
      "milvus.cluster.oidcProviderArn",
      "milvus.cluster.access.kubeconfig",
      "milvus.cluster.access.context",
      "milvus.bucket.existing",
      "milvus.bucket.region",
      "milvus.bucket.expireOldVersionsAfterDays",
      "milvus.bucket.abortUploadsAfterDays",
      "milvus.bucket.accessLogBucket",
      "milvus.bucket.forceDestroy",
      "milvus.bucket.preventDestroy",
      "milvus.kmsKeyArn",
      "milvus.release.chart.repository",
      "milvus.release.chart.path",
      "milvus.release.messageQueue.brokers",
      "milvus.release.etcd.replicas",
    ]);
  });
});
