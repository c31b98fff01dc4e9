import type { Known, Resource } from "../../compliance/model";
import type { Model } from "../../compliance/readers/model-view";
import { isRecord } from "../../compliance/readers/json";
import { valueAt } from "../../compliance/readers/known";
import { simpleChange } from "./changes";
import type { Sides } from "./sides";
import type { PermissionChange } from "./diff";
import { pairUp, whereabouts, type Candidate } from "./pairs";
import { sameFiles } from "./same-input";
import { subject, type Subject } from "./subject";

/** Annotation by which EKS gives a service account its role. */
const ANNOTATION = "eks.amazonaws.com/role-arn";

interface Account {
  readonly kind: "service-account";
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly resource: Resource;
  /** ARN of the role; undefined without one. */
  readonly role: Known<string | undefined>;
}

/** Which role pods get by their service account; the role must trust it as well. */
export function serviceAccountChanges(models: Sides<Model>): Subject[] {
  const pairs = pairUp({ before: accountsOf(models.before), after: accountsOf(models.after) });
  return pairs.map(({ before: [before], after: [after] }) =>
    subject((after ?? before)!, { before, after }, changesOf(models, { before, after })),
  );
}

function changesOf(
  models: Sides<Model>,
  { before, after }: Sides<Account | undefined>,
): PermissionChange[] {
  const { label, address } = (after ?? before)!;
  const because = { policy: address };
  const [old, now] = [before?.role ?? NO_ROLE, after?.role ?? NO_ROLE];
  if (!old.known || !now.known) {
    const isSame =
      before &&
      after &&
      !old.known &&
      !now.known &&
      sameFiles(models, before.resource, after.resource);
    if (isSame) return [];
    const text = `which role pods of ${label} get cannot be told`;
    return [simpleChange("undecided", "binding", text, because)];
  }
  if (old.value === now.value) return [];
  const changes: PermissionChange[] = [];
  if (now.value !== undefined) {
    const text = `pods of ${label} may now work with role ${now.value}, if it trusts them`;
    changes.push(simpleChange("gained", "binding", text, because));
  }
  if (old.value !== undefined) {
    const text = `pods of ${label} no longer work with role ${old.value}`;
    changes.push(simpleChange("lost", "binding", text, because));
  }
  return changes;
}

const NO_ROLE: Known<undefined> = { known: true, value: undefined };

function accountsOf(model: Model): Candidate<Account>[] {
  const annotated = model
    .ofType("kubernetes_service_account", "kubernetes_service_account_v1")
    .map((resource) => {
      const at = Array.isArray(resource.values["metadata"]) ? ["metadata", 0] : ["metadata"];
      const [space, name] = [
        valueAt(resource, [...at, "namespace"]),
        valueAt(resource, [...at, "name"]),
      ];
      const annotations = valueAt(resource, [...at, "annotations"]);
      const role: Account["role"] = annotations.known
        ? { known: true, value: roleNamed(annotations.value) }
        : annotations;
      return account(model, resource, [space, name], role);
    });
  const associated = model.ofType("aws_eks_pod_identity_association").map((resource) => {
    const role = resource.resolve("role_arn");
    return account(
      model,
      resource,
      [resource.resolve("namespace"), resource.resolve("service_account")],
      role.known ? { known: true, value: text(role.value) } : role,
    );
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
): Candidate<Account> {
  const where = whereabouts(model, resource);
  const full =
    name.known && space.known
      ? `${text(space.value) ?? "default"}/${text(name.value) ?? "?"}`
      : undefined;
  const shown = full ?? resource.address;
  return {
    ...where,
    ...(full !== undefined && { exact: `${resource.type} ${where.place} ${full}` }),
    ...(full !== undefined && { name: `${resource.type} ${full}` }),
    view: {
      kind: "service-account",
      name: shown,
      label: `service account ${shown}`,
      address: resource.address,
      resource,
      role,
    },
  };
}
