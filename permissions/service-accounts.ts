import { principalWords } from "../iam/words/principal";
import type { Known, Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import { isRecord } from "../text/record";
import { allKnown, known, mapKnown, valueAt } from "../terraform/known";
import { simpleChange } from "./changes";
import type { PermissionChange, Sides, SubjectChanges } from "./diff";
import { placeName, type Candidate } from "./pairs";
import { sameFiles } from "./same-input";
import { candidate, subjects, type Named } from "./subjects";

/** Annotation by which EKS gives a service account its role. */
const ANNOTATION = "eks.amazonaws.com/role-arn";

interface Account extends Named {
  readonly resource: Resource;
  /** Namespace and name, and the cluster where that is told. */
  readonly pods: Known<string>;
  /** ARN of the role; undefined without one. */
  readonly role: Known<string | undefined>;
}

/** Which role pods get by their service account; the role must trust it as well. */
export function serviceAccountChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, accountsOf, (shown, sides) => changesOf(models, shown, sides));
}

function changesOf(
  models: Sides<Model>,
  { label, address }: Account,
  { before, after }: Sides<Account | undefined>,
): PermissionChange[] {
  const because = { policy: address };
  const [old, now] = [before?.role ?? NO_ROLE, after?.role ?? NO_ROLE];
  const [from, to] = [before?.pods ?? NO_ROLE, after?.pods ?? NO_ROLE];
  if (!old.known || !now.known || !from.known || !to.known) {
    const isSame =
      before &&
      after &&
      old.known === now.known &&
      from.known === to.known &&
      sameFiles(models, before.resource, after.resource);
    if (isSame) return [];
    const text =
      from.known && to.known
        ? `it cannot be told which role pods of ${label} get`
        : `it cannot be told which pods get the role of ${label}`;
    return [simpleChange("undecided", "binding", text, because)];
  }
  if (old.value === now.value && from.value === to.value) return [];
  const changes: PermissionChange[] = [];
  if (now.value !== undefined && after) {
    const text = `pods of ${after.label} may now work as ${roleWords(now.value)}, if it trusts them`;
    changes.push(simpleChange("gained", "binding", text, because));
  }
  if (old.value !== undefined && before) {
    const text = `pods of ${before.label} may no longer work as ${roleWords(old.value)}`;
    changes.push(simpleChange("lost", "binding", text, because));
  }
  return changes;
}

function roleWords(arn: string): string {
  return principalWords({ type: "AWS", name: arn });
}

const NO_ROLE = known(undefined);

function accountsOf(model: Model): Candidate<Account>[] {
  const annotated = model
    .ofType("kubernetes_service_account", "kubernetes_service_account_v1")
    .map((resource) => {
      const at = Array.isArray(resource.values["metadata"]) ? ["metadata", 0] : ["metadata"];
      const [space, name, annotations] = ["namespace", "name", "annotations"].map((key) =>
        valueAt(resource, [...at, key]),
      );
      return account(model, resource, [space!, name!], mapKnown(annotations!, roleNamed));
    });
  const associated = model.ofType("aws_eks_pod_identity_association").map((resource) => {
    const names = [resource.resolve("namespace"), resource.resolve("service_account")] as const;
    const role = mapKnown(resource.resolve("role_arn"), text);
    return account(model, resource, names, role, resource.resolve("cluster_name"));
  });
  return [...annotated, ...associated];
}

function roleNamed(annotations: unknown): string | undefined {
  return isRecord(annotations) ? text(annotations[ANNOTATION]) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function account(
  model: Model,
  resource: Resource,
  [space, name]: readonly [Known<unknown>, Known<unknown>],
  role: Account["role"],
  cluster: Known<unknown> = NO_ROLE,
): Candidate<Account> {
  const full =
    name.known && space.known
      ? `${text(space.value) ?? "default"}/${text(name.value) ?? "?"}`
      : undefined;
  const shown = full ?? resource.address;
  const place =
    cluster.known && cluster.value !== undefined ? ` of cluster ${text(cluster.value)}` : "";
  const told = {
    kind: "service-account" as const,
    name: shown,
    label: `service account ${shown}${place}`,
  };
  const pods = mapKnown(allKnown(space, name, cluster), () => `${shown}${place}`);
  const { type } = resource;
  const file = placeName(model.inputOf(resource));
  return candidate(
    model,
    resource,
    { ...told, pods, resource, role },
    full === undefined ? {} : { exact: `${type} ${file} ${full}`, name: `${type} ${full}` },
  );
}
