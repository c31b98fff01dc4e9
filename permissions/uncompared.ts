import type { Model } from "../terraform/model-view";
import { simpleChange } from "./changes";
import type { Sides, SubjectChanges } from "./diff";
import { placeName } from "./pairs";
import { sameInput } from "./same-input";
import { candidate, subject, subjects } from "./subjects";
import { writtenAs } from "./written";

interface Uncompared {
  /** What resources of this type decide. */
  readonly decides: string;
  /** Attributes that decide it. */
  readonly attributes: readonly string[];
}

/** Types whose rights are not compared. */
const TYPES: Readonly<Record<string, Uncompared>> = {
  aws_lambda_permission: {
    decides: "who may call a function",
    attributes: ["function_name", "action", "principal", "source_arn", "source_account"],
  },
  aws_eks_access_entry: {
    decides: "who gets into a Kubernetes cluster",
    attributes: ["cluster_name", "principal_arn", "kubernetes_groups", "type"],
  },
  aws_eks_access_policy_association: {
    decides: "what somebody may do in a Kubernetes cluster",
    attributes: ["cluster_name", "principal_arn", "policy_arn", "access_scope"],
  },
  aws_s3_account_public_access_block: {
    decides: "whether buckets of the account may be public",
    attributes: [
      "block_public_acls",
      "block_public_policy",
      "ignore_public_acls",
      "restrict_public_buckets",
    ],
  },
  aws_s3_access_point: {
    decides: "who may use a bucket",
    attributes: ["bucket", "policy", "public_access_block_configuration"],
  },
  aws_ssoadmin_permission_set_inline_policy: {
    decides: "what people who sign in may do",
    attributes: ["permission_set_arn", "inline_policy"],
  },
};

/** Resources that give rights in ways that are not looked into: that one changed must be seen. */
export function uncomparedChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, othersOf, ({ address, decides }, { before, after }) => {
    if (before?.says === after?.says) return [];
    const verb = before && after ? "has changed" : after ? "is new" : "is gone";
    const text = `${address} ${verb}, which decides ${decides}; it cannot be told whether anybody may do more by it`;
    return [simpleChange("undecided", "unknown", text, { policy: address })];
  });
}

function othersOf(model: Model) {
  return Object.entries(TYPES).flatMap(([type, { decides, attributes }]) =>
    model.ofType(type).map((resource) => {
      const { address } = resource;
      const says = writtenAs(resource, attributes);
      const kind = "resource" as const;
      return candidate(model, resource, { kind, name: address, label: address, says, decides });
    }),
  );
}

/** Files that leave something out: nothing can be said of what is in there. */
export function gapChanges({ before, after }: Sides<Model>): SubjectChanges[] {
  const gaps = (one: Model, other: Model) =>
    one.inputs
      .filter((input) => input.gaps.length > 0)
      .filter((input) => !other.inputs.some((same) => sameInput(input, same)))
      .flatMap((input) => input.gaps.map((gap) => [placeName(input), gap] as const));
  const all = new Map(
    [...gaps(before, after), ...gaps(after, before)].map((gap) => [gap.join("\0"), gap]),
  );
  return [...all.values()].map(([name, gap]) => {
    const label = `file ${name}`;
    const text = `it cannot be told what else has changed: in ${name} ${gap}`;
    const change = simpleChange("undecided", "unknown", text, { policy: name });
    const named = { kind: "input" as const, name, label, address: name };
    return subject(named, { before: named, after: named }, [change]);
  });
}
