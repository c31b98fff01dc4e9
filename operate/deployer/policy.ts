import { POLICY_SIZE } from "../../aws/limits";
import { VENDOR_TAG } from "../../config/defaults";
import type { Deployment } from "../../config/deployment";
import { policy, type PolicyDocument, type PolicyStatement } from "../../policies/document";
import { policySize, renderPolicy } from "../../policies/render";
import { entriesOf, resourcesOf, type MadeStack } from "../made";
import { valueAt } from "../../text/record";
import table from "./actions.json";
import { stateStatements } from "./backend";
import { inRegion, newPlace, PLACES, type Place } from "./places";

/** What the AWS provider calls for each type of resource, by the place where it is allowed. */
const TYPES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = table.types;

/**
 * The least policies with which a stack can be planned, applied, changed and destroyed: what the
 * AWS provider calls for its resources, on their names alone, and what its backend needs. Several
 * where one would be longer than IAM takes.
 *
 * @throws Error for a type of resource of which the table knows nothing.
 */
export function deployerPolicies(stack: MadeStack, deployment: Deployment): PolicyDocument[] {
  return packed([...statementsOf(stack, deployment), ...stateStatements(stack, deployment)]);
}

/** The same before it is cut to IAM's sizes, without the backend. */
export function statementsOf(stack: MadeStack, deployment: Deployment): PolicyStatement[] {
  const actions = new Map<string, { place: Place; actions: Set<string> }>();
  const allow = (place: Place, more: readonly string[]) => {
    const { Resource, Condition } = place;
    const key = JSON.stringify({ Resource, Condition });
    const known = actions.get(key) ?? { place, actions: new Set<string>() };
    actions.set(key, known);
    for (const action of more) known.actions.add(action);
  };
  const made: string[] = [];
  for (const type of typesIn(stack)) {
    for (const [name, list] of Object.entries(rowOf(type))) {
      const isNew = name.startsWith("new-") && !Object.hasOwn(PLACES, name);
      const places = isNew ? newPlace(name, deployment) : PLACES[name]?.(stack, deployment);
      for (const place of places ?? []) allow(place, list);
      if (isNew) made.push(...list.map((action) => action.replace("ec2:", "")));
    }
  }
  if (made.length > 0) for (const [place, list] of tagging(made, deployment)) allow(place, list);
  const sids = new Map<string, number>();
  return [...actions.values()].map(({ place, actions: allowed }) => {
    const { Sid = "", ...rest } = place;
    const before = sids.get(Sid) ?? 0;
    sids.set(Sid, before + 1);
    return {
      Sid: before === 0 ? Sid : `${Sid}${before + 1}`,
      Effect: "Allow",
      Action: [...allowed].sort(),
      ...rest,
    };
  });
}

function typesIn(stack: MadeStack): string[] {
  const types = resourcesOf(stack).map(({ type }) => type);
  const data = entriesOf(valueAt(stack.json, ["data"])).map(([type]) => `data.${type}`);
  // The rest of a release's stack is the cluster's, or nobody's.
  return [...new Set([...types, ...data])].filter((type) => /^(data\.)?aws_/.test(type)).sort();
}

function rowOf(type: string): Readonly<Record<string, readonly string[]>> {
  const row = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!row) throw new Error(`operate/deployer/actions.json knows no rights of ${type}`);
  return row;
}

/** Tags of what is new in EC2, and of what is ours. */
function tagging(made: readonly string[], deployment: Deployment): [Place, readonly string[]][] {
  const Resource = [inRegion("ec2", "*/*", deployment)];
  const created = { StringEquals: { "ec2:CreateAction": [...new Set(made)].sort() } };
  const ours = { StringEquals: { [`aws:ResourceTag/${VENDOR_TAG.key}`]: VENDOR_TAG.value } };
  return [
    [{ Sid: "NetworkTags", Resource, Condition: created }, ["ec2:CreateTags"]],
    [{ Sid: "OwnNetwork", Resource, Condition: ours }, ["ec2:CreateTags", "ec2:DeleteTags"]],
  ];
}

/** Statements in as few policies as IAM's limit allows, each in the first that has room. */
function packed(statements: readonly PolicyStatement[]): PolicyDocument[] {
  const policies: PolicyStatement[][] = [];
  for (const statement of statements) {
    const room = policies.find((list) => sizeOf([...list, statement]) <= POLICY_SIZE.managed);
    if (room) room.push(statement);
    else policies.push([statement]);
  }
  return policies.map((list) => {
    const made = policy("derived", "what the AWS provider calls", list);
    // Refuses what is too long, and expressions.
    renderPolicy(made, "managed");
    return made.document;
  });
}

function sizeOf(Statement: readonly PolicyStatement[]): number {
  return policySize({ Version: "2012-10-17", Statement });
}
