// What a fix of Helm values says is done, and the chart renders what was wanted: before and after.
import { milvusValues, renderValues } from "../../values";
import { releaseProblems } from "../../values/problems";
import { chartVersions, helmTemplate } from "../support/charts";
import { requires } from "../support/tools";
import { CONTEXT, production } from "./settings";

jest.setTimeout(120_000);

type Own = Readonly<Record<string, unknown>>;
type Settings = Parameters<typeof production>[0];

const NEWEST_AT_HAND = chartVersions().at(-1)!;

/** All that Helm makes of the user's own values, as text; undefined where it renders nothing. */
function rendered(values: Own, settings: Settings = {}): string | undefined {
  const release = production({
    chartVersion: NEWEST_AT_HAND,
    ...settings,
    values: values,
  });
  try {
    return JSON.stringify(
      helmTemplate(NEWEST_AT_HAND, [renderValues(milvusValues(CONTEXT, release).values)]),
    );
  } catch {
    return undefined;
  }
}

/** Fixes by the place of their problem in the values. */
function fixesOf(values: Own): Record<string, string | undefined> {
  const release = production({ chartVersion: NEWEST_AT_HAND, values: values });
  return Object.fromEntries(
    releaseProblems(CONTEXT, release).map(({ path, fix }) => [path.slice(3).join("."), fix]),
  );
}

requires("charts")(`what chart ${NEWEST_AT_HAND} makes of a fix`, () => {
  let bare: string;
  beforeAll(() => {
    bare = rendered({})!;
  });

  it.each<[string, wrong: Own, fix: string, mended: Own, reads: RegExp]>([
    [
      "quaryNode",
      { quaryNode: { replicas: 17 } },
      "use queryNode",
      { queryNode: { replicas: 17 } },
      /"replicas":17/,
    ],
    [
      "externalS3.useVirtualhost",
      { externalS3: { useVirtualhost: true } },
      "use externalS3.useVirtualHost",
      { externalS3: { useVirtualHost: true } },
      /useVirtualHost: true/,
    ],
    [
      "dataNode.nodeSelectors",
      { dataNode: { nodeSelectors: { pool: "milvus" } } },
      "use dataNode.nodeSelector",
      { dataNode: { nodeSelector: { pool: "milvus" } } },
      /"nodeSelector":\{"pool":"milvus"\}/,
    ],
    [
      "queryNode.replicas",
      { "queryNode.replicas": 17 },
      "write it as queryNode: { replicas: … }",
      { queryNode: { replicas: 17 } },
      /"replicas":17/,
    ],
    [
      "milvus",
      { milvus: { queryNode: { replicas: 17 } } },
      "write it as queryNode, without milvus around it",
      { queryNode: { replicas: 17 } },
      /"replicas":17/,
    ],
    [
      "extraConfigFiles.milvus.yaml",
      { extraConfigFiles: { "milvus.yaml": "log: { level: debug }" } },
      "write what it holds into user.yaml",
      { extraConfigFiles: { "user.yaml": "log: { level: debug }" } },
      /"user\.yaml":"log: \{ level: debug \}/,
    ],
  ])("%s is read under the name that is meant", (place, wrong, fix, mended, reads) => {
    expect(fixesOf(wrong)).toMatchObject({ [place]: fix });
    expect(fixesOf(mended)).not.toHaveProperty([place]);
    expect(bare).not.toMatch(reads);
    expect(rendered(wrong)).not.toMatch(reads);
    expect(rendered(mended)).toMatch(reads);
  });

  it("of its files shows Milvus user.yaml alone", () => {
    const mounts = [...bare.matchAll(/"mountPath":"\/milvus\/configs\/([^"]+)"/g)];
    expect([...new Set(mounts.map(([, file]) => file))].sort()).toEqual([
      "default.yaml",
      "user.yaml",
    ]);
  });

  it.each<Own>([
    { service: "LoadBalancer" },
    { queryNode: ["a"] },
    { metrics: { serviceMonitor: true } },
    { woodpecker: { persistence: "gp3" } },
    { extraConfigFiles: { "user.yaml": { log: { level: "debug" } } } },
  ])("renders nothing of, or ignores, what is no mapping of its: %j", (values) => {
    const release = production({ chartVersion: NEWEST_AT_HAND, values: values });
    const told = releaseProblems(CONTEXT, release).filter(({ code }) => code === "type");
    expect(told).toHaveLength(1);
    expect([undefined, bare]).toContain(rendered(values));
  });

  it.each<Own>([
    { minio: { enabled: true } },
    { externalS3: { useIAM: false } },
    { externalS3: { cloudProvider: "gcp" } },
    { externalS3: { host: "s3.amazonaws.com" } },
    { serviceAccount: { create: true } },
    { customConfigMap: "mine" },
  ])("is what it was without %j, which a fix has removed", (values) => {
    const [[place, fix] = []] = Object.entries(fixesOf(values));
    expect(fix).toBe(`remove ${place} from values`);
    expect(rendered(values)).not.toBe(bare);
  });

  it("is a standalone Milvus where the mode says so, which the key in values was meant for", () => {
    const values = { cluster: { enabled: false } };
    expect(fixesOf(values)).toMatchObject({
      "cluster.enabled": "set milvus.release.mode: standalone",
    });
    const mended = rendered({}, { mode: "standalone" });
    expect(mended).toContain('"name":"milvus-standalone"');
    expect(mended).not.toContain('"name":"milvus-proxy"');
  });

  it("has a Kafka password in the environment of every part, and nowhere in clear text", () => {
    const values = { externalKafka: { sasl: { password: "p4ssw0rd" } } };
    expect(fixesOf(values)["externalKafka.sasl.password"]).toContain(
      "extraEnv: name KAFKA_SASLPASSWORD",
    );
    const secretKeyRef = { name: "kafka", key: "password" };
    const extraEnv = [{ name: "KAFKA_SASLPASSWORD", valueFrom: { secretKeyRef } }];
    const parts = ["proxy", "queryNode", "dataNode", "streamingNode", "mixCoordinator"];
    const mended = rendered(Object.fromEntries(parts.map((part) => [part, { extraEnv }])));
    expect(mended!.match(/"name":"KAFKA_SASLPASSWORD"/g)!.length).toBeGreaterThanOrEqual(
      parts.length,
    );
    expect(mended).not.toContain("p4ssw0rd");
  });
});
