import type { Partition } from "../aws/partition";
import type { Deployment, MilvusSection } from "../config/deployment";
import type { PodIdentity } from "../config/release";

/** What a release takes from the rest of the deployment. */
export interface ReleaseContext {
  readonly deployment: string;
  readonly region: string;
  readonly partition: Partition;
  readonly bucket: string;
  /** Namespace and name of the service account that the role trusts. */
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly podIdentity: PodIdentity;
}

export function releaseContext(
  { name, region, partition }: Pick<Deployment, "name" | "region" | "partition">,
  {
    bucket,
    role,
    serviceAccount,
    podIdentity,
  }: Pick<MilvusSection, "bucket" | "role" | "serviceAccount" | "podIdentity">,
): ReleaseContext {
  return {
    deployment: name,
    region,
    partition,
    bucket: bucket.name,
    namespace: serviceAccount.namespace,
    serviceAccount: serviceAccount.name,
    roleArn: role.arn,
    podIdentity,
  };
}
