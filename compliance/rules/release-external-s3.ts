import { plainText } from "../../terraform/json";
import type { RuleResult } from "../finding";
import type { Rule } from "../rule";
import { HOST, isFilled, WANTED } from "../release/external-s3";
import { releases, type Release } from "../release/release";
import { fail, orPass, undecided } from "../results";

export const rule: Rule = {
  id: "release-external-s3",
  title: "Milvus keeps its data in S3 and reaches it by its role",
  why: "The chart has no schema: with one key misspelt it installs a MinIO, or asks for access keys.",
  fix: "set the values as the document does, with region and rootPath",
  snippet: {
    language: "yaml",
    text: `minio:
  enabled: false
externalS3:
  enabled: true
  host: s3.us-west-2.amazonaws.com
  port: "443"
  useSSL: true
  useIAM: true
  cloudProvider: aws
  bucketName: acme-milvus
  rootPath: milvus
  region: us-west-2`,
  },
  severity: "error",
  severities: ["error", "warning"],
  documents: ["configure-s3-access-by-iam-role, Deploy Milvus"],
  *check({ model }) {
    for (const release of releases(model)) {
      yield* orPass(judge(release), release.resource, "Milvus keeps its data in S3");
    }
  },
};

function* judge({ resource, get }: Release): Iterable<RuleResult> {
  for (const { path, standard, isRight, message, severity } of WANTED) {
    const key = path.join(".");
    const value = get(...path);
    const details = { key, ...(severity && { severity }) };
    if (!value.known) yield undecided(resource, value, details);
    else if (!isRight(value.value ?? standard)) {
      yield fail(resource, `${key} ${message}`, { ...details, attribute: "values" });
    }
  }
  const [host, region] = [get("externalS3", "host"), get("externalS3", "region")];
  if (!host.known || !region.known || !isFilled(region.value)) return;
  const hostRegion = HOST.exec(plainText(host.value))?.[2];
  if (hostRegion !== undefined && hostRegion !== region.value) {
    const message = `externalS3.region is ${plainText(region.value)}, the host is in ${hostRegion}`;
    yield fail(resource, message, { key: "externalS3.region host", attribute: "values" });
  }
}
