import { readsTrue } from "../../charts/names";
import { secretsIn } from "../../charts/secrets";
import type { ReleaseContext } from "../context";
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
  readonly severity: ReleaseProblem["severity"];
  readonly key: string;
  /** Of `""` nothing is as good. */
  readonly wanted: (subject: ReleaseSubject) => boolean | string;
  readonly message: string;
  /** Where the config says what is wanted. */
  readonly source?: string;
  /** What else the user may have wanted by a value; to remove the key is to undo it. */
  readonly meant?: (value: unknown) => string | undefined;
  /** Where another value is as good. */
  readonly isRight?: (value: unknown, context: ReleaseContext) => boolean;
}

function warns(key: string, wanted: boolean | string, message: string): Guard {
  return { severity: "warning", key, wanted: () => wanted, message };
}

function fails(key: string, wanted: Guard["wanted"], message: string, source?: string): Guard {
  return { severity: "error", key, wanted, message, source };
}

const GUARDS: readonly Guard[] = [
  warns("minio.enabled", false, "installs MinIO beside the bucket"),
  warns("externalS3.enabled", true, "takes the bucket away from Milvus"),
  {
    ...warns("externalS3.useIAM", true, "has Milvus ask for access keys instead of its role"),
    isRight: readsTrue,
  },
  {
    ...warns("externalS3.useSSL", true, "has Milvus talk to S3 without TLS"),
    isRight: readsTrue,
  },
  warns("externalS3.cloudProvider", "aws", "is another cloud's way to take a role"),
  warns("externalS3.iamEndpoint", "", "takes the place of AWS's token service"),
  warns("customConfigMap", "", "replaces all that Milvus is told of the bucket"),
  fails("serviceAccount.create", () => false, "collides with the service account of this stack"),
  {
    ...fails(
      "cluster.enabled",
      ({ release }) => release.mode === "cluster",
      "is not what mode says, by which everything else is chosen",
    ),
    meant: modeOf,
  },
  fails(
    "serviceAccount.name",
    ({ context }) => context.serviceAccount,
    "is not the service account that the role trusts: S3 would refuse Milvus",
    "milvus.serviceAccount",
  ),
  fails(
    "externalS3.bucketName",
    ({ context }) => context.bucket,
    "is not the bucket that the role may use",
    "milvus.bucket",
  ),
  fails("externalS3.region", ({ context }) => context.region, "is not the region of the bucket"),
  {
    ...fails(
      "externalS3.host",
      ({ context }) => s3Host(context),
      "is not a bare host of S3 in the region: no scheme, path, port or bucket",
    ),
    isRight: isBareHost,
  },
];

/** What the user's own values undo of the settings. */
export const checkUndone: Check = function* (subject) {
  const { context, release, values } = subject;
  for (const { severity, key, wanted, message, source, isRight, meant } of GUARDS) {
    const path = key.split(".");
    // Also where a whole mapping is set to null, or to something that is none.
    if (!path.some((_, index) => isSet(release.values, path.slice(0, index + 1)))) continue;
    const value = valueAt(values, path);
    const right = wanted(subject);
    if (isRight ? isRight(value, context) : (right === "" ? (value ?? "") : value) === right) {
      continue;
    }
    const place = isOwn(release, path) ? path : path.slice(0, 1);
    const report = severity === "error" ? error : warning;
    const told = right === "" ? "nothing" : String(right);
    yield report(setting("values", ...place), {
      message,
      allowed: source === undefined ? told : `${told}, which ${source} names`,
      fix: meant?.(value) ?? `remove ${place.join(".")} from values`,
    });
  }
};

function modeOf(isCluster: unknown): string | undefined {
  if (typeof isCluster !== "boolean") return undefined;
  return `set milvus.release.mode: ${isCluster ? "cluster" : "standalone"}`;
}

/** Set, and not only the mapping in which something else is set. */
function isSet(values: unknown, path: readonly string[]): boolean {
  const value = valueAt(values, path);
  return value !== undefined && (value === null || typeof value !== "object");
}

/** Hosts of VPC endpoints and of FIPS are as good as the region's own. */
function isBareHost(value: unknown, { bucket, region }: ReleaseContext): boolean {
  return (
    typeof value === "string" &&
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value) &&
    !value.startsWith(`${bucket}.`) &&
    value.split(".").includes(region)
  );
}

/** The chart writes them on a service account of its own alone; this one is made beside it. */
export const checkServiceAccount: Check = function* ({ release }) {
  for (const key of ["annotations", "labels"]) {
    const own = valueAt(release.values, ["serviceAccount", key]);
    if (!isRecord(own) || Object.keys(own).length === 0) continue;
    yield warning(setting("values", "serviceAccount", key), {
      message:
        "has no effect: the chart makes no service account; this stack does, and gives it Milvus' role",
      allowed: "nothing",
      fix: `remove serviceAccount.${key} from values`,
    });
  }
};

/** Passwords and keys in the user's own values, of which no message repeats the value. */
export const checkSecrets: Check = function* ({ release }) {
  for (const { path, message, fix } of secretsIn(release.values)) {
    yield error(setting("values", ...path), {
      code: "credential",
      message,
      allowed: "values without passwords and keys",
      fix,
    });
  }
};
