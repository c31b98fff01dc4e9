import type { RuleResult } from "../finding";
import { BOOTSTRAP_IDS, bootstrapNames, type BootstrapId } from "../../policies/bootstrap/names";
import { CATALOGUE } from "../../policies/catalogue";
import type { PolicyRow, RoleRow } from "../../policies/catalogue-row";
import type { Resource } from "../../terraform/model";
import type { Rule, RuleContext } from "../rule";
import { bootstrapSets, identifierOf, textOf, type BootstrapSet } from "../identify/bootstrap-sets";
import { localAddress } from "../identify/roles";
import { fail, pass, undecided } from "../results";

export const rule: Rule = {
  id: "identifiers-bootstrap",
  title: "The bootstrap set has the documented identifiers, names, path and boundary",
  why: "Zilliz Cloud finds the roles and policies by these names, and the policies limit each other by path and boundary.",
  fix: "keep the identifiers of byoc-prerequisites; set prefix and path in the config only",
  snippet: { language: "yaml", text: "bootstrap:\n  prefix: zilliz-\n  path: /zilliz/" },
  severity: "error",
  severities: ["error", "warning"],
  documents: ["byoc-prerequisites, IAM permissions"],
  *check(context) {
    for (const set of bootstrapSets(context)) {
      const found = [
        ...BOOTSTRAP_IDS.flatMap((id) => [...memberResults(context, set, id)]),
        ...CATALOGUE.bootstrap.roles.flatMap((role) => [
          ...boundaryResults(context, set, role),
          ...role.policies.flatMap((policy) => [...attachmentResults(context, set, role, policy)]),
        ]),
      ];
      yield* found;
      if (found.length > 0) continue;
      yield pass(set.anchor, "identifiers, names, path and boundaries are the documented ones");
    }
  },
};

function* memberResults(
  { model }: RuleContext,
  { members, anchor, prefix, path, deployment }: BootstrapSet,
  id: BootstrapId,
): Iterable<RuleResult> {
  const name = bootstrapNames(prefix)[id];
  const resource = members.get(id);
  const identifier = identifierOf(id);
  if (!resource) {
    // The bootstrap role is there for the activation only.
    const gone = id === "bootstrap_role" && deployment?.bootstrap.bootstrapRole !== true;
    if (gone || model.inputOf(anchor).gaps.length > 0) return;
    const text = `there is no ${identifier}, which the document calls ${name}`;
    yield fail(anchor, text, { key: `missing:${identifier}`, severity: "warning" });
    return;
  }
  if (localAddress(resource.address) !== identifier) {
    const text = `${name} stands at ${resource.address}; the document calls it ${identifier}`;
    yield fail(resource, text, { key: "identifier", severity: "warning" });
  }
  const own = textOf(resource, "name");
  if (own !== undefined && own !== name) {
    const text = `it is named ${own}; the document, with the prefix of the others, says ${name}`;
    yield fail(resource, text, { key: "name", attribute: "name", severity: "warning" });
  }
  const ownPath = textOf(resource, "path") ?? "/";
  if (ownPath !== path) {
    const text = `its path is ${ownPath} and that of the others ${path}: their policies do not reach it`;
    yield fail(resource, text, { key: "path", attribute: "path" });
  }
}

function* boundaryResults(
  { model }: RuleContext,
  { members, prefix }: BootstrapSet,
  { id }: RoleRow,
): Iterable<RuleResult> {
  const role = members.get(id);
  if (!role) return;
  const at = { attribute: "permissions_boundary", key: "boundary" };
  const view = model.roles().find(({ resource }) => resource === role);
  const boundary = view?.boundary;
  const wanted = bootstrapNames(prefix).permission_boundary;
  if (!boundary) {
    yield fail(role, `it has no permissions boundary; the document has ${wanted} for it`, at);
  } else if (boundary.policy) {
    if (boundary.policy.resource !== members.get("permission_boundary")) {
      const text = `its permissions boundary is ${boundary.policy.resource.address}, not ${wanted}`;
      yield fail(role, text, at);
    }
  } else if (!boundary.arn.known) {
    yield undecided(role, boundary.arn, at);
  } else if (!boundary.arn.value.endsWith(`/${wanted}`)) {
    yield fail(role, `its permissions boundary is ${boundary.arn.value}, not ${wanted}`, at);
  }
}

function* attachmentResults(
  { model }: RuleContext,
  { members, prefix }: BootstrapSet,
  { id }: RoleRow,
  row: PolicyRow,
): Iterable<RuleResult> {
  const role = members.get(id);
  const policy = members.get(row.id);
  const view = model.roles().find(({ resource }) => resource === role);
  if (!role || !policy || !view) return;
  if (view.identity.some(({ resource }) => resource === policy)) {
    yield* attachmentIdentifier(model.resources, role, row);
    return;
  }
  const [unknown] = view.attachedUnknown;
  const at = { key: "attachment" };
  if (unknown) {
    yield { verdict: "UNKNOWN", resource: unknown.resource, message: unknown.why, ...at };
  } else if (model.inputOf(role).gaps.length === 0) {
    yield fail(role, `${prefix}${row.suffix} is not attached to it, so it may do nothing`, at);
  }
}

/** The attachment is one of the eleven identifiers. */
function* attachmentIdentifier(
  resources: readonly Resource[],
  role: Resource,
  row: PolicyRow,
): Iterable<RuleResult> {
  const id = (row.use === "managed" && row.attachment) || row.id;
  const wanted = `aws_iam_role_policy_attachment.${id}`;
  const there = resources.some(
    ({ address, file }) => file === role.file && localAddress(address) === wanted,
  );
  if (there) return;
  const text = `its policy is attached by another resource than ${wanted}`;
  yield fail(role, text, { key: "attachment", severity: "warning" });
}
