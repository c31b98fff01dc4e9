import { oidcProviderArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partition";
import { cached, cachedOf } from "../../text/cache";
import { ifThere } from "../aws/session";
import { every, idOf, type Finder, type Search } from "./find";
import { referred, textOf, type WantedResource } from "./wanted";

/** Role by name: two roles of an account never share one, whatever their paths. */
const role: Finder = async (wanted, { session, wanted: stack }) => {
  const RoleName = textOf(stack, wanted, "name");
  const { GetRoleCommand } = session.sdk;
  const found = await ifThere(session.client("iam").send(new GetRoleCommand({ RoleName })));
  return found?.Role && { id: RoleName };
};

/** Policy by name, wherever its path: IAM refuses a second one of the name. */
const policy: Finder = async (wanted, search) => {
  const name = textOf(search.wanted, wanted, "name");
  const arn = (await ownPolicies(search)).get(name);
  return arn === undefined ? undefined : { id: arn };
};

/** ARNs of the account's own policies, by name. */
const ownPolicies = cachedOf(async ({ session }: Search): Promise<ReadonlyMap<string, string>> => {
  const { paginateListPolicies } = session.sdk;
  const pages = paginateListPolicies({ client: session.client("iam") }, { Scope: "Local" });
  const policies = await every(pages, ({ Policies }) => Policies);
  return new Map(policies.map(({ PolicyName = "", Arn = "" }) => [PolicyName, Arn]));
});

const inlinePolicy: Finder = async (wanted, search) => {
  const RoleName = await roleOf(wanted, search);
  if (RoleName === undefined) return undefined;
  const PolicyName = textOf(search.wanted, wanted, "name");
  const { GetRolePolicyCommand } = search.session.sdk;
  const asked = new GetRolePolicyCommand({ RoleName, PolicyName });
  const found = await ifThere(search.session.client("iam").send(asked));
  return found && { id: `${RoleName}:${PolicyName}` };
};

const attachment: Finder = async (wanted, search) => {
  const role = await roleOf(wanted, search);
  if (role === undefined) return undefined;
  const arn = textOf(search.wanted, wanted, "policy_arn");
  return (await attachedTo(search)(role)).has(arn) ? { id: `${role}/${arn}` } : undefined;
};

/** ARNs of the policies that are attached to a role. */
const attachedTo = cachedOf(({ session }: Search) =>
  cached(async (RoleName: string): Promise<ReadonlySet<string>> => {
    const { paginateListAttachedRolePolicies } = session.sdk;
    const pages = paginateListAttachedRolePolicies({ client: session.client("iam") }, { RoleName });
    const attached = await every(pages, ({ AttachedPolicies }) => AttachedPolicies);
    return new Set(attached.map(({ PolicyArn = "" }) => PolicyArn));
  }),
);

/** Name of the role that a policy is put on, where that is there. */
function roleOf(wanted: WantedResource, search: Search): Promise<string | undefined> {
  return idOf(search, referred(wanted, "role"));
}

const oidcProvider: Finder = async (wanted, { session, accountId, region, wanted: stack }) => {
  const issuer = textOf(stack, wanted, "url").replace(/^https:\/\//, "");
  const arn = oidcProviderArn(partitionOf(region) ?? "aws", accountId, issuer);
  const { GetOpenIDConnectProviderCommand } = session.sdk;
  const asked = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
  return (await ifThere(session.client("iam").send(asked))) && { id: arn };
};

export const IAM: Readonly<Record<string, Finder>> = {
  aws_iam_role: role,
  aws_iam_policy: policy,
  aws_iam_role_policy: inlinePolicy,
  aws_iam_role_policy_attachment: attachment,
  aws_iam_openid_connect_provider: oidcProvider,
};
