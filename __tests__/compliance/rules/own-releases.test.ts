// What this project writes for releases of every kind, judged with and without the config.
import { checkSources, parseSource } from "../../../config";
import { synthesize } from "../../../stacks/synthesize";
import { CLUSTERS, releaseConfig, RELEASES } from "../../stacks/releases";
import { judgeFiles, serious } from "./judged";
import { scratchFolder } from "../../support/scratch";

/** Findings of a config that would fail a check, the same with the config and without. */
function findings(text: string): string[] {
  const { deployments } = checkSources([parseSource("byoc.yaml", text, {})]);
  const { files } = synthesize(deployments, scratchFolder());
  const found = serious(judgeFiles(files, deployments));
  expect(serious(judgeFiles(files))).toEqual(found);
  return found.map((line) => line.split(":")[0]!);
}

const FACING = "release-exposure FAIL warning helm_release.milvus [service]";
const OPEN = "release-exposure FAIL error helm_release.milvus [service]";
const METRICS = "release-exposure FAIL warning helm_release.milvus [metrics]";
const PASSWORD = "release-exposure FAIL warning helm_release.milvus [authorization]";

/** Whatever the document does not lead to by itself, or the config has changed. */
const KNOWN: Readonly<Partial<Record<keyof typeof RELEASES, readonly string[]>>> = {
  "the document's chart of today": [PASSWORD, METRICS, FACING],
  "a public load balancer": [OPEN],
};

describe.each(Object.entries(RELEASES))("a release, %s", (name, release) => {
  const cluster = CLUSTERS["EKS with its address"];

  it("has nothing to mend but what the config asks for", () => {
    const known = KNOWN[name as keyof typeof RELEASES] ?? [];
    expect(findings(releaseConfig(release, cluster)).sort()).toEqual([...known].sort());
  });
});

it.each(Object.entries(CLUSTERS))("a cluster, %s, has nothing to mend", (_, cluster) => {
  expect(findings(releaseConfig(RELEASES.production, cluster))).toEqual([]);
});

it.each(["documented", "production"])("a waiver of the preset %s is never unused", (preset) => {
  for (const values of ["{}", "{ metrics: { enabled: false } }"]) {
    const release = `{ preset: ${preset}, chartVersion: 4.1.10, authorization: true, values: ${values}, service: { type: LoadBalancer, scheme: internet-facing, exposure: public } }`;
    const { deployments } = checkSources([parseSource("byoc.yaml", releaseConfig(release), {})]);
    const report = judgeFiles(synthesize(deployments, scratchFolder()).files, deployments);
    expect(report.findings.filter(({ rule }) => /waiver/.test(rule))).toEqual([]);
  }
});
