import { groupBy } from "../../../text/group";
import { statementsOf } from "../../../iam/statement";
import type { PolicyOf } from "../../../terraform/model-view";
import type { Deployment } from "../../../config/deployment";
import type { AccessRow, TrustGraph, TrustNode } from "../../review";
import { roleName } from "../roles";
import { documentOf, type ReviewSource } from "../source";
import { valueOf } from "../../../terraform/known";
import { bucketEnd, endsIn, type TrustEnd } from "./ends";
import { GraphBuilder } from "./graph-builder";
import { trustLabel } from "./labels";
import { node, principalNode } from "./nodes";
import { bucketsNamed, reachOfBucket, reachOfKey } from "./reach";

/**
 * Who becomes which role, and which buckets and keys the roles reach: those of their own deployment,
 * and those that a policy names. Patterns may match more in the account; the access rows say it.
 */
export function trustsOf(source: ReviewSource, access: readonly AccessRow[]): TrustGraph {
  const graph = new GraphBuilder();
  const ends = groupBy(endsIn(source), ({ deployment }) => deployment);
  const roles = groupBy(source.model.roles(), ({ resource }) => source.stackOf(resource).id);
  const granted = access.filter(({ standing }) => standing === undefined);
  const rows = groupBy(granted, ({ stack, address }) => `${stack} ${address}`);
  for (const deployment of source.deployments) {
    const own = ends.get(deployment.name) ?? [];
    for (const { id } of source.stacks.filter((stack) => stack.deployment === deployment.name)) {
      for (const view of roles.get(id) ?? []) {
        const role = graph.add(node("role", roleName(view), valueOf(view.arn)));
        addTrust(graph, view.trust, role, deployment);
        addReach(graph, role, rows.get(`${id} ${view.resource.address}`) ?? [], own, deployment);
      }
    }
    for (const end of own) addUsers(graph, end, deployment);
  }
  return graph.graph();
}

function addTrust(
  graph: GraphBuilder,
  trust: PolicyOf,
  role: TrustNode,
  deployment: Deployment,
): void {
  for (const statement of statementsOf(documentOf(trust))) {
    for (const element of statement.principals?.elements ?? []) {
      const who = principalNode(element, deployment);
      const label = trustLabel(statement, who.kind);
      graph.connect(who, role, { kind: "assume", label, deployment: deployment.name });
    }
  }
}

function addReach(
  graph: GraphBuilder,
  role: TrustNode,
  rows: readonly AccessRow[],
  own: readonly TrustEnd[],
  { name }: Deployment,
): void {
  const known = new Set(own.map((end) => end.node.label));
  const named = [...bucketsNamed(rows)].filter(([bucket]) => !known.has(bucket));
  for (const end of [...own, ...named.map(([bucket, arn]) => bucketEnd(bucket, arn))]) {
    const label = end.kind === "key" ? reachOfKey(rows, end) : reachOfBucket(rows, end);
    if (label !== undefined)
      graph.connect(role, end.node, { kind: "use", label, deployment: name });
  }
}

/** Others that the policy of a bucket or key lets in. */
function addUsers(graph: GraphBuilder, end: TrustEnd, deployment: Deployment): void {
  graph.add(end.node);
  if (!end.policy) return;
  for (const { effect, principals } of statementsOf(documentOf(end.policy))) {
    if (effect === "Deny") continue;
    for (const element of principals?.elements ?? []) {
      const who = principalNode(element, deployment);
      const label =
        who.kind === "own-account"
          ? "whoever its IAM policies allow"
          : `by the ${end.kind}'s policy`;
      graph.connect(who, end.node, { kind: "use", label, deployment: deployment.name });
    }
  }
}
