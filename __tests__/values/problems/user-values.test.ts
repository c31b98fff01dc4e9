import { milvusValues, releaseProblems } from "../../../values";
import { CONTEXT, production } from "../settings";
import { own, queue, told } from "./told";

describe("the user's values", () => {
  it.each([
    [{ externalS3: { accessKey: "AKIA", secretKey: "s" } }, ["accessKey", "secretKey"]],
    [{ minio: { accessKey: "" } }, []],
    [{ woodpecker: { minio: { secretKey: "s" } } }, ["secretKey"]],
    [{ queryNode: { extraEnv: [{ name: "AWS_SECRET_ACCESS_KEY", value: "s" }] } }, ["value"]],
    [
      {
        queryNode: {
          extraEnv: [{ name: "AWS_SECRET_ACCESS_KEY", valueFrom: { secretKeyRef: {} } }],
        },
      },
      [],
    ],
    [{ extraConfigFiles: { "other.yaml": "minio:\n  accessKeyID: AKIA\n" } }, ["other.yaml"]],
  ])("%j has access keys at %j, which no message repeats", (values, places) => {
    const problems = releaseProblems(CONTEXT, own(values)).filter(
      ({ code }) => code === "credential",
    );
    expect(problems.map(({ path }) => path.at(-1))).toEqual(places);
    expect(problems.every(({ severity }) => severity === "error")).toBe(true);
    expect(problems.map(({ message }) => message).join()).not.toContain("AKIA");
  });

  it("are told keys that the chart ignores", () => {
    expect(told(own({ externalS3: { useIam: true }, etcd: { replicas: 3 } }))).toEqual([
      "error values.externalS3.useIam: chart 5.0.19 ignores externalS3.useIam: it has no such key (use externalS3.useIAM)",
      "warning values.etcd.replicas: chart 5.0.19 ignores etcd.replicas: it has no such key",
    ]);
    const values = { externalS3: { region: "us-east-2" } };
    const chartVersion = "4.1.4";
    expect(told(production({ chartVersion, values, messageQueue: queue("kafka") }))).toContain(
      "error values.externalS3.region: chart 4.1.4 ignores externalS3.region: it came with 4.1.5",
    );
  });

  it("are told keys that no template reads, at the version that has them", () => {
    const values = { proxy: { http: { enabled: true } }, service: { externalIPs: [] } };
    expect(told(own(values))).toEqual([
      "warning values.proxy.http: has no effect: chart 5.0.19 lists proxy.http, and none of its templates reads it (remove proxy.http from values)",
      "warning values.service.externalIPs: has no effect: chart 5.0.19 lists service.externalIPs, and none of its templates reads it (remove service.externalIPs from values)",
    ]);
    expect(told(own({ attu: { ingress: { ingressClassName: "alb" } } }))).toEqual([]);
  });

  it("are told that each change sets the number back that an autoscaler has chosen", () => {
    const hpa = { enabled: true };
    expect(told(own({ queryNode: { hpa }, proxy: { hpa, replicas: 1 } }))).toEqual([
      "warning values.proxy.hpa.enabled: stands beside a fixed number: each change of the release brings proxy back to 1 pod (set values.proxy.replicas to -1)",
      "warning values.queryNode.hpa.enabled: stands beside a fixed number: each change of the release brings queryNode back to 1 pod (set values.queryNode.replicas to -1)",
    ]);
    expect(told(own({ queryNode: { hpa, replicas: -1 } }))).toEqual([]);
    expect(told(own({ queryNode: { hpa: { enabled: false } } }))).toEqual([]);
  });

  it("are told what reaches sub-charts alone", () => {
    const imageRegistry = "registry.acme.example";
    expect(told(own({ global: { imageRegistry } }))).toEqual([
      "warning values.global.imageRegistry: no template of Milvus reads it: it reaches the chart's etcd and Kafka alone (set values.image.all.repository to registry.acme.example/milvusdb/milvus)",
    ]);
    const image = { all: { repository: "registry.acme.example/milvusdb/milvus" } };
    expect(told(own({ global: { imageRegistry }, image }))).toEqual([]);
  });

  it("are told coordinators that do not run, unless they are switched on or off", () => {
    const documents = { rootCoordinator: { replicas: 2, activeStandby: { enabled: true } } };
    expect(told(own(documents))).toEqual([
      "warning values.rootCoordinator: has no effect: chart 5.0.19 does not run this coordinator unless it is enabled (set highAvailability and components.coordinator, which fit every version)",
    ]);
    expect(told(own({ rootCoordinator: { enabled: false } }))).toEqual([]);
    const old = { chartVersion: "4.2.3", messageQueue: queue("pulsar") };
    expect(told(production({ ...old, values: documents }))).toEqual(told(production(old)));
    expect(
      told(production({ ...old, values: { mixCoordinator: { replicas: 2 } } })),
    ).toContainEqual(expect.stringContaining("values.mixCoordinator: has no effect: chart 4.2.3"));
    expect(told(production({ mode: "standalone", values: documents })).join()).not.toContain(
      "does not run this coordinator",
    );
  });

  it("may have keys that a chart of the user's own, or a newer one, has", () => {
    const values = { sidecar: {} };
    const chart = { kind: "path", path: "charts/milvus" } as const;
    expect(told(production({ values, chart }))).toEqual([
      "warning values.sidecar: chart 5.0.19 ignores sidecar: it has no such key",
    ]);
    expect(told(production({ values, chartVersion: "5.0.20" }))[1]).toMatch(
      /^warning values.sidecar/,
    );
  });

  it("are merged last, and come with the warnings alone", () => {
    const release = own({ externalS3: { useSSL: false, region: "eu-west-1" } });
    const { values, warnings } = milvusValues(CONTEXT, release);
    expect(values["externalS3"]).toMatchObject({
      useSSL: false,
      region: "eu-west-1",
      useIAM: true,
    });
    expect(warnings.map(({ path }) => path.at(-1))).toEqual(["useSSL"]);
  });
});
