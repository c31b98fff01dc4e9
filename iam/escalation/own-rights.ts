import { ADMINISTRATOR, anyRole, itself, tagsOf, type Attempt, type EscalationPath, type Step, type Surroundings, type TargetRole } from "./path";

/** One action on the role itself, on every known role and on any role. */
function onRoles(
  surroundings: Surroundings,
  step: (role: TargetRole) => Step | readonly Step[],
): readonly Attempt[] {
  return [itself(surroundings), ...surroundings.roles, anyRole(surroundings)].map((role) => ({
    target: role.label,
    steps: [step(role)].flat(),
  }));
}

/** One action on the role's own policies, on its boundary and on any policy. */
function onPolicies(surroundings: Surroundings, action: string): readonly Attempt[] {
  const { ownPolicies, boundaryArn, partition, account } = surroundings;
  const targets = [
    ...ownPolicies.map((arn) => ["a policy of the role", arn] as const),
    ...(boundaryArn === undefined ? [] : [["the role's boundary", boundaryArn] as const]),
    ["any policy", `arn:${partition}:iam::${account}:policy/any`] as const,
  ];
  return targets.map(([target, resource]) => ({ target, steps: [{ action, resource }] }));
}

/** Paths by which a role changes what it may do itself, or what a role it can use may do. */
export const OWN_RIGHTS: readonly EscalationPath[] = [
  {
    id: "role-trust",
    sentence: "change who may assume a role, and so take it over or hand it on",
    close:
      "allow iam:UpdateAssumeRolePolicy on the roles that need it by name, and deny it on the role itself",
    attempts: (surroundings) =>
      onRoles(surroundings, (role) => ({
        action: "iam:UpdateAssumeRolePolicy",
        resource: role.arn,
        context: tagsOf(role),
      })),
  },
  {
    id: "attach-policy",
    sentence: "attach AdministratorAccess to a role",
    close: "limit iam:AttachRolePolicy by iam:PolicyARN",
    attempts: (surroundings) =>
      onRoles(surroundings, (role) => ({
        action: "iam:AttachRolePolicy",
        resource: role.arn,
        context: { ...tagsOf(role), "iam:PolicyARN": ADMINISTRATOR },
      })),
  },
  {
    id: "inline-policy",
    sentence: "write any policy into a role",
    close: "do not allow iam:PutRolePolicy",
    attempts: (surroundings) =>
      onRoles(surroundings, (role) => ({
        action: "iam:PutRolePolicy",
        resource: role.arn,
        context: tagsOf(role),
      })),
  },
  {
    id: "policy-version",
    sentence: "rewrite a managed policy",
    close: "do not allow iam:CreatePolicyVersion",
    attempts: (surroundings) => onPolicies(surroundings, "iam:CreatePolicyVersion"),
  },
  {
    id: "default-policy-version",
    sentence: "bring back an older version of a managed policy",
    close: "do not allow iam:SetDefaultPolicyVersion",
    attempts: (surroundings) => onPolicies(surroundings, "iam:SetDefaultPolicyVersion"),
  },
  {
    id: "boundary-removal",
    sentence: "take off the permissions boundary",
    close: "deny iam:DeleteRolePermissionsBoundary",
    attempts: (surroundings) =>
      surroundings.boundaryArn === undefined
        ? []
        : onRoles(surroundings, (role) => ({
            action: "iam:DeleteRolePermissionsBoundary",
            resource: role.arn,
            context: { ...tagsOf(role), "iam:PermissionsBoundary": surroundings.boundaryArn ?? [] },
          })),
  },
  {
    id: "boundary-replacement",
    sentence: "put another permissions boundary in place of the one that is there",
    close: "deny iam:PutRolePermissionsBoundary for every boundary but the one that is there",
    attempts: (surroundings) =>
      surroundings.boundaryArn === undefined
        ? []
        : onRoles(surroundings, (role) => ({
            action: "iam:PutRolePermissionsBoundary",
            resource: role.arn,
            context: { ...tagsOf(role), "iam:PermissionsBoundary": ADMINISTRATOR },
          })),
  },
];
