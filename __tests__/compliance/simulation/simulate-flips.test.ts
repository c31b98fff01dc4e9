import type { Policies } from "../../../iam/evaluate";
import { list, type IamStatement, type NamedPolicy } from "../../../iam/policy";
import { simulate, type SimulatedDeployment } from "../../../compliance/simulation/simulate";
import { SIMULATION_TABLE } from "../../../compliance/simulation/table";
import { deploymentOf, subjectOf } from "./deployment";

/** One change of a policy's statement; a statement of which nothing is left is dropped. */
type Change = (statement: IamStatement) => IamStatement | undefined;

const without = (statement: IamStatement, ...keys: (keyof IamStatement)[]): IamStatement =>
  Object.fromEntries(
    Object.entries(statement).filter(([key]) => !keys.includes(key as never)),
  ) as unknown as IamStatement;

/** What somebody may do to one statement: each alone, as a row should tell them apart. */
const CHANGES: Readonly<Record<string, Change>> = {
  "is dropped": () => undefined,
  "loses its condition": (statement) => without(statement, "Condition"),
  "takes every action of its services": (statement) => ({
    ...statement,
    Action: list(statement.Action).map((action) => action.replace(/:.*/, ":*")),
  }),
  "takes every resource": (statement) =>
    statement.Resource === undefined ? statement : { ...statement, Resource: "*" },
  "takes everybody": (statement) =>
    statement.Principal === undefined ? statement : { ...statement, Principal: "*" },
  "takes every action": (statement) => ({ ...without(statement, "NotAction"), Action: "*" }),
  "takes everything": (statement) => ({
    ...without(statement, "Condition", "NotAction", "NotResource"),
    Action: "*",
    ...(statement.Principal === undefined ? { Resource: "*" } : { Principal: "*" }),
  }),
};

interface Changed {
  readonly what: string;
  readonly policies: Policies;
}

/** The policies of one role with every single change, and without their boundary. */
function* changesOf(policies: Policies): Iterable<Changed> {
  const { identity = [], boundary, resource } = policies;
  for (const [at, policy] of identity.entries()) {
    for (const { what, policy: changed } of changesOfPolicy(policy)) {
      yield { what, policies: { ...policies, identity: identity.with(at, changed) } };
    }
  }
  if (boundary) {
    yield { what: "the boundary is detached", policies: withoutBoundary(policies) };
    for (const { what, policy } of changesOfPolicy(boundary)) {
      yield { what, policies: { ...policies, boundary: policy } };
    }
  }
  if (!resource) return;
  for (const { what, policy } of changesOfPolicy(resource)) {
    yield { what, policies: { ...policies, resource: policy } };
  }
}

function withoutBoundary({ identity, resource }: Policies): Policies {
  return { ...(identity && { identity }), ...(resource && { resource }) };
}

function* changesOfPolicy({ name, document }: NamedPolicy) {
  const statements = list(document.Statement);
  for (const [at, statement] of statements.entries()) {
    for (const [words, change] of Object.entries(CHANGES)) {
      const changed = change(statement);
      const Statement = statements.flatMap((one, index) => (index === at ? (changed ?? []) : one));
      const what = `${name}, statement ${statement.Sid ?? `#${at + 1}`}, ${words}`;
      yield { what, policy: { name, document: { ...document, Statement } } };
    }
  }
}

const subjects: readonly SimulatedDeployment[] = (["documented", "current"] as const).flatMap(
  (edition) =>
    [false, true].map((bounded) =>
      // Boundary or not, the trusts are the same: one half of them shows the other way of Milvus.
      subjectOf(deploymentOf({ edition, bounded, keys: "alias", cluster: true, pods: bounded })),
    ),
);

/** By row, a change of some good deployment by which the row fails. */
function flips(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const subject of subjects) {
    for (const [role, policies] of Object.entries(subject.policies)) {
      const failed = (changed: Policies) =>
        simulate(
          SIMULATION_TABLE.filter((row) => row.role === role),
          { ...subject, policies: { [role]: changed } },
        ).filter(({ outcome }) => outcome === "failed");
      expect(failed(policies)).toEqual([]);
      for (const { what, policies: changed } of changesOf(policies)) {
        for (const { row } of failed(changed)) {
          if (!found.has(row.id)) found.set(row.id, what);
        }
      }
    }
  }
  return found;
}

describe("the table", () => {
  let found: ReadonlyMap<string, string>;
  beforeAll(() => (found = flips()));

  it.each(SIMULATION_TABLE.map(({ id }) => id))(
    "%s fails after one change of policies that are good",
    (id) => expect(found.get(id)).toEqual(expect.any(String)),
  );
});
