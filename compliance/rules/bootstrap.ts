import { BOOTSTRAP_IDS, bootstrapNames, type BootstrapId } from "../../policies/bootstrap/names";
import { CATALOGUE } from "../../policies/catalogue";
import type { ManagedRow, PolicyRow } from "../../policies/catalogue-row";
import type { Resource } from "../../terraform/model";
import type { RoleView } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import { setReferences } from "../conformance/reference";
import { nearest, resultsOf } from "../conformance/results";
import { TELL_ACCOUNT } from "../identify/place";
import { textOf } from "../../terraform/known";
import { bootstrapSets, identifierOf, type BootstrapSet } from "../identify/bootstrap-sets";
import { localAddress } from "../identify/roles";
import { fail, orPass, undecided, unsure, type Results, ruleForEach } from "../results";
import type { RuleContext } from "../rule";

export const identifiersBootstrap = ruleForEach(
  "identifiers-bootstrap",
  bootstrapSets,
  (set, context) => {
    const words = "identifiers, names, path and boundaries are the documented ones";
    return orPass(deviations(set, context), set.anchor, words);
  },
);

function* deviations(set: BootstrapSet, context: RuleContext): Results {
  for (const id of BOOTSTRAP_IDS) yield* memberResults(context, set, id);
  for (const { id, policies } of CATALOGUE.bootstrap.roles) {
    const role = set.members.get(id);
    const view = role && context.model.roles().find(({ resource }) => resource === role);
    if (!view) continue;
    yield* boundaryResults(set, view);
    for (const policy of policies) yield* attachmentResults(context, set, view, policy);
  }
}

function* memberResults(
  { model }: RuleContext,
  { members, anchor, prefix, path, deployment }: BootstrapSet,
  id: BootstrapId,
): Results {
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
  { members, prefix }: BootstrapSet,
  { resource: role, boundary }: RoleView,
): Results {
  const at = { attribute: "permissions_boundary", key: "boundary" };
  const wanted = bootstrapNames(prefix).permission_boundary;
  const is = (found: string) =>
    fail(role, `its permissions boundary is ${found}, not ${wanted}`, at);
  if (!boundary) {
    yield fail(role, `it has no permissions boundary; the document has ${wanted} for it`, at);
  } else if (boundary.policy) {
    const { resource } = boundary.policy;
    if (resource !== members.get("permission_boundary")) yield is(resource.address);
  } else if (!boundary.arn.known) {
    yield undecided(role, boundary.arn, at);
  } else if (!boundary.arn.value.endsWith(`/${wanted}`)) {
    yield is(boundary.arn.value);
  }
}

function* attachmentResults(
  { model }: RuleContext,
  { members, prefix }: BootstrapSet,
  { resource: role, identity, attachedUnknown }: RoleView,
  row: PolicyRow,
): Results {
  const policy = members.get(row.id);
  if (!policy) return;
  const key = "attachment";
  if (identity.some(({ resource }) => resource === policy)) {
    // The attachment is one of the eleven identifiers.
    const id = (row.use === "managed" && row.attachment) || row.id;
    const wanted = `aws_iam_role_policy_attachment.${id}`;
    const isWanted = ({ address, file }: Resource) =>
      file === role.file && localAddress(address) === wanted;
    if (model.resources.some(isWanted)) return;
    const text = `its policy is attached by another resource than ${wanted}`;
    yield fail(role, text, { key, severity: "warning" });
    return;
  }
  // Of an attachment that may be any, policy-admin tells.
  if (attachedUnknown.length === 0 && model.inputOf(role).gaps.length === 0) {
    yield fail(role, `${prefix}${row.suffix} is not attached to it, so it may do nothing`, { key });
  }
}

export const documentBootstrapPolicies = ruleForEach(
  "document-bootstrap-policies",
  bootstrapSets,
  function* (set, context) {
    for (const row of CATALOGUE.bootstrap.policies) yield* textResults(context, set, row);
  },
);

const managedPolicies = cachedOf((context: RuleContext) => {
  const written = context.model.policies().filter(({ attribute }) => attribute === "policy");
  return new Map(written.map((policy) => [policy.resource, policy]));
});

function* textResults(context: RuleContext, set: BootstrapSet, row: ManagedRow): Results {
  const resource = set.members.get(row.id);
  const policy = resource && managedPolicies(context).get(resource);
  // Of what is not known, policy-json tells.
  if (!resource || !policy?.document.known) return;
  const who = `the policy ${set.prefix}${row.suffix}`;
  const measured = nearest([policy], setReferences(context, set, row));
  if (measured) {
    yield* resultsOf(`whoever has ${who}`, policy, measured);
    return;
  }
  const message = `nothing tells the account, or the path and prefix, that ${who} must name`;
  yield unsure(resource, message, { attribute: "policy", fix: TELL_ACCOUNT });
}
