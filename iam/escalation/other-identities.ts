import { ADMINISTRATOR, SETS_VENDOR_TAG, type EscalationPath, type Surroundings } from "./path";

function iamArn({ partition, account }: Surroundings, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/** Paths by which a role acts as somebody else, old or new. */
export const OTHER_IDENTITIES: readonly EscalationPath[] = [
  {
    id: "new-role",
    sentence: "make a role with any rights and without a boundary",
    close: "allow iam:CreateRole only with iam:PermissionsBoundary",
    attempts: (surroundings) => {
      // Policies limit roles by path or by how their names begin.
      const path = /:role(\/(?:[^/]+\/)*)/.exec(surroundings.self.arn)?.[1] ?? "/";
      const names = new Set(["/any", "/zilliz-byoc-any", `${path}any`, `${path}zilliz-any`]);
      return [...names].flatMap((name) => {
        const resource = iamArn(surroundings, `role${name}`);
        const unbounded = { "iam:PermissionsBoundary": [] };
        const create = {
          action: "iam:CreateRole",
          resource,
          context: { ...SETS_VENDOR_TAG, ...unbounded },
        };
        const attach = {
          action: "iam:AttachRolePolicy",
          resource,
          context: { ...unbounded, "iam:PolicyARN": ADMINISTRATOR },
        };
        const put = { action: "iam:PutRolePolicy", resource, context: unbounded };
        return [
          { target: `role${name}, attaching AdministratorAccess`, steps: [create, attach] },
          { target: `role${name}, writing a policy into it`, steps: [create, put] },
        ];
      });
    },
  },
  {
    id: "assume-role",
    sentence: "assume roles that trust the account as a whole",
    close: "allow sts:AssumeRole on the roles that need it by name",
    attempts: (surroundings) => [
      {
        target: "any role",
        steps: [{ action: "sts:AssumeRole", resource: iamArn(surroundings, "role/Admin") }],
      },
    ],
  },
  {
    id: "access-key",
    sentence: "make an access key for a user, and act as that user",
    close: "do not allow iam:CreateAccessKey",
    attempts: (surroundings) => onAnyUser(surroundings, ["iam:CreateAccessKey"]),
  },
  {
    id: "login-profile",
    sentence: "set the console password of a user, and act as that user",
    close: "allow neither iam:CreateLoginProfile nor iam:UpdateLoginProfile",
    attempts: (surroundings) =>
      onAnyUser(surroundings, ["iam:CreateLoginProfile", "iam:UpdateLoginProfile"]),
  },
  {
    id: "user-policy",
    sentence: "give any rights to a user or group",
    close: "allow no action that attaches policies to users and groups, nor iam:AddUserToGroup",
    attempts: (surroundings) => [
      ...onAnyUser(surroundings, ["iam:AttachUserPolicy", "iam:PutUserPolicy"]),
      ...["iam:AttachGroupPolicy", "iam:PutGroupPolicy", "iam:AddUserToGroup"].map((action) => ({
        target: `any group, by ${action}`,
        steps: [{ action, resource: iamArn(surroundings, "group/any") }],
      })),
    ],
  },
  {
    id: "new-identity-provider",
    sentence: "make an OIDC provider, whose issuer roles of the account can then be made to trust",
    close: "allow iam:CreateOpenIDConnectProvider for the issuers of EKS only",
    attempts: (surroundings) => [
      {
        target: "any issuer",
        steps: [
          {
            action: "iam:CreateOpenIDConnectProvider",
            resource: iamArn(surroundings, "oidc-provider/issuer.example.com"),
            context: SETS_VENDOR_TAG,
          },
        ],
      },
    ],
  },
];

function onAnyUser(surroundings: Surroundings, actions: readonly string[]) {
  const resource = iamArn(surroundings, "user/any");
  return actions.map((action) => ({
    target: `any user, by ${action}`,
    steps: [{ action, resource }],
  }));
}
