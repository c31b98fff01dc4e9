import { cached } from "../../../text/cache";
import { oidcProviderArn, policyArn } from "../../../aws/arn";
import { given, tagsOf, textIn, type Readers } from "./reader";
import type { Asking } from "../asking";

/** Questions about roles and policies, each asked once. */
export function iamOf(asking: Asking) {
  const { sdk } = asking.session;
  const iam = asking.session.client("iam");
  const role = cached((RoleName: string) =>
    asking.ask("iam:GetRole", () => iam.send(new sdk.GetRoleCommand({ RoleName }))),
  );
  /** ARNs of the policies that are attached to a role. */
  const attached = cached((RoleName: string) =>
    asking.all(
      "iam:ListAttachedRolePolicies",
      (Marker) => iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName, Marker })),
      ({ AttachedPolicies = [], Marker }) => ({
        items: AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
        next: Marker,
      }),
    ),
  );
  const inlineNames = cached((RoleName: string) =>
    asking.all(
      "iam:ListRolePolicies",
      (Marker) => iam.send(new sdk.ListRolePoliciesCommand({ RoleName, Marker })),
      ({ PolicyNames = [], Marker }) => ({ items: PolicyNames, next: Marker }),
    ),
  );
  const inlineText = cached(async (key: string) => {
    const [RoleName = "", PolicyName = ""] = key.split("\0");
    const found = await asking.ask("iam:GetRolePolicy", () =>
      iam.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName })),
    );
    return found && decoded(found.PolicyDocument);
  });
  const policy = cached(async (PolicyArn: string) => {
    const found = await asking.ask("iam:GetPolicy", () =>
      iam.send(new sdk.GetPolicyCommand({ PolicyArn })),
    );
    const VersionId = found?.Policy?.DefaultVersionId;
    if (!found?.Policy || VersionId === undefined) return undefined;
    const version = await asking.ask("iam:GetPolicyVersion", () =>
      iam.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId })),
    );
    const { PolicyName, Path, Description, Tags, PolicyId } = found.Policy;
    return given({
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
  const inline = (name: string, policyName: string) => inlineText(`${name}\0${policyName}`);
  return { role, attached, inlineNames, inline, policy };
}

export type IamQuestions = ReturnType<typeof iamOf>;

/** Policies come URL-encoded from IAM. */
function decoded(document: string | undefined): string | undefined {
  return document === undefined ? undefined : decodeURIComponent(document);
}

export const iamReaders =
  ({ role, attached, inline, policy }: IamQuestions): Readers =>
  (asking) => ({
    async aws_iam_role({ body }) {
      const name = textIn(body, "name");
      const found = (await role(name))?.Role;
      if (!found) return undefined;
      return given({
        id: name,
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
      const [name, ofRole] = [textIn(body, "name"), textIn(body, "role")];
      const text = await inline(ofRole, name);
      if (text === undefined) return undefined;
      return { id: `${ofRole}:${name}`, name, role: ofRole, policy: text };
    },
    async aws_iam_role_policy_attachment({ body }) {
      const [arn, ofRole] = [textIn(body, "policy_arn"), textIn(body, "role")];
      const arns = (await attached(ofRole)) ?? [];
      if (!arns.includes(arn)) return undefined;
      return { id: `${ofRole}-${arn}`, role: ofRole, policy_arn: arn };
    },
    aws_iam_policy({ body, place: { partition, account } }) {
      return policy(
        policyArn(partition, account, textIn(body, "path") || "/", textIn(body, "name")),
      );
    },
    async aws_iam_openid_connect_provider({ body, place: { partition, account } }) {
      const { sdk } = asking.session;
      const url = textIn(body, "url");
      const arn = oidcProviderArn(partition, account, url.replace(/^https:\/\//, ""));
      const found = await asking.ask("iam:GetOpenIDConnectProvider", () =>
        asking.session
          .client("iam")
          .send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })),
      );
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
    async aws_eks_pod_identity_association({ body }) {
      const { sdk } = asking.session;
      const eks = asking.session.client("eks");
      const named = {
        clusterName: textIn(body, "cluster_name"),
        namespace: textIn(body, "namespace"),
        serviceAccount: textIn(body, "service_account"),
      };
      const list = await asking.ask("eks:ListPodIdentityAssociations", () =>
        eks.send(new sdk.ListPodIdentityAssociationsCommand(named)),
      );
      const associationId = list?.associations?.[0]?.associationId;
      if (associationId === undefined) return undefined;
      const found = await asking.ask("eks:DescribePodIdentityAssociation", () =>
        eks.send(
          new sdk.DescribePodIdentityAssociationCommand({
            clusterName: named.clusterName,
            associationId,
          }),
        ),
      );
      const { association } = found ?? {};
      return (
        association && {
          id: associationId,
          cluster_name: named.clusterName,
          namespace: named.namespace,
          service_account: named.serviceAccount,
          role_arn: association.roleArn,
          tags: association.tags ?? {},
        }
      );
    },
  });
