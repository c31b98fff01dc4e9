import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import type { Deployment } from "../config/deployment";

/** Terraform's AWS provider, in the one account and region of a deployment. */
export function awsProvider(scope: Construct, { aws, ...deployment }: Deployment): AwsProvider {
  const { profile, assumeRole, endpoints, ignoreTags } = aws;
  return new AwsProvider(scope, "aws", {
    region: deployment.region,
    allowedAccountIds: [deployment.accountId],
    defaultTags: [{ tags: { ...deployment.tags } }],
    profile,
    assumeRole: assumeRole && [asTerraform(assumeRole)],
    ...(Object.keys(endpoints).length > 0 && { endpoints: [endpoints] }),
    ignoreTags: ignoreTags && [ignoreTags],
  });
}

function asTerraform({ durationSeconds, ...role }: NonNullable<Deployment["aws"]["assumeRole"]>) {
  return { ...role, ...(durationSeconds !== undefined && { duration: `${durationSeconds}s` }) };
}
