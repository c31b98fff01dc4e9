import { stackId, type Deployment } from "../config/deployment";
import { MASKED } from "../text/mask";
import { command } from "../text/shell";
import type { Handed } from "./handoff";

/** A request to the API of Zilliz Cloud. */
interface ZillizRequest {
  readonly method: "POST";
  readonly path: string;
  /** What AWS decides of it; the instances of a project are the user's to add. */
  readonly body: object;
}

/** How what a stack made is told to Zilliz Cloud without its console. */
export interface Registration {
  /** What the config says beside the outputs, in the order of the console. */
  readonly first?: Handed;
  readonly request?: ZillizRequest;
  /** Command lines for Zilliz's command line; none while a value is missing. */
  readonly commands?: readonly string[];
}

/** What registers a stack with Zilliz Cloud; nothing for one that has no such way. */
export function registrationOf(
  id: string,
  values: Handed,
  deployments: readonly Deployment[],
): Registration {
  for (const deployment of deployments) {
    if (id === stackId(deployment, "project")) return { request: project(deployment, values) };
    if (id === stackId(deployment, "integration")) return integration(deployment, values);
  }
  return {};
}

/** Fields of `awsParam` in the API that creates a project, by output (client of Zilliz's provider, 0.6.41). */
const AWS_PARAM: Readonly<Record<string, string>> = {
  bucket_name: "bucketId",
  storage_role_arn: "storageRoleArn",
  eks_role_arn: "eksRoleArn",
  cross_account_role_arn: "bootstrapRoleArn",
  external_id: "externalId",
  vpc_id: "userVpcId",
  subnet_ids: "subnetIds",
  security_group_id: "securityGroupIds",
  endpoint_id: "endpointId",
};

function project({ name, region }: Deployment, values: Handed): ZillizRequest {
  const awsParam = Object.fromEntries(
    values.flatMap(({ output, value }) => {
      const field = AWS_PARAM[output ?? ""];
      if (field === undefined || value === undefined) return [];
      return [[field, field === "securityGroupIds" ? [value].flat() : value]];
    }),
  );
  const body = { projectName: name, regionId: `aws-${region}`, awsParam };
  return { method: "POST", path: "byoc/dataplane/create", body };
}

/** Commands of Zilliz's command line, 1.4 (reference, StorageIntegration: validate, create). */
function integration({ name, region }: Deployment, values: Handed): Registration {
  // Document integrate-with-aws-s3, step 1.
  const page = "Integrations, Amazon S3";
  const first = [
    { field: `${page}, Basic Settings: Integration Name`, value: name },
    { field: `${page}, Create Amazon S3 Bucket: Zilliz Cloud Cluster Region`, value: region },
  ];
  const of = (output: string) => values.find((one) => one.output === output)?.value;
  const [bucket, role, externalId] = [
    of("bucket_name"),
    of("integration_role_arn"),
    of("external_id"),
  ];
  if (typeof bucket !== "string" || typeof role !== "string" || typeof externalId !== "string") {
    return { first };
  }
  const integrated = ["--bucket-name", bucket, "--region-id", `aws-${region}`, "--role-arn", role];
  const id = externalId === MASKED ? '"$EXTERNAL_ID"' : command(externalId);
  const line = (deed: string, ...more: string[]) =>
    `${command("zilliz", "storage-integration", deed, ...more, ...integrated)} --external-id ${id}`;
  return { first, commands: [line("validate"), line("create", "--name", name)] };
}
