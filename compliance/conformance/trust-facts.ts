import { partitionAt } from "../identify/place";
import { DEFAULTS } from "../../config/defaults";
import type { IamPolicy } from "../../iam/policy";
import { roleRow } from "../../policies/catalogue";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { UNTOLD, type TextFacts } from "../../policies/text-facts";
import { unique } from "../../text/unique";
import { ownAccount, type IdentifiedRole } from "../identify/roles";
import { statementsIn } from "../identify/shape";
import type { RuleContext } from "../rule";
import { clusterParts, podBindingOf } from "../trusts/pod-identity";
import {
  ACCOUNT_PLACEHOLDER,
  isEksIssuer,
  providerArn,
  type ProviderArn,
} from "../trusts/principals";

/** What the text of a role's trust may be filled with. The trust itself tells what nothing else does. */
export function trustFacts(
  context: RuleContext,
  role: IdentifiedRole,
  trust: IamPolicy,
): readonly TextFacts[] {
  const { section, rewritten } = roleRow(role.kind);
  const { trustDenials } = role.deployment ?? {};
  const found =
    section === "milvus"
      ? pods(context, role, trust)
      : rewritten
        ? places(context, role, trust)
        : vendors(context, role, trust);
  return found.map((facts) => ({ ...UNTOLD, ...facts, trustDenials }));
}

/** The cluster's issuer, or EKS Pod Identity in its place. */
function pods(context: RuleContext, role: IdentifiedRole, trust: IamPolicy): readonly TextFacts[] {
  const { deployment, view } = role;
  const provider = providersIn(trust)[0];
  const binding = podBindingOf(statementsIn(trust) ?? []);
  const cluster = clusterParts(binding?.cluster);
  const accountId = ownAccount(context, view.resource) ?? provider?.account ?? cluster?.accountId;
  if (accountId === undefined) return [];
  const configured = deployment?.milvus;
  // Where the trust names none, or several, those of the document are the measure.
  const { namespace: documented, name: account } = DEFAULTS.milvus.serviceAccount;
  const [namespace, name] = serviceAccountIn(trust) ?? [
    binding?.namespace,
    binding?.serviceAccount,
  ];
  const facts: TextFacts = {
    ...UNTOLD,
    partition: deployment?.partition ?? partitionAt(context, view.resource),
    accountId,
    region: deployment?.region ?? cluster?.region ?? UNTOLD.region,
    issuer: configured?.issuer ?? provider?.issuer ?? UNTOLD.issuer,
    clusterName: configured?.clusterName ?? cluster?.clusterName ?? UNTOLD.clusterName,
    namespace: configured?.serviceAccount.namespace ?? namespace ?? documented,
    serviceAccount: configured?.serviceAccount.name ?? name ?? account,
  };
  if (configured) return [{ ...facts, podIdentity: configured.podIdentity }];
  return [
    ...(provider || !binding ? [facts] : []),
    ...(binding ? [{ ...facts, podIdentity: "pod-identity" as const }] : []),
  ];
}

function vendors(context: RuleContext, { deployment, kind }: IdentifiedRole, trust: IamPolicy) {
  const { section } = roleRow(kind);
  const settings = section === "milvus" ? undefined : deployment?.[section];
  if (settings) {
    const { zillizAccountId, externalIds } = settings;
    return [{ zillizAccountId, externalIds }];
  }
  const ids = externalIdsIn(trust);
  // Two stand there while one takes the other's place.
  const externalIds = ids.length === 1 || ids.length === 2 ? ids : UNTOLD.externalIds;
  return context.parameters.zillizAccountIds.map((zillizAccountId) => ({
    zillizAccountId,
    externalIds,
  }));
}

export function externalIdsIn(trust: IamPolicy): readonly string[] {
  const tests = (statementsIn(trust) ?? []).flatMap((statement) => statement.tests);
  const values = tests.filter(({ key }) => key.toLowerCase() === "sts:externalid");
  return unique(values.flatMap((test) => test.values));
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
  const accounts = unique([told, pending ? ACCOUNT_PLACEHOLDER : undefined]);
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
