import { statementsOf, type Statement } from "../../iam/statement";
import { PolicyShapeError, type IamPolicy } from "../../iam/policy";
import { matches } from "../../iam/glob";
import type { PolicyOf, RoleView } from "../../terraform/model-view";
import { isExternalId } from "../trusts/external-id";
import { principalAccount } from "../trusts/principals";
import type { RoleKind } from "../../policies/catalogue";
import { podBindingOf } from "../trusts/pod-identity";

/** Service accounts of create-bucket-and-role, step 2: no other trust names them. */
export const STORAGE_SUBJECTS = [
  "system:serviceaccount:milvus-*:milvus*",
  "system:serviceaccount:loki:loki*",
  "system:serviceaccount:index-pool:milvus*",
];
/** Controllers whose service accounts share the EKS role. */
const CONTROLLERS = [
  "system:serviceaccount:kube-system:aws-load-balancer-controller",
  "system:serviceaccount:kube-system:ebs-csi-controller-sa",
  "system:serviceaccount:kube-system:cluster-autoscaler",
];

/**
 * What a role is by whom its trust names: the vendor's service accounts, or its account, which no
 * other role has; undefined where it names neither.
 */
export function kindByVendor(view: RoleView, zilliz: readonly string[]): RoleKind | undefined {
  const trust = allowsOf(view.trust);
  if (!trust) return undefined;
  if (subjectsOf(trust).some((subject) => STORAGE_SUBJECTS.includes(subject))) return "storage";
  if (!trustedAccounts(trust).some((account) => zilliz.includes(account))) return undefined;
  const allowed = identityActions(view) ?? [];
  if (allowed.some((action) => action.startsWith("eks:"))) return "cross-account";
  return onlyStorage(allowed) ? "integration" : undefined;
}

/**
 * The documented role that a role is like by what its policies say. Storage drivers, backups and
 * log stores have the same rights, so this is a guess.
 *
 * @param own account that the role is in, where it is known.
 */
export function kindByShape(view: RoleView, own: string | undefined): RoleKind | undefined {
  const trust = allowsOf(view.trust);
  if (!trust) return undefined;
  const subjects = subjectsOf(trust);
  const services = trust.flatMap(({ principals }) =>
    (principals?.elements ?? []).filter(({ type }) => type === "Service").map(({ name }) => name),
  );
  const ofEks = ["eks.amazonaws.com", "ec2.amazonaws.com"].every((one) => services.includes(one));
  const controllers = subjects.some((subject) => CONTROLLERS.includes(subject));
  if (ofEks && (controllers || services.includes("eks-nodegroup.amazonaws.com"))) return "eks";

  const allowed = identityActions(view);
  if (!allowed || !onlyStorage(allowed)) return undefined;
  const foreign = trustedAccounts(trust).filter((account) => account !== own);
  // Others read buckets as well, so the actions must be those of the document, external ID included.
  const asks = trust.some(({ tests }) => tests.some(isExternalId));
  if (own !== undefined && foreign.length > 0 && asks && grantsAll(allowed, INTEGRATION_ACTIONS)) {
    return "integration";
  }
  const single = subjects.length === 1 && isServiceAccount(subjects[0] ?? "");
  const named = single || trust.every(namesPods);
  return named && trust.length === 1 && grantsAll(allowed, MILVUS_ACTIONS) ? "milvus" : undefined;
}

/** Whether a trust lets the pods of one service account in, by their tokens or by EKS Pod Identity. */
export function trustsServiceAccount(
  { trust }: RoleView,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): boolean {
  const statements = allowsOf(trust) ?? [];
  const pods = podBindingOf(statements);
  return (
    subjectsOf(statements).includes(`system:serviceaccount:${namespace}:${name}`) ||
    (pods?.namespace === namespace && pods.serviceAccount === name)
  );
}

function isServiceAccount(subject: string): boolean {
  return /^system:serviceaccount:[^:*?]+:[^:*?]+$/.test(subject);
}

/** Whether EKS Pod Identity, and nobody else, is let in for one service account. */
function namesPods(statement: Statement): boolean {
  const { namespace, serviceAccount } = podBindingOf([statement]) ?? {};
  const alone = statement.principals?.elements.length === 1;
  return alone && namespace !== undefined && serviceAccount !== undefined;
}

const INTEGRATION_ACTIONS = [
  "s3:getobject",
  "s3:putobject",
  "s3:listbucket",
  "s3:getbucketlocation",
];
const MILVUS_ACTIONS = ["s3:getobject", "s3:putobject", "s3:deleteobject", "s3:listbucket"];

function grantsAll(patterns: readonly string[], actions: readonly string[]): boolean {
  return actions.every((action) => patterns.some((pattern) => matches(pattern, action)));
}

/** Statements that allow; undefined when the document is not known or is none. */
export function allowsOf({
  document,
}: Pick<PolicyOf, "document">): readonly Statement[] | undefined {
  if (!document.known) return undefined;
  return statementsIn(document.value)?.filter(({ effect }) => effect === "Allow");
}

/** Statements of a policy; undefined when IAM would not take it. */
export function statementsIn(document: IamPolicy): readonly Statement[] | undefined {
  try {
    return statementsOf(document);
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return undefined;
  }
}

/** Values of every condition on the subject of a token. */
function subjectsOf(trust: readonly Statement[]): readonly string[] {
  return trust
    .filter(({ actions }) =>
      actions.elements.some((action) => matches(action, "sts:assumerolewithwebidentity")),
    )
    .flatMap(({ tests }) => tests.filter(({ key }) => /:sub$/i.test(key)))
    .flatMap(({ values }) => values);
}

function trustedAccounts(trust: readonly Statement[]): readonly string[] {
  return trust
    .flatMap(({ principals }) => principals?.elements ?? [])
    .map(principalAccount)
    .filter((account) => account !== undefined);
}

/** Every action that the role's own policies allow; undefined when one cannot be read. */
function identityActions({ identity }: RoleView): readonly string[] | undefined {
  const actions: string[] = [];
  for (const policy of identity) {
    const statements = allowsOf(policy);
    if (!statements) return undefined;
    for (const { actions: scope } of statements) {
      if (scope.negated) return undefined;
      actions.push(...scope.elements);
    }
  }
  return actions;
}

function onlyStorage(actions: readonly string[]): boolean {
  return (
    actions.every((action) => /^(s3|kms):/.test(action)) &&
    actions.some((action) => action.startsWith("s3:"))
  );
}
