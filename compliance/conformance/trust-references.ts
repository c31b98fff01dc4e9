import { DEFAULTS } from "../../config/defaults";
import type { Partition } from "../../aws/partition";
import { crossAccountTrust } from "../../policies/project/cross-account-trust";
import { eksTrust } from "../../policies/project/eks-trust";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { storageTrust } from "../../policies/project/storage-trust";
import { integrationTrust } from "../../policies/integration/integration-trust";
import { irsaTrust } from "../../policies/milvus/irsa-trust";
import { podIdentityTrust } from "../../policies/milvus/pod-identity-trust";
import { vendorTrust } from "../../policies/vendor-trust";
import type { IamPolicy } from "../../iam/policy";
import type { RuleContext } from "../rule";
import { ownAccount, type IdentifiedRole } from "../identify/roles";
import { clusterParts, podBindingOf } from "../rules/shared/pod-identity";
import {
  ACCOUNT_PLACEHOLDER,
  isEksIssuer,
  providerArn,
  type ProviderArn,
} from "../rules/shared/trust-principals";
import { reference, type Reference } from "./reference";
import { statementsIn } from "../identify/shape";

/** The texts that a trust may have. The trust itself tells what nothing else does. */
export type TrustReferences = (
  context: RuleContext,
  role: IdentifiedRole,
  trust: IamPolicy,
) => readonly Reference[];

export const storageTrustReferences: TrustReferences = (context, role, trust) =>
  places(context, role, trust).map((place) => reference(storageTrust(place)));

export const eksTrustReferences: TrustReferences = (context, role, trust) =>
  places(context, role, trust).map((place) => reference(eksTrust(place)));

/** The document's trust, and that of the vendor's Terraform. */
export const vendorTrustReferences: TrustReferences = (context, role, trust) =>
  vendors(context, role, trust).flatMap((vendor) => [
    reference(crossAccountTrust(vendor)),
    { ...reference(vendorTrust(vendor)), edition: "current" as const },
  ]);

export const integrationTrustReferences: TrustReferences = (context, role, trust) =>
  vendors(context, role, trust).map((vendor) => reference(integrationTrust(vendor)));

/** The document's trust in the cluster's issuer, or the one that is derived for EKS Pod Identity. */
export const milvusTrustReferences: TrustReferences = (context, role, trust) => {
  const { deployment, view } = role;
  const place = context.model.placeOf(view.resource).partition;
  const partition = deployment?.partition ?? ((place.known ? place.value : "aws") as Partition);
  const provider = providersIn(trust)[0];
  const pods = podBindingOf(statementsIn(trust) ?? []);
  const cluster = clusterParts(pods?.cluster);
  const own = ownAccount(context, view.resource);
  const accountId = own ?? provider?.account ?? cluster?.accountId;
  if (accountId === undefined) return [];
  const configured = deployment?.milvus;
  // Where the trust names none, or several, those of the document are the measure.
  const { namespace: documented, name: account } = DEFAULTS.milvus.serviceAccount;
  const [namespace, name] = serviceAccountIn(trust) ?? [pods?.namespace, pods?.serviceAccount];
  const pod = {
    partition,
    accountId,
    namespace: configured?.serviceAccount.namespace ?? namespace ?? documented,
    serviceAccount: configured?.serviceAccount.name ?? name ?? account,
  };
  const byToken = reference(
    irsaTrust({ ...pod, issuer: configured?.issuer ?? provider?.issuer ?? "{issuer}" }),
  );
  const byEks = reference(
    podIdentityTrust({
      ...pod,
      region: deployment?.region ?? cluster?.region ?? "{region}",
      clusterName: configured?.clusterName ?? cluster?.clusterName ?? "{cluster}",
    }),
  );
  if (configured) return [configured.podIdentity === "pod-identity" ? byEks : byToken];
  if (!pods) return [byToken];
  return provider ? [byToken, byEks] : [byEks];
};

/** Stands for an external ID where a trust asks for none, or for several. */
const NO_EXTERNAL_ID = "{externalId}";

function vendors(context: RuleContext, { deployment, kind }: IdentifiedRole, trust: IamPolicy) {
  const section =
    kind === "integration"
      ? deployment?.integration
      : kind === "cross-account"
        ? deployment?.project
        : deployment?.bootstrap;
  if (section) return [section];
  const ids = externalIdsIn(trust);
  const externalId = ids.length === 1 ? ids[0]! : NO_EXTERNAL_ID;
  return context.parameters.zillizAccountIds.map((zillizAccountId) => ({
    zillizAccountId,
    externalId,
  }));
}

export function externalIdsIn(trust: IamPolicy): readonly string[] {
  const tests = (statementsIn(trust) ?? []).flatMap((statement) => statement.tests);
  const values = tests.filter(({ key }) => key.toLowerCase() === "sts:externalid");
  return [...new Set(values.flatMap((test) => test.values))];
}

/**
 * Account and issuer of the provider: the config's, or the placeholder and whatever cluster of EKS
 * the trust names by now. The vendor's Terraform leaves a placeholder for the account as well.
 */
function places(context: RuleContext, role: IdentifiedRole, trust: IamPolicy) {
  const own = ownAccount(context, role.view.resource);
  const found = providersIn(trust);
  const pending = found.some(({ account, issuer }) => isPending(account, issuer));
  const told = own ?? found.find(({ account }) => /^\d{12}$/.test(account))?.account;
  const accounts = [told, pending ? ACCOUNT_PLACEHOLDER : undefined].filter(
    (account) => account !== undefined,
  );
  const configured = role.deployment?.project?.issuer;
  const issuers =
    configured === undefined
      ? [OIDC_PLACEHOLDER, ...found.map(({ issuer }) => issuer).filter(isEksIssuer)]
      : [configured];
  return accounts.flatMap((accountId) => issuers.map((issuer) => ({ accountId, issuer })));
}

/** Whether a provider is the one that the vendor's Terraform leaves for Zilliz to fill in. */
export function isPending(account: string, issuer: string): boolean {
  return account === ACCOUNT_PLACEHOLDER && issuer === OIDC_PLACEHOLDER;
}

export function providersIn(trust: IamPolicy): readonly ProviderArn[] {
  return (statementsIn(trust) ?? [])
    .flatMap(({ principals }) => principals?.elements ?? [])
    .flatMap((principal) => providerArn(principal) ?? []);
}

export function serviceAccountIn(trust: IamPolicy): readonly [string, string] | undefined {
  for (const { tests } of statementsIn(trust) ?? []) {
    for (const { key, values } of tests) {
      const [, namespace, name] =
        /^system:serviceaccount:([^:*?]+):([^:*?]+)$/.exec(values[0] ?? "") ?? [];
      if (/:sub$/i.test(key) && namespace !== undefined && name !== undefined)
        return [namespace, name];
    }
  }
  return undefined;
}
