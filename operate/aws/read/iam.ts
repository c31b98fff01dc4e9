import { oidcProviderArn, policyArn } from "../../../aws/arn";
import { cached } from "../../../text/cache";
import type { Asking } from "../asking";
import { defined, tagsOf, textIn, type Readers } from "./reader";

/** Questions about roles, policies and providers, each asked once. */
export function iamOf(asking: Asking) {
  const { sdk } = asking.session;
  const client = asking.session.client("iam");
  const inlineText = cached(async (key: string) => {
    const [RoleName = "", PolicyName = ""] = key.split("\0");
    const found = await asking.ask("iam:GetRolePolicy", () =>
      client.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName })),
    );
    return found && decoded(found.PolicyDocument);
  });
  /** As a state holds it, with the text of its default version. */
  const policy = cached(async (PolicyArn: string) => {
    const found = await asking.ask("iam:GetPolicy", () =>
      client.send(new sdk.GetPolicyCommand({ PolicyArn })),
    );
    const VersionId = found?.Policy?.DefaultVersionId;
    if (!found?.Policy || VersionId === undefined) return undefined;
    const version = await asking.ask("iam:GetPolicyVersion", () =>
      client.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId })),
    );
    const { PolicyName, Path, Description, Tags, PolicyId } = found.Policy;
    return defined({
      id: PolicyArn,
      arn: PolicyArn,
      policy_id: PolicyId,
      name: PolicyName,
      path: Path,
      description: Description,
      policy: decoded(version?.PolicyVersion?.Document),
      tags: tagsOf(Tags),
    });
  });
  /** ARNs of the account's own policies, by name. */
  const policyArns = cached(async (Scope: "Local"): Promise<ReadonlyMap<string, string>> => {
    const pages = sdk.paginateListPolicies({ client }, { Scope });
    const all = await asking.all("iam:ListPolicies", pages, ({ Policies }) => Policies);
    return new Map(all.map(({ PolicyName = "", Arn = "" }) => [PolicyName, Arn]));
  });
  return {
    policy,
    /** The policy of an ARN, else the one of its name: IAM gives no name twice, whatever the path. */
    async policyCalled(arn: string) {
      const meant = await policy(arn);
      if (meant) return meant;
      const other = (await policyArns("Local")).get(arn.replace(/^.*\//, ""));
      return other === undefined ? undefined : policy(other);
    },
    role: cached((RoleName: string) =>
      asking.ask("iam:GetRole", () => client.send(new sdk.GetRoleCommand({ RoleName }))),
    ),
    /** ARNs of the policies that are attached to a role. */
    attached: cached(async (RoleName: string) => {
      const pages = sdk.paginateListAttachedRolePolicies({ client }, { RoleName });
      const itemsOf = (page: { AttachedPolicies?: { PolicyArn?: string | undefined }[] }) =>
        page.AttachedPolicies?.flatMap(({ PolicyArn }) => PolicyArn ?? []);
      return asking.all("iam:ListAttachedRolePolicies", pages, itemsOf);
    }),
    inlineNames: cached((RoleName: string) => {
      const pages = sdk.paginateListRolePolicies({ client }, { RoleName });
      return asking.all("iam:ListRolePolicies", pages, ({ PolicyNames }) => PolicyNames);
    }),
    inline: (role: string, name: string) => inlineText(`${role}\0${name}`),
    oidcProvider: (OpenIDConnectProviderArn: string) =>
      asking.ask("iam:GetOpenIDConnectProvider", () =>
        client.send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
      ),
  };
}

export type IamQuestions = ReturnType<typeof iamOf>;

/** Policies come URL-encoded from IAM. */
function decoded(document: string | undefined): string | undefined {
  return document === undefined ? undefined : decodeURIComponent(document);
}

export function iamReaders(iam: IamQuestions): Readers {
  return {
    // Two roles of an account never share a name, whatever their paths.
    async aws_iam_role({ body }) {
      const id = textIn(body, "name");
      const found = (await iam.role(id))?.Role;
      if (!found) return undefined;
      return defined({
        id,
        arn: found.Arn,
        unique_id: found.RoleId,
        name: found.RoleName,
        path: found.Path,
        description: found.Description,
        max_session_duration: found.MaxSessionDuration,
        permissions_boundary: found.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
        assume_role_policy: decoded(found.AssumeRolePolicyDocument),
        tags: tagsOf(found.Tags),
      });
    },
    async aws_iam_role_policy({ body }) {
      const [name, role] = [textIn(body, "name"), textIn(body, "role")];
      const policy = await iam.inline(role, name);
      return policy === undefined ? undefined : { id: `${role}:${name}`, name, role, policy };
    },
    async aws_iam_role_policy_attachment({ body }) {
      const [policy_arn, role] = [textIn(body, "policy_arn"), textIn(body, "role")];
      const isThere = (await iam.attached(role)).includes(policy_arn);
      return isThere ? { id: `${role}-${policy_arn}`, role, policy_arn } : undefined;
    },
    aws_iam_policy({ body, place: { partition, account } }) {
      const path = textIn(body, "path") || "/";
      return iam.policyCalled(policyArn(partition, account, path, textIn(body, "name")));
    },
    async aws_iam_openid_connect_provider({ body, place: { partition, account } }) {
      const issuer = textIn(body, "url").replace(/^https:\/\//, "");
      const arn = oidcProviderArn(partition, account, issuer);
      const found = await iam.oidcProvider(arn);
      return (
        found && {
          id: arn,
          arn,
          url: `https://${(found.Url ?? "").replace(/^https:\/\//, "")}`,
          client_id_list: found.ClientIDList ?? [],
          thumbprint_list: found.ThumbprintList ?? [],
          tags: tagsOf(found.Tags),
        }
      );
    },
  };
}
