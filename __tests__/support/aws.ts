import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  UpdateAssumeRolePolicyCommand,
  type Tag,
} from "@aws-sdk/client-iam";
import { REGION } from "./moto";

// Node.js 20 is among the versions that this project is tested on.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

export interface RoleFacts {
  readonly path: string | undefined;
  readonly description: string | undefined;
  readonly maxSessionDuration: number | undefined;
  readonly boundary: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly trust: unknown;
  /** Policy by name. */
  readonly inline: Readonly<Record<string, unknown>>;
  /** ARNs, sorted. */
  readonly attached: readonly string[];
}

export interface PolicyFacts {
  readonly path: string | undefined;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly document: unknown;
}

export interface IamFacts {
  readonly roles: Readonly<Record<string, RoleFacts>>;
  /** Those of the account, not those of AWS. */
  readonly policies: Readonly<Record<string, PolicyFacts>>;
  /** Client ids of the OIDC providers, by URL. */
  readonly oidcProviders: Readonly<Record<string, readonly string[]>>;
}

/** Reads an emulated account with AWS's own SDK, not with Terraform. */
export class Iam {
  private readonly client: IAMClient;

  constructor(endpoint: string) {
    this.client = new IAMClient({
      endpoint,
      region: REGION,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    });
  }

  async facts(): Promise<IamFacts> {
    const { Roles: roles = [] } = await this.client.send(new ListRolesCommand({}));
    const { Policies: policies = [] } = await this.client.send(
      new ListPoliciesCommand({ Scope: "Local" }),
    );
    const { OpenIDConnectProviderList: providers = [] } = await this.client.send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    return {
      roles: await byName(roles, async ({ RoleName: name }) => [name!, await this.role(name!)]),
      policies: await byName(policies, async ({ PolicyName: name, Arn: arn }) => [
        name!,
        await this.policy(arn!),
      ]),
      oidcProviders: await byName(providers, async ({ Arn: arn }) => {
        const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
        const { Url: url, ClientIDList: clients = [] } = await this.client.send(command);
        return [url!, clients];
      }),
    };
  }

  async roleNames(): Promise<string[]> {
    const { Roles: roles = [] } = await this.client.send(new ListRolesCommand({}));
    return roles.map(({ RoleName: name }) => name!);
  }

  /** Does what Zilliz does once the cluster exists. */
  async rewriteTrust(role: string, trust: unknown): Promise<void> {
    const PolicyDocument = JSON.stringify(trust);
    await this.client.send(new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument }));
  }

  private async role(RoleName: string): Promise<RoleFacts> {
    const { Role: role } = await this.client.send(new GetRoleCommand({ RoleName }));
    const { PolicyNames: names = [] } = await this.client.send(
      new ListRolePoliciesCommand({ RoleName }),
    );
    const { AttachedPolicies: attached = [] } = await this.client.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    return {
      path: role?.Path,
      description: role?.Description,
      maxSessionDuration: role?.MaxSessionDuration,
      boundary: role?.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagsOf(role?.Tags),
      trust: decoded(role?.AssumeRolePolicyDocument),
      inline: await byName(names, async (PolicyName) => {
        const command = new GetRolePolicyCommand({ RoleName, PolicyName });
        return [PolicyName, decoded((await this.client.send(command)).PolicyDocument)];
      }),
      attached: attached.map(({ PolicyArn: arn }) => arn!).sort(),
    };
  }

  private async policy(PolicyArn: string): Promise<PolicyFacts> {
    const { Policy: policy } = await this.client.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion: version } = await this.client.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: policy?.DefaultVersionId }),
    );
    return {
      path: policy?.Path,
      description: policy?.Description,
      tags: tagsOf(policy?.Tags),
      document: decoded(version?.Document),
    };
  }
}

export async function byName<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Promise<readonly [string, Value]>,
): Promise<Record<string, Value>> {
  return Object.fromEntries(await Promise.all(items.map(read)));
}

function tagsOf(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key!, Value!]));
}

/** IAM hands policies out in URL encoding. */
function decoded(text: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(text ?? "null"));
}
