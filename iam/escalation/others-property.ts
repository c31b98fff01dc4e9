import {
  HAS_VENDOR_TAG,
  NOT_TAGGED,
  onClusters,
  SETS_VENDOR_TAG,
  type EscalationPath,
  type Step,
  type Surroundings,
} from "./path";

/** Paths by which a role reaches what is not its own: clusters, networks, providers, data. */
export const OTHERS_PROPERTY: readonly EscalationPath[] = [
  {
    id: "delete-identity-provider",
    sentence: "delete an OIDC provider, and so lock out everybody who signs in through it",
    close: "ask for aws:ResourceTag/Vendor in the statement of iam:DeleteOpenIDConnectProvider",
    attempts: ({ partition, account }) => [
      {
        target: "any OIDC provider",
        steps: [
          {
            action: "iam:DeleteOpenIDConnectProvider",
            resource: `arn:${partition}:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
            context: NOT_TAGGED,
          },
        ],
      },
    ],
  },
  {
    id: "tag-cluster",
    sentence: "give a cluster the tag that its other rights ask for",
    close: "ask for aws:ResourceTag/Vendor in the statement of eks:TagResource",
    attempts: onClusters("eks:TagResource", { ...NOT_TAGGED, ...SETS_VENDOR_TAG }),
  },
  {
    id: "delete-cluster",
    sentence: "delete a cluster that is not marked as Zilliz's",
    close: "ask for aws:ResourceTag/Vendor in the statement of eks:DeleteCluster",
    attempts: onClusters("eks:DeleteCluster", NOT_TAGGED),
  },
  {
    id: "cluster-admin",
    sentence: "make itself administrator of a cluster through an access policy",
    close: "do not allow eks:AssociateAccessPolicy, or limit it by eks:policyArn",
    attempts: ({ partition, region, account }) => [
      {
        target: "an access entry that is marked as Zilliz's",
        steps: [
          {
            action: "eks:AssociateAccessPolicy",
            resource: `arn:${partition}:eks:${region}:${account}:access-entry/zilliz-byoc-any/role/${account}/any/0`,
            context: {
              ...HAS_VENDOR_TAG,
              "eks:policyArn": `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
            },
          },
        ],
      },
    ],
  },
  {
    id: "run-in-any-subnet",
    sentence: "mark any subnet and security group as Zilliz's, and run instances in them",
    close: "limit ec2:CreateTags with a request tag by ec2:CreateAction",
    attempts: (surroundings) => [
      { target: "any subnet and security group", steps: runInstances(surroundings) },
    ],
  },
  {
    id: "read-objects",
    sentence: "read the objects of a bucket",
    close: "do not allow s3:GetObject",
    attempts: ({ buckets, partition }) =>
      [...buckets, "any-bucket"].map((bucket) => ({
        target: bucket === "any-bucket" ? "any bucket" : `bucket ${bucket}`,
        steps: [{ action: "s3:GetObject", resource: `arn:${partition}:s3:::${bucket}/any` }],
      })),
  },
];

/** Tagging comes first; every resource of the launch is a request of its own. */
function runInstances({ partition, region, account }: Surroundings): readonly Step[] {
  const arn = (resource: string) => `arn:${partition}:ec2:${region}:${account}:${resource}`;
  const places = [arn("subnet/subnet-0"), arn("security-group/sg-0")];
  const made = [arn("instance/*"), arn("volume/*"), arn("network-interface/*")];
  const run = { action: "ec2:RunInstances" };
  return [
    ...places.map((resource) => ({
      action: "ec2:CreateTags",
      resource,
      context: { ...NOT_TAGGED, ...SETS_VENDOR_TAG },
    })),
    ...places.map((resource) => ({ ...run, resource, context: HAS_VENDOR_TAG })),
    ...made.map((resource) => ({ ...run, resource, context: SETS_VENDOR_TAG })),
    { ...run, resource: `arn:${partition}:ec2:${region}::image/ami-0`, context: NOT_TAGGED },
  ];
}
