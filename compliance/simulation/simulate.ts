import { cached, cachedOf } from "../../text/cache";
import { evaluate, type Decision, type Policies } from "../../iam/evaluate";
import { list, type NamedPolicy, type OneOrMore } from "../../iam/policy";
import type { Request } from "../../iam/request";
import { decisionWords } from "../../iam/words/decision";
import type { PolicyEdition } from "../../config/deployment";
import type { Asked } from "../../policies/catalogue";
import { keysOf, unknownKeysOf } from "./request-keys";
import {
  ASKED,
  type ParameterName,
  type RowParameters,
  type RowTarget,
  type SimulationRow,
} from "./row";

/** A deployment as the rows see it: its policies, and what their templates stand for. */
export interface SimulatedDeployment {
  readonly edition: PolicyEdition;
  readonly parameters: RowParameters;
  /** Rows of a kind that is not here are left out. Of a trust, only `resource` is needed. */
  readonly policies: Readonly<Partial<Record<Asked, Policies>>>;
}

export type RowResult =
  | {
      readonly row: SimulationRow;
      /** Undecided: it depends on something of the request that nothing here tells. */
      readonly outcome: "passed" | "failed" | "undecided";
      /** Of the resource that decided: the first that is denied, or else the last. */
      readonly decision: Decision;
      /** What was asked, what came out and which statement decided; one sentence. */
      readonly text: string;
    }
  | { readonly row: SimulationRow; readonly outcome: "skipped"; readonly text: string };

/**
 * Asks every row of a deployment.
 *
 * @throws PolicyShapeError for a policy that IAM would not take.
 */
export function simulate(
  rows: readonly SimulationRow[],
  subject: SimulatedDeployment,
): readonly RowResult[] {
  return rows.map((row) => simulateRow(row, subject));
}

function simulateRow(
  row: SimulationRow,
  { edition, parameters, policies }: SimulatedDeployment,
): RowResult {
  const skipped = (text: string): RowResult => ({ row, outcome: "skipped", text });
  const ofRole = policies[row.role];
  if (!ofRole) return skipped(`there is no ${row.role}`);
  if (row.edition !== undefined && row.edition !== edition) {
    return skipped(`the row is of the edition ${row.edition}`);
  }
  const missing = missingParameter(row, parameters);
  if (missing !== undefined) return skipped(`the deployment has no ${missing}`);

  const principal = bind(askerOf(row), parameters);
  const decisions = targetsOf(row).map(({ resource, context = {} }) => {
    const request = {
      principal,
      action: row.action,
      resource: bind(resource, parameters),
      resourceAccount: parameters.account,
    };
    const asked = {
      ...request,
      context: { ...keysOf(request, parameters), ...bindContext(context, parameters) },
    };
    return { request, ...decide(asked, completed(row, ofRole, parameters)) };
  });
  const decisive =
    decisions.find(({ decision }) => decision.result !== "Allowed") ??
    decisions[decisions.length - 1]!;
  const { request, decision } = decisive;
  const passed = (decision.result === "Allowed") === (row.expected === "allowed");
  const isOpen = decision.result === "Allowed" && decisions.some(({ certain }) => !certain);
  return {
    row,
    outcome: isOpen ? "undecided" : passed ? "passed" : "failed",
    decision,
    // Of most rows nobody asks it.
    get text() {
      return `${row.role}: ${row.action} on ${request.resource} should be ${row.expected} (${row.why}): ${decisionWords(decision)}`;
    },
  };
}

/** The decision at best, and whether it is the same at worst. */
function decide(request: Request, policies: Policies): { decision: Decision; certain: boolean } {
  const keys = unknownKeysOf(request, policies);
  if (!keys) return { decision: evaluate(request, policies), certain: true };
  const decision = evaluate({ ...request, unknownKeys: { keys, taken: "favourable" } }, policies);
  const worst = evaluate({ ...request, unknownKeys: { keys, taken: "unfavourable" } }, policies);
  return { decision, certain: decision.result === worst.result };
}

function targetsOf({ together, resource, context }: SimulationRow): readonly RowTarget[] {
  return together ?? [{ resource: resource ?? "*", context }];
}

/** Who asks, where a row does not say: the role that the policies belong to. */
function askerOf({ principal, role }: SimulationRow): string {
  return principal ?? ASKED.get(role)?.self ?? "";
}

const ANYTHING: NamedPolicy = {
  name: "may do anything",
  document: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
};

/**
 * A trust is asked what it lets in, whatever the caller's own policies say; a boundary what it
 * leaves of everything. Of roles to assume, nothing is known but their account, which is taken to
 * leave the choice to the caller's policies: with no trust at all they could not be assumed,
 * whatever those say.
 */
function completed(
  { role, action, alone }: SimulationRow,
  { boundary, ...policies }: Policies,
  { account = "" }: RowParameters,
): Policies {
  const part = ASKED.get(role)?.part;
  const ofTrust = part === "trust";
  return {
    ...policies,
    ...(boundary && !alone && { boundary }),
    ...((ofTrust || part === "boundary") && { identity: [ANYTHING] }),
    ...(!ofTrust && /^sts:/i.test(action) && { resource: trustOf(account) }),
  };
}

const trustOf = cached((account: string): NamedPolicy => ({
  name: "trust of the account",
  document: { Statement: { Effect: "Allow", Principal: { AWS: account }, Action: "sts:*" } },
}));

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** The first parameter that a row needs and a deployment does not have. */
function missingParameter(row: SimulationRow, parameters: RowParameters): string | undefined {
  return neededBy(row).find((name) => parameters[name] === undefined);
}

const neededBy = cachedOf((row: SimulationRow): readonly ParameterName[] => {
  const texts = [
    askerOf(row),
    ...targetsOf(row).flatMap(({ resource, context = {} }) => [
      resource,
      ...Object.entries(context).flatMap(([key, values]) => [key, ...list(values)]),
    ]),
  ];
  return texts.flatMap((text) =>
    [...text.matchAll(PLACEHOLDER)].map(([, name]) => name as ParameterName),
  );
});

function bind(template: string, parameters: RowParameters): string {
  if (!template.includes("{")) return template;
  return template.replace(PLACEHOLDER, (_whole, name: ParameterName) => parameters[name]!);
}

function bindContext(
  context: Readonly<Record<string, OneOrMore<string>>>,
  parameters: RowParameters,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, values]) => [
      bind(key, parameters),
      list(values).map((value) => bind(value, parameters)),
    ]),
  );
}
