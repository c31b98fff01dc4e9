import type { Deployment, MilvusSection } from "../config/deployment";

/** What a release takes from the rest of the deployment; the service account is the trusted one. */
export function releaseContext(
  { name, region, partition, tags }: Pick<Deployment, "name" | "region" | "partition" | "tags">,
  {
    bucket,
    role,
    serviceAccount,
    podIdentity,
  }: Pick<MilvusSection, "bucket" | "role" | "serviceAccount" | "podIdentity">,
) {
  return {
    deployment: name,
    region,
    partition,
    tags,
    bucket: bucket.name,
    namespace: serviceAccount.namespace,
    serviceAccount: serviceAccount.name,
    roleArn: role.arn,
    podIdentity,
  };
}

export type ReleaseContext = Readonly<ReturnType<typeof releaseContext>>;
