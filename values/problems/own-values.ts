import { s3Host } from "../external-s3";
import { isRecord, valueAt } from "../../text/record";
import {
  error,
  isOwn,
  setting,
  warning,
  type Check,
  type ReleaseProblem,
  type ReleaseSubject,
} from "./problem";

/** A value that the user's own values must not change, or had better not. */
interface Guard {
  readonly key: readonly string[];
  readonly isRight: (value: unknown, subject: ReleaseSubject) => boolean;
  readonly severity: ReleaseProblem["severity"];
  readonly message: string;
  readonly allowed: (subject: ReleaseSubject) => string;
}

const GUARDS: readonly Guard[] = [
  is("warning", "minio.enabled", false, "installs MinIO beside the bucket"),
  is("warning", "externalS3.enabled", true, "takes the bucket away from Milvus"),
  is("warning", "externalS3.useIAM", true, "has Milvus ask for access keys instead of its role"),
  is("warning", "externalS3.useSSL", true, "has Milvus talk to S3 without TLS"),
  is("warning", "externalS3.cloudProvider", "aws", "is another cloud's way to take a role"),
  is("warning", "externalS3.iamEndpoint", "", "takes the place of AWS's token service"),
  is("warning", "customConfigMap", "", "replaces all that Milvus is told of the bucket"),
  is("error", "serviceAccount.create", false, "collides with the service account of this stack"),
  {
    key: ["cluster", "enabled"],
    isRight: (value, { release }) => value === (release.mode === "cluster"),
    severity: "error",
    message: "is not what mode says, by which everything else is chosen",
    allowed: ({ release }) => String(release.mode === "cluster"),
  },
  {
    key: ["serviceAccount", "name"],
    isRight: (value, { context }) => value === context.serviceAccount,
    severity: "error",
    message: "is not the service account that the role trusts: S3 would refuse Milvus",
    allowed: ({ context }) => `${context.serviceAccount}, which milvus.serviceAccount names`,
  },
  {
    key: ["externalS3", "bucketName"],
    isRight: (value, { context }) => value === context.bucket,
    severity: "error",
    message: "is not the bucket that the role may use",
    allowed: ({ context }) => `${context.bucket}, which milvus.bucket names`,
  },
  {
    key: ["externalS3", "region"],
    isRight: (value, { context }) => value === context.region,
    severity: "error",
    message: "is not the region of the bucket",
    allowed: ({ context }) => context.region,
  },
  {
    key: ["externalS3", "host"],
    isRight: (value, { context }) => isBareHost(value, context.bucket, context.region),
    severity: "error",
    message: "is not a bare host of S3 in the region: no scheme, path, port or bucket",
    allowed: ({ context }) => s3Host(context),
  },
];

/** What the user's own values undo of the settings. */
export const checkUndone: Check = function* (subject) {
  const { release, values } = subject;
  for (const { key, isRight, severity, message, allowed } of GUARDS) {
    // Also where a whole mapping is set to null, or to something that is none.
    if (!key.some((_, index) => isSet(release.values, key.slice(0, index + 1)))) continue;
    if (isRight(valueAt(values, key), subject)) continue;
    const place = isOwn(release, key) ? key : key.slice(0, 1);
    const report = severity === "error" ? error : warning;
    yield report(setting("values", ...place), {
      message,
      allowed: allowed(subject),
      fix: `remove ${key.join(".")} from values`,
    });
  }
};

function is(
  severity: Guard["severity"],
  key: string,
  wanted: boolean | string,
  message: string,
): Guard {
  const isEmpty = (value: unknown) => value === null || value === undefined;
  return {
    key: key.split("."),
    isRight: (value) => value === wanted || (wanted === "" && isEmpty(value)),
    severity,
    message,
    allowed: () => (wanted === "" ? "nothing" : String(wanted)),
  };
}

/** Set, and not only the mapping in which something else is set. */
function isSet(values: unknown, path: readonly string[]): boolean {
  const value = valueAt(values, path);
  return value !== undefined && (value === null || typeof value !== "object");
}

/** Hosts of VPC endpoints and of FIPS are as good as the region's own. */
function isBareHost(value: unknown, bucket: string, region: string): boolean {
  return (
    typeof value === "string" &&
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value) &&
    !value.startsWith(`${bucket}.`) &&
    value.split(".").includes(region)
  );
}

/** Keys of the chart, of Milvus' own config, and names of environment variables. */
const SECRET = /^(minio_|aws_)?(access_?key(_?id)?|secret_?(access_?)?key)$/i;
/** Milvus' config as text: `accessKeyID: …`; or the beginning of AWS's own keys. */
const IN_TEXT =
  /\b(accessKeyID|secretAccessKey)["']?\s*:\s*["']?[^\s"'#]|\b(AKIA|ASIA)[A-Z0-9]{16}\b/i;

/** Access keys in the user's own values: the chart writes them into a ConfigMap for all to read. */
export const checkSecrets: Check = function* ({ release }) {
  for (const place of secretsIn(release.values, [])) {
    yield error(setting("values", ...place), {
      code: "credential",
      message: "is an access key, which the chart would write in clear text",
      allowed: "no keys: Milvus has its role",
      fix: "remove it",
    });
  }
};

function* secretsIn(value: unknown, path: readonly string[]): Iterable<readonly string[]> {
  if (typeof value === "string") {
    if (value !== "" && (SECRET.test(path.at(-1) ?? "") || IN_TEXT.test(value))) yield path;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const name = isRecord(item) ? item["name"] : undefined;
      const place = [...path, String(index)];
      // An environment variable: its name says what its value is.
      if (typeof name === "string" && SECRET.test(name) && isRecord(item) && item["value"]) {
        yield [...place, "value"];
      } else yield* secretsIn(item, place);
    }
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) yield* secretsIn(inner, [...path, key]);
  }
}
