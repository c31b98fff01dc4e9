import { parse } from "yaml";
import { valueAt } from "../../../text/record";
import { answered } from "../../cluster/cluster";
import type { VerifyCheck } from "../report";
import { checkOf, isOf, type Asked } from "./asked";

/** Bucket and region that Milvus was told, against the config's. */
export async function settingsChecks({
  milvus,
  region,
  cluster,
  namespace,
  release,
}: Asked): Promise<VerifyCheck[]> {
  const found = await answered("config maps", cluster.core.listNamespacedConfigMap({ namespace }));
  const map = (found?.items ?? []).find(
    (one) => one.data?.["default.yaml"] !== undefined && isOf(release)(one),
  );
  if (!map) return [];
  const [standard, own] = ["default.yaml", "user.yaml"].map((key) => parsed(map.data?.[key]));
  const told = (key: string) => {
    const value = valueAt(own, ["minio", key]) ?? valueAt(standard, ["minio", key]);
    return typeof value === "string" ? value : undefined;
  };
  const fix = "byoc plan and byoc apply of the stack of the release set it";
  const compared = (id: string, actual: string | undefined, meant: string) =>
    actual === undefined
      ? []
      : [
          checkOf(
            id,
            actual === meant,
            actual === meant
              ? `Milvus uses ${id} ${meant}`
              : `Milvus uses ${id} ${actual}, the config has ${meant}`,
            fix,
          ),
        ];
  return [
    ...compared("bucket", told("bucketName"), milvus.bucket.name),
    ...compared("region", told("region"), region),
  ];
}

function parsed(text: string | undefined): unknown {
  try {
    return parse(text ?? "");
  } catch {
    return undefined;
  }
}
