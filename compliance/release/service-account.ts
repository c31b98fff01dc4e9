import { clusterArn } from "../../aws/arn";
import type { Partition } from "../../aws/partition";
import type { Known, Resource } from "../../terraform/model";
import type { Model } from "../../terraform/model-view";
import { known, mapKnown, unknown, valueAt } from "../../terraform/known";
import { blockAt } from "../blocks";
import { moduleOf } from "../modules";
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
  if (create) return { known: true, value: annotated(own.value) };
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
  return text((annotations as Readonly<Record<string, unknown>> | null | undefined)?.[ANNOTATION]);
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
  const place = [partition.value as Partition, region.value, account.value] as const;
  return { roleArn, clusterName, clusterArn: clusterArn(...place, clusterName) };
}

/** Text; undefined where there is none. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
