import type { RequestContext } from "../context";
import { ADMINISTRATOR, anyRole, itself, tagsOf, type EscalationPath } from "./path";

type Attempts = EscalationPath["attempts"];

/** One action on the role itself, on every known role and on any role. */
function onRoles(action: string, context: RequestContext = {}): Attempts {
  return (surroundings) =>
    [itself(surroundings), ...surroundings.roles, anyRole(surroundings)].map((role) => ({
      target: role.label,
      steps: [{ action, resource: role.arn, context: { ...tagsOf(role), ...context } }],
    }));
}

/** For roles that have a boundary; the request names it, or the one that takes its place. */
function onBounded(action: string, replacement?: string): Attempts {
  return (surroundings) => {
    const { boundaryArn } = surroundings;
    if (boundaryArn === undefined) return [];
    return onRoles(action, { "iam:PermissionsBoundary": replacement ?? boundaryArn })(surroundings);
  };
}

/** One action on the role's own policies, on its boundary and on any policy. */
function onPolicies(action: string): Attempts {
  return ({ ownPolicies, boundaryArn, partition, account }) => {
    const targets = [
      ...ownPolicies.map((arn) => ["a policy of the role", arn] as const),
      ...(boundaryArn === undefined ? [] : [["the role's boundary", boundaryArn] as const]),
      ["any policy", `arn:${partition}:iam::${account}:policy/any`] as const,
    ];
    return targets.map(([target, resource]) => ({ target, steps: [{ action, resource }] }));
  };
}

/** Paths by which a role changes what it may do itself, or what a role it can use may do. */
export const OWN_RIGHTS: readonly EscalationPath[] = [
  {
    id: "role-trust",
    sentence: "change who may assume a role, and so take it over or hand it on",
    close:
      "allow iam:UpdateAssumeRolePolicy on the roles that need it by name, and deny it on the role itself",
    attempts: onRoles("iam:UpdateAssumeRolePolicy"),
  },
  {
    id: "attach-policy",
    sentence: "attach AdministratorAccess to a role",
    close: "limit iam:AttachRolePolicy by iam:PolicyARN",
    attempts: onRoles("iam:AttachRolePolicy", { "iam:PolicyARN": ADMINISTRATOR }),
  },
  {
    id: "inline-policy",
    sentence: "write any policy into a role",
    close: "do not allow iam:PutRolePolicy",
    attempts: onRoles("iam:PutRolePolicy"),
  },
  {
    id: "policy-version",
    sentence: "rewrite a managed policy",
    close: "do not allow iam:CreatePolicyVersion",
    attempts: onPolicies("iam:CreatePolicyVersion"),
  },
  {
    id: "default-policy-version",
    sentence: "bring back an older version of a managed policy",
    close: "do not allow iam:SetDefaultPolicyVersion",
    attempts: onPolicies("iam:SetDefaultPolicyVersion"),
  },
  {
    id: "boundary-removal",
    sentence: "take off the permissions boundary",
    close: "deny iam:DeleteRolePermissionsBoundary",
    attempts: onBounded("iam:DeleteRolePermissionsBoundary"),
  },
  {
    id: "boundary-replacement",
    sentence: "put another permissions boundary in place of the one that is there",
    close: "deny iam:PutRolePermissionsBoundary for every boundary but the one that is there",
    attempts: onBounded("iam:PutRolePermissionsBoundary", ADMINISTRATOR),
  },
];
