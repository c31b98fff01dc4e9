import {
  anyRole,
  anyZillizRole,
  clusters,
  itself,
  onClusters,
  SETS_VENDOR_TAG,
  tagsOf,
  type Attempt,
  type EscalationPath,
  type Step,
  type Surroundings,
} from "./path";

/** Hands roles to a service, then makes that service act with them. */
function passing(
  surroundings: Surroundings,
  service: string,
  use: (surroundings: Surroundings) => Step,
): readonly Attempt[] {
  const roles = [
    itself(surroundings),
    ...surroundings.roles,
    anyZillizRole(surroundings),
    anyRole(surroundings),
  ];
  return roles.map((role) => ({
    target: role.label,
    steps: [
      {
        action: "iam:PassRole",
        resource: role.arn,
        context: { ...tagsOf(role), "iam:PassedToService": service },
      },
      use(surroundings),
    ],
  }));
}

/** Services other than EKS and EC2 that run code with a role, and the call that makes them. */
const RUNNERS: readonly (readonly [service: string, action: string, resource: string])[] = [
  ["lambda.amazonaws.com", "lambda:CreateFunction", "lambda:{region}:{account}:function:any"],
  [
    "cloudformation.amazonaws.com",
    "cloudformation:CreateStack",
    "cloudformation:{region}:{account}:stack/any/*",
  ],
  ["ecs-tasks.amazonaws.com", "ecs:RunTask", "ecs:{region}:{account}:task-definition/any:1"],
  [
    "codebuild.amazonaws.com",
    "codebuild:CreateProject",
    "codebuild:{region}:{account}:project/any",
  ],
  ["glue.amazonaws.com", "glue:CreateJob", "glue:{region}:{account}:job/any"],
  [
    "sagemaker.amazonaws.com",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:{region}:{account}:notebook-instance/any",
  ],
];

/** Paths by which a role uses the rights of another through a service. */
export const PASS_ROLE: readonly EscalationPath[] = [
  {
    id: "pass-role-eks",
    sentence: "run nodes with the rights of another role",
    close: "allow iam:PassRole on the node role by name",
    attempts: (surroundings) =>
      passing(surroundings, "eks.amazonaws.com", (all) => ({
        action: "eks:CreateNodegroup",
        resource: clusters(all)[0]!.arn,
        context: SETS_VENDOR_TAG,
      })),
  },
  {
    id: "pass-role-ec2",
    sentence: "run instances with the rights of another role",
    close: "limit iam:PassRole by iam:PassedToService",
    attempts: (surroundings) =>
      passing(surroundings, "ec2.amazonaws.com", ({ partition, region, account }) => ({
        action: "ec2:RunInstances",
        resource: `arn:${partition}:ec2:${region}:${account}:instance/*`,
        context: SETS_VENDOR_TAG,
      })),
  },
  {
    id: "pass-role-service",
    sentence: "run code in another service with the rights of another role",
    close: "limit iam:PassRole by iam:PassedToService",
    attempts: (surroundings) =>
      RUNNERS.flatMap(([service, action, resource]) =>
        passing(surroundings, service, ({ partition, region, account }) => ({
          action,
          resource: `arn:${partition}:${resource}`
            .replace("{region}", region)
            .replace("{account}", account),
          context: SETS_VENDOR_TAG,
        })).map(({ target, steps }) => ({ target: `${target}, to ${service}`, steps })),
      ),
  },
  {
    id: "pod-identity",
    sentence: "give pods of its choice the rights of a role that trusts EKS Pod Identity",
    close: "do not allow eks:CreatePodIdentityAssociation",
    attempts: onClusters("eks:CreatePodIdentityAssociation", SETS_VENDOR_TAG),
  },
];
