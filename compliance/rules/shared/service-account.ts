import type { Known, Model } from "../../model";
import { mapKnown, valueAt } from "../../readers/known";
import { blockAt } from "./blocks";
import type { Release } from "./release";

/** Annotation by which EKS gives a service account its role. */
export const ANNOTATION = "eks.amazonaws.com/role-arn";

/** ARN that the annotation names, of the chart's own service account or of one beside it. */
export function roleArnOf(
  { get }: Release,
  model: Model,
  namespace: string,
  name: string,
  create: boolean,
): Known<string | undefined> {
  const own = get("serviceAccount", "annotations");
  if (!own.known) return own;
  if (create) return { known: true, value: annotated(own.value) };
  const accounts = model.ofType("kubernetes_service_account", "kubernetes_service_account_v1");
  for (const account of accounts) {
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
  const why = `no input has the service account ${namespace}/${name}`;
  return { known: false, attribute: "the role", why };
}

function annotated(annotations: unknown): string | undefined {
  return text((annotations as Readonly<Record<string, unknown>> | null | undefined)?.[ANNOTATION]);
}

/** Whether the role is given by EKS Pod Identity, without any annotation. */
export function hasPodIdentity(model: Model, namespace: string, name: string): boolean {
  return model
    .ofType("aws_eks_pod_identity_association")
    .some(({ values }) => values["namespace"] === namespace && values["service_account"] === name);
}

/** Text; undefined where there is none. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
