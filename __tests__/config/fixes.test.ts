// Each fix that a message spells out is done to the config: the message goes, and no other comes.
import { parse } from "yaml";
import { ConfigError, type ConfigProblem } from "../../config";
import { readDeployments } from "../../stacks/deployments";
import { inFolder } from "./run-in-folder";
import { release } from "./wrong/case";
import { read } from "./wrong/read";

type Data = Record<string, unknown>;

const THEMES = [
  "addresses",
  "backends",
  "clusters",
  "conflicts",
  "environment",
  "keys",
  "names",
  "regions",
  "releases-access",
  "releases-chart",
  "releases-names",
  "releases-service",
  "releases-stores",
  "several",
  "tags",
  "types",
];

/** A release's Helm values; their messages are warnings in part, which the tables do not hold. */
const VALUES: Readonly<Record<string, Data>> = {
  MinIO: { minio: { enabled: true } },
  "no role": { externalS3: { useIAM: false, useSSL: "false" } },
  "another cloud": { externalS3: { cloudProvider: "gcp", iamEndpoint: "sts.example" } },
  "the bucket's root": { externalS3: { rootPath: "" } },
  "another account": { serviceAccount: { create: true, name: "default" } },
  "annotations that nobody reads": { serviceAccount: { annotations: { a: "b" } } },
  "another mode": { cluster: { enabled: false } },
  "another queue": { kafka: { enabled: true }, woodpecker: { enabled: false } },
  "a second queue": { kafka: { enabled: true } },
  "woodpecker outside": { streaming: { woodpecker: { embedded: false } } },
  "a whole config": { customConfigMap: "mine" },
  "misspelt keys": { quaryNode: { replicas: 3 }, externalS3: { useIam: true } },
  "keys that no template reads": { service: { externalIPs: ["10.0.0.1"] }, proxy: { http: {} } },
  "a registry for sub-charts alone": { global: { imageRegistry: "registry.acme.example" } },
  "a class for sub-charts alone": { global: { storageClass: "gp3" } },
  "an etcd beside one's own": { externalEtcd: { enabled: true, endpoints: ["etcd:2379"] } },
  "an access key": { externalS3: { accessKey: "k" } },
};

/** A release of which only warnings are told, by what is replaced in it. */
const WARNED: Readonly<Record<string, (config: string) => string>> = {
  "a chart that was never published": (config) => config.replace("5.0.19", "4.2.46"),
  "a chart that nobody has made": (config) => config.replace("5.0.19", "5.0.18"),
};

const CASES = [
  ...THEMES.flatMap(read).flatMap(({ name, config, environment }) =>
    typeof config === "string" ? [{ name, config, environment: environment ?? {} }] : [],
  ),
  ...Object.entries(VALUES).map(([name, values]) => ({
    name: `values: ${name}`,
    config: release(`    values: ${JSON.stringify(values)}\n`),
    environment: {},
  })),
  ...Object.entries(WARNED).map(([name, changed]) => ({
    name,
    config: changed(release("")),
    environment: {},
  })),
];

type Case = (typeof CASES)[number];

function problemsOf(config: string, environment: Case["environment"]) {
  return inFolder({ "byoc.yaml": config }, () => {
    try {
      return Promise.resolve(readDeployments(["byoc.yaml"], environment).warnings);
    } catch (error) {
      if (error instanceof ConfigError) return Promise.resolve(error.problems);
      throw error;
    }
  });
}

/** What a problem is, wherever its line has gone. */
const nameOf = ({ code, path, message }: ConfigProblem) => `${code} ${path}: ${message}`;

/** Steps of a path as messages show it: `milvus.release.values."a.b"[0]`. */
function stepsOf(path: string): string[] {
  return [...path.matchAll(/"((?:[^"\\]|\\.)*)"|[^.[\]"]+/g)].map(([word, text]) => text ?? word);
}

