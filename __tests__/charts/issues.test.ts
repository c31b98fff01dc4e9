import { imageIssue, repositoryIssue, versionIssues } from "../../charts/issues";
import { KNOWN_VERSIONS } from "../../charts/versions";

const texts = (version: string) =>
  versionIssues(version).map(({ verdict, message }) => `${verdict}: ${message}`);

it.each([
  ["5.0", ["refused: is no version of a chart"]],
  ["3.3.0", ["refused: is older than 4.0.0, the oldest version that is known here"]],
  [
    "5.1.0",
    [
      "warned: is newer than 5.0.19, the newest version that is known here; it is judged by that one",
    ],
  ],
  ["5.0.18", ["warned: is not among the released versions that are known here"]],
  [
    "4.0.2",
    [
      "warned: does not have externalS3.cloudProvider, which the document sets; Milvus takes aws, its own default",
    ],
  ],
  ["4.0.3", []],
  ["4.0.11", ["refused: installs Milvus 2.3.0-beta, and was taken back by 4.0.12"]],
  ["4.1.35", []],
  [
    "4.1.36",
    [
      "warned: drops externalS3.region and externalS3.iamEndpoint; minio.region is set in its stead",
    ],
  ],
  [
    "4.2.1",
    [
      "warned: drops externalS3.region and externalS3.iamEndpoint; minio.region is set in its stead",
    ],
  ],
  ["4.2.2", []],
  [
    "4.2.29",
    [
      "warned: has known faults where a release with Pulsar is upgraded to it: two Pulsar sub-charts share one name",
      "warned: installs Milvus 2.5.0-beta",
    ],
  ],
  ["4.2.33", []],
  ["5.0.19", []],
])("%s", (version, issues) => {
  expect(texts(version)).toEqual(issues);
});

it.each([
  ["4.0.15", "use 4.0.16"],
  ["4.0.18", "use 4.0.19"],
  ["4.2.46", "use 4.2.47"],
  ["4.2.50", "use 4.2.51"],
])("%s was never published: %s", (version, fix) => {
  expect(repositoryIssue(version)?.fix).toBe(fix);
  expect(KNOWN_VERSIONS.filter(repositoryIssue)).toHaveLength(4);
});

it("names the published version after one that nobody knows", () => {
  expect(versionIssues("4.2.49").map(({ fix }) => fix)).toEqual([]);
  expect(versionIssues("4.0.9").map(({ fix }) => fix)).toEqual(["use 4.0.10"]);
  expect(versionIssues("5.0.18").map(({ fix }) => fix)).toEqual(["use 5.0.19"]);
});

it("finds nothing to say of most versions, and refuses one", () => {
  const withIssues = KNOWN_VERSIONS.filter((version) => versionIssues(version).length > 0);
  expect(withIssues).toHaveLength(3 + 1 + 3 + 12);
  const refused = withIssues.filter((version) =>
    versionIssues(version).some(({ verdict }) => verdict === "refused"),
  );
  expect(refused).toEqual(["4.0.11"]);
});

it.each([
  ["5.0.19", "v2.6.22", undefined],
  ["5.0.19", "v3.0.0", undefined],
  ["5.0.19", "v2.5.4", "is for Milvus 2.6 and newer"],
  ["5.0.19", "latest", undefined],
  ["4.2.58", "v2.5.16-gpu", undefined],
  ["4.2.58", "v2.6.0", "is for Milvus up to 2.5"],
  ["4.2.0", "v2.3.13", "is for Milvus 2.4 and newer"],
  ["4.1.28", "2.3.13", undefined],
])("chart %s with Milvus %s: %s", (version, tag, message) => {
  expect(imageIssue(version, tag)?.message).toBe(message);
});
