import { plainText } from "../../terraform/json";
import type { RuleResult, Severity } from "../finding";
import { yaml, type Rule } from "../rule";
import { releases, type Release } from "../release/release";
import { fail, orPass, undecided } from "../results";

export const rule: Rule = {
  id: "release-external-s3",
  title: "Milvus keeps its data in S3 and reaches it by its role",
  why: "The chart has no schema: with one key misspelt it installs a MinIO, or asks for access keys.",
  fix: "set the values as the document does, with region and rootPath",
  snippet: yaml(`minio:
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
  region: us-west-2`),
  severity: "error",
  severities: ["error", "warning"],
  documents: ["configure-s3-access-by-iam-role, Deploy Milvus"],
  *check({ model }) {
    for (const release of releases(model)) {
      yield* orPass(judge(release), release.resource, "Milvus keeps its data in S3");
    }
  },
};

/** What a value must be; where nothing is given, the chart's own default counts. */
interface WantedValue {
  readonly path: readonly string[];
  readonly standard: unknown;
  readonly isRight: (value: unknown) => boolean;
  readonly message: string;
  readonly severity?: Severity;
}

const isTrue = (value: unknown) => value === true;
const isFilled = (value: unknown) => typeof value === "string" && value !== "";
/** `s3.us-west-2.amazonaws.com`: no scheme, no path, no bucket. */
const HOST = /^s3[.-](fips\.|dualstack\.)?([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** Source: milvus-helm's values.yaml, 4.0.3 to 5.0.19; configure-s3-access-by-iam-role. */
const WANTED: readonly WantedValue[] = [
  {
    path: ["externalS3", "enabled"],
    standard: false,
    isRight: isTrue,
    message: "is not true: Milvus keeps its data in a MinIO of its own",
  },
  {
    path: ["minio", "enabled"],
    standard: true,
    isRight: (value) => value === false,
    message: "is not false: the chart installs MinIO beside S3",
  },
  {
    path: ["externalS3", "useIAM"],
    standard: false,
    isRight: isTrue,
    message: "is not true: Milvus asks for access keys",
  },
  {
    path: ["externalS3", "useSSL"],
    standard: false,
    isRight: isTrue,
    message: "is not true: Milvus talks to S3 without TLS, which the bucket refuses",
  },
  {
    path: ["externalS3", "host"],
    standard: "",
    isRight: (value) => HOST.test(plainText(value)),
    message: "is not the host of S3 in a region, such as s3.us-west-2.amazonaws.com",
  },
  {
    path: ["externalS3", "bucketName"],
    standard: "",
    isRight: isFilled,
    message: "is not set",
  },
  {
    path: ["externalS3", "iamEndpoint"],
    standard: "",
    isRight: (value) => value === "" || value === null,
    message: "is set: it takes the place of AWS's token service",
  },
  {
    path: ["externalS3", "region"],
    standard: "",
    isRight: isFilled,
    message: "is not set: Milvus asks S3 for it, which the documented policy does not allow",
    severity: "warning",
  },
  {
    path: ["externalS3", "rootPath"],
    standard: "",
    isRight: (value) => isFilled(value) && /^[\w./-]+$/.test(plainText(value)),
    message: "is not a plain path: Milvus writes to the root of the bucket",
    severity: "warning",
  },
];

function* judge({ resource, get }: Release): Iterable<RuleResult> {
  for (const { path, standard, isRight, message, severity } of WANTED) {
    const key = path.join(".");
    const value = get(...path);
    const details = { key, severity };
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
