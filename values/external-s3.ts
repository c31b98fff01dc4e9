import { hasCloudProvider, hasRegion, takesRegionOfMinio } from "../charts/features";
import { dnsSuffix } from "../aws/partition";
import type { ReleaseSettings } from "../config/release";
import type { ReleaseContext } from "./context";
import { defined, type Values } from "./values";

/** Host of S3 in a region, bare: Milvus refuses a scheme, a path and a bucket in it. */
export function s3Host({
  region,
  partition,
}: Pick<ReleaseContext, "region" | "partition">): string {
  return `s3.${region}.${dnsSuffix(partition)}`;
}

/**
 * The bucket instead of the chart's own MinIO, reached by the role of the service account.
 * Source: configure-s3-access-by-iam-role, milvus.yaml; region, without which Milvus asks S3 for
 * rights that the documented policy does not give, and rootPath, which is the bucket's root where
 * it is not set.
 */
export function storageValues(context: ReleaseContext, release: ReleaseSettings): Values {
  const { chartVersion, rootPath } = release;
  return {
    serviceAccount: { create: false, name: context.serviceAccount },
    minio: {
      enabled: false,
      ...(takesRegionOfMinio(chartVersion) && { region: context.region }),
    },
    externalS3: {
      enabled: true,
      host: s3Host(context),
      port: "443",
      useSSL: true,
      bucketName: context.bucket,
      ...defined({ rootPath }),
      useIAM: true,
      ...(hasCloudProvider(chartVersion) && { cloudProvider: "aws" }),
      iamEndpoint: "",
      ...(hasRegion(chartVersion) && { region: context.region, useVirtualHost: false }),
    },
  };
}
