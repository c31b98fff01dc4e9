import { chartVersions, helmTemplate } from "../support/charts";
import { requires } from "../support/tools";
import { RELEASES, releaseConfig } from "./releases";
import { synthTexts } from "./synth";

/** How the chart writes the queues that the stack tells apart. */
const AS_WRITTEN: Readonly<Record<string, string>> = {
  pulsarv3: "pulsar",
  "external-pulsar": "pulsar",
  "external-kafka": "kafka",
};

requires("helm", "charts")("what the chart makes of a release stack", () => {
  const cases = Object.entries(RELEASES).flatMap(([name, release]) => {
    const version = /chartVersion: ([\d.]+)/.exec(release)![1]!;
    return chartVersions().includes(version) ? [[name, release, version] as const] : [];
  });

  it.each(cases)("%s: the queue that is guarded, the account, the endpoint", (_, text, version) => {
    const { resource, output } = synthTexts(releaseConfig(text))["acme-milvus"]!;
    const release = resource["helm_release"]!["milvus"]!;
    const objects = helmTemplate(version, [release["values"][0]]);

    const config = objects.flatMap(({ kind, data }) =>
      kind === "ConfigMap" ? [String(data?.["default.yaml"] ?? "")] : [],
    );
    const queues = config.flatMap((yaml) => [...yaml.matchAll(/^mq:\s+type: (\S+)/gm)]);
    const guarded = resource["terraform_data"]!["deployed_queue"]!["input"] as string;
    expect(queues.map(([, queue]) => queue)).toEqual([AS_WRITTEN[guarded] ?? guarded]);

    const pods = objects.filter(({ kind }) => kind === "Deployment");
    expect(pods.length).toBeGreaterThan(0);
    for (const { spec } of pods) {
      expect(spec.template.spec.serviceAccountName).toBe("milvus-s3-access-sa");
    }
    const [, service, port] = /^http:\/\/(\S+)\.milvus\.svc:(\d+)$/.exec(
      output["endpoint"]!["value"] as string,
    )!;
    const found = objects.find(
      ({ kind, metadata }) => kind === "Service" && metadata.name === service,
    );
    expect(found?.["spec"].ports).toContainEqual(expect.objectContaining({ port: Number(port) }));
  });
});
