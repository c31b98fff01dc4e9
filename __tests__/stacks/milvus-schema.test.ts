import { SCHEMAS, violations } from "../support/provider-schema";
import { CLUSTERS, RELEASES, releaseConfig } from "./releases";
import { synthTexts, type Synthesized } from "./synth";

/** Every block of a stack that a provider of clusters reads, against both majors of helm. */
function judge({ provider, resource }: Synthesized): string[] {
  const providers = provider as unknown as Record<string, unknown[]>;
  const { helm2, helm3, kubernetes } = SCHEMAS;
  return [
    ...violations(helm2.provider, providers["helm"]![0], "helm 2"),
    ...violations(helm3.provider, providers["helm"]![0], "helm 3"),
    ...violations(kubernetes.provider, providers["kubernetes"]![0], "kubernetes"),
    ...Object.entries(resource).flatMap(([type, blocks]) =>
      Object.entries(blocks).flatMap(([name, block]) => {
        if (type === "terraform_data") return [];
        if (type !== "helm_release") {
          return violations(kubernetes.resources[type]!, block, `${type}.${name}`);
        }
        return [helm2, helm3].flatMap((schema) =>
          violations(schema.resources[type]!, block, `${type}.${name}`),
        );
      }),
    ),
  ];
}

const stackOf = (text: string) => synthTexts(text)["acme-milvus"]!;

describe("the release stack is accepted by helm 2.17 and 3.1 and kubernetes 2.38", () => {
  it.each(Object.entries(RELEASES))("%s", (_, release) => {
    expect(judge(stackOf(releaseConfig(release)))).toEqual([]);
  });

  it.each(Object.entries(CLUSTERS))("in %s", (_, cluster) => {
    expect(judge(stackOf(releaseConfig(RELEASES.production, cluster)))).toEqual([]);
  });
});

describe("what a provider refuses is found", () => {
  const { helm2, helm3, kubernetes } = SCHEMAS;
  const exec = { api_version: "v1", command: "aws", args: ["eks"] };
  const release = { name: "milvus", chart: "milvus" };
  it.each<[string, string[], string[]]>([
    [
      "lists where helm 3 wants objects",
      violations(helm3.provider, { kubernetes: [{ exec: [exec] }] }, "helm"),
      ["helm.kubernetes is no object"],
    ],
    [
      "the same, which helm 2 takes",
      violations(helm2.provider, { kubernetes: [{ exec: [exec] }] }, "helm"),
      [],
    ],
    [
      "a block of helm 2 that stands twice",
      violations(helm2.provider, { kubernetes: [{}, {}] }, "helm"),
      ["helm.kubernetes stands more than 1 times"],
    ],
    [
      "what is unknown, missing, computed or of another type",
      violations(
        helm2.resources["helm_release"]!,
        { name: 5, values: "a", atomicity: true, status: "deployed", wait: "no" },
        "r",
      ),
      [
        "r.name is no string",
        "r.values is no list",
        "r.atomicity is unknown",
        "r.status cannot be set",
        "r.wait is no bool",
        "r.chart is missing",
      ],
    ],
    [
      "a set block of helm 2, which helm 3 has as an attribute",
      violations(helm3.resources["helm_release"]!, { ...release, set: { name: "a" } }, "r"),
      ["r.set is no list"],
    ],
    [
      "metadata that is missing, and an annotation that is no text",
      [
        ...violations(kubernetes.resources["kubernetes_namespace_v1"]!, {}, "n"),
        ...violations(
          kubernetes.resources["kubernetes_service_account_v1"]!,
          { metadata: { annotations: { a: 1 } } },
          "s",
        ),
      ],
      ["n.metadata is missing", "s.metadata[0].annotations.a is no string"],
    ],
  ])("%s", (_, found, expected) => expect(found).toEqual(expected));
});
