import { child } from "../../text/record";
import { clusterArn } from "../../aws/arn";
import type { RequestContext } from "../../iam/context";
import { evaluate } from "../../iam/evaluate";
import { PolicyShapeError } from "../../iam/policy";
import { known, mapKnown, unknown, valueAt } from "../../terraform/known";
import type { Known, Resource } from "../../terraform/model";
import type { Model, RoleView } from "../../terraform/model-view";
import { blockAt } from "../blocks";
import { moduleOf } from "../identify/roles";
import { POD_SERVICE, POD_TAGS } from "../trusts/pod-identity";
import type { Release } from "./release";

/** Annotation by which EKS gives a service account its role. */
export const ANNOTATION = "eks.amazonaws.com/role-arn";

/** ARN that the annotation names, of the chart's own service account or of one beside it. */
export function roleArnOf(
  { resource, get }: Release,
  model: Model,
  namespace: string,
  name: string,
  create: boolean,
): Known<string | undefined> {
  const own = get("serviceAccount", "annotations");
  if (!own.known) return own;
  if (create) return known(annotated(own.value));
  const accounts = model.ofType("kubernetes_service_account", "kubernetes_service_account_v1");
  // Deployments of one run may name theirs alike; the release's own stands in the same module.
  const isBeside = (one: Resource) => moduleOf(model, one) === moduleOf(model, resource);
  const nearestFirst = [...accounts].sort((a, b) => Number(isBeside(b)) - Number(isBeside(a)));
  for (const account of nearestFirst) {
    // A block at a time: what Kubernetes will add to it is unknown in every plan.
    const block = blockAt(account, ["metadata"]);
    if (!block.known) return block;
    const path = block.value ?? ["metadata"];
    const found = valueAt(account, [...path, "name"]);
    const space = valueAt(account, [...path, "namespace"]);
    if (!found.known) return found;
    if (!space.known) return space;
    if (found.value !== name || (space.value ?? "default") !== namespace) continue;
    return mapKnown(valueAt(account, [...path, "annotations"]), annotated);
  }
  return unknown("the role", `no input has the service account ${namespace}/${name}`);
}

function annotated(annotations: unknown): string | undefined {
  return text(child(annotations, ANNOTATION));
}

/** By EKS Pod Identity, a service account of a cluster has a role. */
export interface Association {
  readonly roleArn: Known<string | undefined>;
  /** Absent where the account or region of the cluster cannot be told. */
  readonly clusterArn?: string;
  readonly clusterName?: string;
}

/** The roles that EKS Pod Identity gives a service account, without any annotation. */
export function associationsOf(
  model: Model,
  namespace: string,
  name: string,
): Known<readonly Association[]> {
  const found: Association[] = [];
  let open: Known<never> | undefined;
  for (const association of model.ofType("aws_eks_pod_identity_association")) {
    const space = valueAt(association, ["namespace"]);
    const account = valueAt(association, ["service_account"]);
    if (!space.known) open ??= space;
    else if (!account.known) open ??= account;
    else if (space.value === namespace && account.value === name) {
      found.push(readAssociation(model, association));
    }
  }
  return found.length === 0 && open ? open : known(found);
}

function readAssociation(model: Model, association: Resource): Association {
  const roleArn = mapKnown(valueAt(association, ["role_arn"]), text);
  const { account, region, partition } = model.placeOf(association);
  const cluster = valueAt(association, ["cluster_name"]);
  const clusterName = cluster.known ? text(cluster.value) : undefined;
  if (clusterName === undefined) return { roleArn };
  if (!account.known || !region.known || !partition.known) return { roleArn, clusterName };
  const place = [partition.value, region.value, account.value] as const;
  return { roleArn, clusterName, clusterArn: clusterArn(...place, clusterName) };
}

/** Text; undefined where there is none. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Whether a trust lets a service account in; `untagged`: but not with the tags that EKS puts on,
 * `unread`: policy-json tells why nobody can say.
 */
export type Answer = "yes" | "no" | "untagged" | "unread" | { readonly why: string };

/** A service account that pods run as. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
}

/** Asks a trust for a token of a service account, by each provider that it names. */
export function byToken(role: RoleView, { namespace, name }: Pod): Answer {
  return answered(role, (allowed, text) => {
    const subject = `system:serviceaccount:${namespace}:${name}`;
    const providers = new Set(text.match(/arn:[^"]*:oidc-provider\/[^"]+/g));
    const open = [...providers].some((principal) => {
      const issuer = principal.slice(principal.indexOf("/") + 1);
      const context = { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: "sts.amazonaws.com" };
      return allowed({ principal, action: "sts:AssumeRoleWithWebIdentity", context });
    });
    return open ? "yes" : "no";
  });
}

/** Asks a trust for a session that EKS opens for a service account's pods, with its tags. */
export function byEks(
  role: RoleView,
  { namespace, name }: Pod,
  { clusterArn, clusterName }: Association,
): Answer {
  const context = {
    [POD_TAGS.namespace]: namespace,
    [POD_TAGS.serviceAccount]: name,
    ...(clusterArn !== undefined && {
      [POD_TAGS.cluster]: clusterArn,
      "aws:SourceArn": clusterArn,
    }),
    ...(clusterName !== undefined && { [POD_TAGS.clusterName]: clusterName }),
  };
  return answered(role, (allowed) => {
    // Of the cluster, and of what else a trust may ask, nothing is known for sure.
    const asks = { principal: POD_SERVICE, context, unmentionedKeys: "favourable" } as const;
    if (!allowed({ ...asks, action: "sts:AssumeRole" })) return "no";
    return allowed({ ...asks, action: "sts:TagSession" }) ? "yes" : "untagged";
  });
}

interface Question {
  readonly principal: string;
  readonly action: string;
  readonly context: RequestContext;
  readonly unmentionedKeys?: "favourable";
}

function answered(
  { trust: { document }, arn }: RoleView,
  ask: (allowed: (question: Question) => boolean, text: string) => Answer,
): Answer {
  if (!document.known) return "unread";
  if (!arn.known) return { why: "its ARN is unknown" };
  const resource = { name: "trust", document: document.value };
  const allowed = (question: Question) =>
    evaluate({ ...question, resource: arn.value }, { resource }).result === "Allowed";
  try {
    return ask(allowed, JSON.stringify(document.value));
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return "unread";
  }
}