function parentOf(data: Data, steps: readonly string[]): Data {
  return steps.slice(0, -1).reduce<Data>((at, step) => (at[step] ??= {}) as Data, data);
}

function put(data: Data, steps: readonly string[], value: unknown): void {
  parentOf(data, steps)[steps.at(-1)!] = value;
}

/** An entry of a list leaves no hole. */
function take(data: Data, steps: readonly string[]): unknown {
  const parent = parentOf(data, steps);
  const key = steps.at(-1)!;
  const value = parent[key];
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return value;
}

/** Settings of a release are named from `milvus.release` on. */
function settingOf(name: string): string[] {
  const steps = stepsOf(name);
  return steps[0] === "milvus" ? steps : ["milvus", "release", ...steps];
}

type Edit = (data: Data, place: string[], words: string[]) => void;

const EDITS: readonly (readonly [fix: RegExp, edit: Edit])[] = [
  [
    /^use ([^\s,]+)$/,
    (data, place, [wanted = ""]) => {
      const isKey = data["isKey"] === true;
      delete data["isKey"];
      if (isKey) put(data, [...place.slice(0, -1), stepsOf(wanted).at(-1)!], take(data, place));
      else put(data, place, wanted);
    },
  ],
  [/^remove (?:the line|it)(?::.*)?$/, (data, place) => void take(data, place)],
  [
    /^remove ([\w.]+) from values$/,
    (data, _, [key = ""]) => void take(data, settingOf(`values.${key}`)),
  ],
  [
    /^remove ((?!it$)[\w]+\.[\w.]+)$/,
    (data, place, [key = ""]) => {
      const inValues = place[2] === "values" ? `values.${key}` : key;
      take(data, settingOf(inValues));
    },
  ],
  [
    /^set ([\w.]+)(?: to|:) (\S+)(?: and remove ([\w.]+))?$/,
    (data, place, [key = "", value = "", removed]) => {
      const isOwn = place[2] === "values" && place.slice(3).join(".") === key;
      put(data, isOwn ? place : settingOf(key), parse(value));
      if (removed !== undefined) take(data, settingOf(`values.${removed}`));
    },
  ],
  [
    /^move it to (?!the top)(\S+)$/,
    (data, place, [target = ""]) => put(data, stepsOf(target), take(data, place)),
  ],
];

/** The config after a fix; undefined where the fix is for a person to do. */
function fixed(config: string, { code, path = "", fix = "" }: ConfigProblem): string | undefined {
  for (const [pattern, edit] of EDITS) {
    const match = pattern.exec(fix);
    if (!match) continue;
    const data = parse(config) as Data;
    if (code === "unknown-key" && fix.startsWith("use ")) data["isKey"] = true;
    edit(data, stepsOf(path), match.slice(1));
    return JSON.stringify(data);
  }
  return undefined;
}

/** What a key holds is judged once the key is one: values of the tables that are wrong by themselves. */
const WRONG_VALUES: readonly string[] = [
  "arn project.kmsKeyArn: is not a key's ARN",
  "missing terraform.backend.bucket: is missing",
  "release milvus.release.service.sourceRanges: has no effect: the service has no load balancer",
];

let walked = 0;

it.each(CASES)("$name", async ({ config, environment }) => {
  const before = await problemsOf(config, environment);
  expect(before).not.toEqual([]);
  for (const problem of before) {
    const changed = fixed(config, problem);
    if (changed === undefined) continue;
    walked += 1;
    const after = (await problemsOf(changed, environment)).map(nameOf);
    expect({ fix: problem.fix, after }).not.toMatchObject({
      after: expect.arrayContaining([nameOf(problem)]) as unknown,
    });
    const known = new Set([...before.map(nameOf), ...WRONG_VALUES]);
    expect({ fix: problem.fix, raised: after.filter((one) => !known.has(one)) }).toEqual({
      fix: problem.fix,
      raised: [],
    });
  }
});

it("walks most of the fixes that are spelt out", () => expect(walked).toBeGreaterThan(40));
