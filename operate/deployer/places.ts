import {
  bucketArn,
  iamArn,
  objectsArn,
  policyArn,
  oidcProviderArn,
  clusterArn,
} from "../../aws/arn";
import { VENDOR_TAG } from "../../config/defaults";
import type { Deployment } from "../../config/deployment";
import type { PolicyStatement } from "../../policies/document";
import {
  referencesIn,
  resourcesOf,
  textOf,
  type SynthesizedResource,
  type MadeStack,
} from "../made";

/** On what actions are allowed, and when: a statement without its actions. */
export type Place = Pick<PolicyStatement, "Sid" | "Resource" | "Condition">;

/** The places of a stack that a name of the table stands for; none where it has no such thing. */
export type PlacesOf = (stack: MadeStack, deployment: Deployment) => readonly Place[];

const OURS = { StringEquals: { [`aws:ResourceTag/${VENDOR_TAG.key}`]: VENDOR_TAG.value } } as const;
const TAGGED = {
  StringEquals: { [`aws:RequestTag/${VENDOR_TAG.key}`]: VENDOR_TAG.value },
} as const;

/** By the names in actions.json. */
export const PLACES: Readonly<Record<string, PlacesOf>> = {
  role: (stack, deployment) =>
    one(
      "Roles",
      rolesOf(stack, deployment).map(({ arn }) => arn),
    ),
  bounded: (stack, deployment) => {
    const roles = rolesOf(stack, deployment);
    const boundaries = new Set(roles.flatMap(({ boundary }) => boundary ?? []));
    return [...boundaries].flatMap((boundary) =>
      one(
        "RolesWithBoundary",
        roles.filter((role) => role.boundary === boundary).map(({ arn }) => arn),
        { StringEquals: { "iam:PermissionsBoundary": boundary } },
      ),
    );
  },
  unbounded: (stack, deployment) => {
    const roles = rolesOf(stack, deployment).filter(({ boundary }) => boundary === undefined);
    return one(
      "RolesWithoutBoundary",
      roles.map(({ arn }) => arn),
    );
  },
  attached: (stack, deployment) => {
    const policies = resourcesOf(stack, "aws_iam_role_policy_attachment").flatMap(
      (attachment) =>
        textOf(attachment, "policy_arn") ?? policyBehind(attachment, stack, deployment),
    );
    return one(
      "Attachments",
      rolesOf(stack, deployment).map(({ arn }) => arn),
      {
        ArnEquals: { "iam:PolicyARN": [...new Set(policies)].sort() },
      },
    );
  },
  passed: (stack, deployment) => {
    const arns = rolesOf(stack, deployment).map(({ arn }) => arn);
    return one("PassedRoles", arns, {
      StringEquals: { "iam:PassedToService": "pods.eks.amazonaws.com" },
    });
  },
  policy: (stack, deployment) =>
    one(
      "Policies",
      resourcesOf(stack, "aws_iam_policy").flatMap((it) => policyOf(it, deployment)),
    ),
  "oidc-provider": (stack, { partition, accountId }) =>
    one(
      "OidcProvider",
      resourcesOf(stack, "aws_iam_openid_connect_provider").flatMap((it) => {
        const url = textOf(it, "url")?.replace(/^https:\/\//, "");
        return url === undefined ? [] : oidcProviderArn(partition, accountId, url);
      }),
    ),
  cluster: (_, deployment) => one("Cluster", clustersOf(deployment)),
  association: (_, deployment) => {
    const arns = clustersOf(deployment).map((arn) =>
      arn.replace(/:cluster\/(.*)$/, ":podidentityassociation/$1/*"),
    );
    return one("PodIdentity", arns);
  },
  bucket: (stack, { partition }) =>
    one(
      "Buckets",
      bucketsOf(stack).map((name) => bucketArn(partition, name)),
    ),
  emptied: (stack, { partition }) =>
    one(
      "BucketsThatAreEmptied",
      emptiedOf(stack).map((name) => bucketArn(partition, name)),
    ),
  objects: (stack, { partition }) =>
    one(
      "ObjectsThatAreRemoved",
      emptiedOf(stack).map((name) => objectsArn(partition, name)),
    ),
  alias: (stack, deployment) =>
    one(
      "Aliases",
      resourcesOf(stack, "aws_kms_alias").flatMap((it) => {
        const name = textOf(it, "name");
        return name === undefined ? [] : inRegion("kms", name, deployment);
      }),
    ),
  // A new key has no ARN before it is there.
  "new-key": () => one("NewKeys", ["*"], TAGGED),
  // For minutes KMS does not look at the tags of a new key.
  key: (_, deployment) => one("Keys", [inRegion("kms", "key/*", deployment)]),
  "own-key": (_, deployment) => one("OwnKeys", [inRegion("kms", "key/*", deployment)], OURS),
  "own-network": (_, deployment) => one("OwnNetwork", [inRegion("ec2", "*/*", deployment)], OURS),
  // Of a NAT gateway, which EC2 makes and nobody tags.
  "network-interface": (_, deployment) =>
    one("NetworkInterfaces", [inRegion("ec2", "network-interface/*", deployment)]),
  any: () => one("Anywhere", ["*"]),
};

/** The place of what is new in EC2: `new-subnet`. Whatever is made there is tagged. */
export function newPlace(name: string, deployment: Deployment): readonly Place[] {
  const kind = name.replace(/^new-/, "");
  return one("Network", [inRegion("ec2", `${kind}/*`, deployment)], TAGGED);
}

function one(
  Sid: string,
  arns: readonly string[],
  Condition?: PolicyStatement["Condition"],
): readonly Place[] {
  if (arns.length === 0) return [];
  const Resource = [...new Set(arns)].sort();
  return [{ Sid, Resource, ...(Condition && { Condition }) }];
}

export function inRegion(
  service: string,
  resource: string,
  { partition, region, accountId }: Pick<Deployment, "partition" | "region" | "accountId">,
): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

function rolesOf(stack: MadeStack, { partition, accountId }: Deployment) {
  const arnOf = iamArn("role");
  return resourcesOf(stack, "aws_iam_role").map((role) => ({
    arn: arnOf(partition, accountId, textOf(role, "path") ?? "/", textOf(role, "name") ?? ""),
    boundary: textOf(role, "permissions_boundary"),
  }));
}

function policyOf(policy: SynthesizedResource, { partition, accountId }: Deployment): string {
  const path = textOf(policy, "path") ?? "/";
  return policyArn(partition, accountId, path, textOf(policy, "name") ?? "");
}

/** The policy that an attachment refers to: `${aws_iam_policy.milvus_policy.arn}`. */
function policyBehind(
  { values }: SynthesizedResource,
  stack: MadeStack,
  deployment: Deployment,
): string[] {
  const behind = referencesIn(values["policy_arn"]);
  return resourcesOf(stack, "aws_iam_policy")
    .filter(({ address }) => behind.has(address))
    .map((policy) => policyOf(policy, deployment));
}

function bucketsOf(stack: MadeStack): string[] {
  return resourcesOf(stack, "aws_s3_bucket").flatMap((bucket) => textOf(bucket, "bucket") ?? []);
}

/** Those that a destroy empties (`forceDestroy`). */
function emptiedOf(stack: MadeStack): string[] {
  return resourcesOf(stack, "aws_s3_bucket")
    .filter(({ values }) => values["force_destroy"] === true)
    .flatMap((bucket) => textOf(bucket, "bucket") ?? []);
}

function clustersOf({ partition, region, accountId, milvus }: Deployment): string[] {
  if (milvus?.clusterName === undefined) return [];
  const { clusterAccess, clusterName } = milvus;
  const place = clusterAccess?.kind === "eks" ? clusterAccess.region : region;
  return [clusterArn(partition, place, accountId, clusterName)];
}
