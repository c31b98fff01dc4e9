import type { ContextEntry, EvaluationResult, SimulatePolicyResponse } from "@aws-sdk/client-iam";
import type { PolicyStatement } from "../../../policies/document";
import { list } from "../../../iam/policy";
import { count } from "../../../text/count";
import { groupBy } from "../../../text/group";
import { command } from "../../../text/shell";
import { sorted, unique } from "../../../text/unique";
import type { Asking } from "../../aws/asking";
import { stateStatements } from "../../deployer/backend";
import { statementsOf } from "../../deployer/policy";
import { failed, ok, undecided, type LineBody } from "../line";
import type { Inquiry } from "../subject";

/** Denied actions that a line names. */
const MOST_NAMED = 6;

/** One right that a stack needs. */
interface Right {
  readonly stack: string;
  readonly action: string;
  readonly resource: string;
  readonly condition: PolicyStatement["Condition"];
}

/** Whether the caller has the rights that the stacks need, as IAM itself simulates it. */
export async function rights(asking: Inquiry): Promise<readonly LineBody[]> {
  const { stacks, deployment } = asking;
  const source = await sourceOf(asking);
  const about = "rights of the stacks";
  if (source === undefined) {
    const why = `IAM simulates users and roles alone, not ${asking.caller}`;
    return [undecided(about, { why })];
  }
  const needed = stacks.flatMap((stack) =>
    [...statementsOf(stack, deployment), ...stateStatements(stack, deployment)].flatMap(
      (statement) => rightsIn(statement, stack.id),
    ),
  );
  const denials = await denied(needed, source, asking);
  return stacks.flatMap(({ id }) => {
    const own = needed.filter(({ stack }) => stack === id);
    return own.length === 0 ? [] : [lineOf(id, own, denials, asking.caller)];
  });
}

function rightsIn({ Action, Resource = [], Condition }: PolicyStatement, stack: string): Right[] {
  return list(Action).flatMap((action) =>
    list(Resource).map((resource) => ({ stack, action, resource, condition: Condition })),
  );
}

/** The user or role whose policies count; a session's ARN has neither its role's path nor its name alone. */
async function sourceOf({ caller, aws }: Inquiry): Promise<string | undefined> {
  if (/:user\//.test(caller)) return caller;
  const [, RoleName] = /:assumed-role\/([^/]+)\//.exec(caller) ?? [];
  if (RoleName === undefined) return undefined;
  return (await aws.iam.role(RoleName))?.Role?.Arn;
}

/** Rights that IAM would not give, and why. One call for each service and condition. */
async function denied(
  needed: readonly Right[],
  source: string,
  { aws: { asking } }: Inquiry,
): Promise<ReadonlyMap<Right, string>> {
  const groups = groupBy(needed, ({ action, condition }) =>
    JSON.stringify([action.replace(/:.*/, ""), condition]),
  );
  const found = await Promise.all(
    [...groups.values()].map(async (group) => {
      const results = await simulated(group, source, asking);
      return group.flatMap((right) => {
        const why = whyDenied(right, results);
        return why === undefined ? [] : [[right, why] as const];
      });
    }),
  );
  return new Map(found.flat());
}

function simulated(
  group: readonly Right[],
  PolicySourceArn: string,
  asking: Asking,
): Promise<readonly EvaluationResult[]> {
  const { sdk, client } = asking.session;
  const input = {
    PolicySourceArn,
    ActionNames: unique(group.map(({ action }) => action)),
    ResourceArns: unique(group.map(({ resource }) => resource)),
    ContextEntries: contextOf(group[0]?.condition),
  };
  const pages = sdk.paginateSimulatePrincipalPolicy({ client: client("iam") }, input);
  const itemsOf = (page: SimulatePolicyResponse) => page.EvaluationResults;
  return asking.all("iam:SimulatePrincipalPolicy", pages, itemsOf);
}

/** The condition as what AWS would know of the request. */
function contextOf(condition: PolicyStatement["Condition"] = {}): ContextEntry[] {
  return Object.values(condition).flatMap((keys) =>
    Object.entries(keys).map(([ContextKeyName, values]) => ({
      ContextKeyName,
      // Any of them will do.
      ContextKeyValues: list(values).slice(0, 1),
      ContextKeyType: "string" as const,
    })),
  );
}

/** Undefined where it is allowed. */
function whyDenied(
  { action, resource }: Right,
  results: readonly EvaluationResult[],
): string | undefined {
  const own = results.filter(({ EvalActionName: name }) => name === action);
  const result = own.find(({ EvalResourceName: name }) => name === resource) ?? own[0];
  const special = own
    .flatMap(({ ResourceSpecificResults: specials = [] }) => specials)
    .find(({ EvalResourceName: name }) => name === resource);
  const decision = special?.EvalResourceDecision ?? result?.EvalDecision;
  if (decision === "allowed") return undefined;
  if (result?.OrganizationsDecisionDetail?.AllowedByOrganizations === false) {
    return "by a service control policy";
  }
  const boundary =
    special?.PermissionsBoundaryDecisionDetail ?? result?.PermissionsBoundaryDecisionDetail;
  if (boundary?.AllowedByPermissionsBoundary === false) return "by the permissions boundary";
  return decision === "explicitDeny" ? "by a Deny" : "for want of an Allow";
}

function lineOf(
  stack: string,
  needed: readonly Right[],
  denials: ReadonlyMap<Right, string>,
  caller: string,
): LineBody {
  const about = `rights for ${stack}`;
  const actionsIn = (own: readonly Right[]) => sorted(own.map(({ action }) => action));
  const missing = needed.filter((right) => denials.has(right));
  const actions = actionsIn(missing);
  const all = count(actionsIn(needed).length, "action");
  if (actions.length === 0) return ok(about, `${all}, all allowed to ${caller}`);
  const more = actions.length - MOST_NAMED;
  const named = actions.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  const why = sorted(missing.map((right) => denials.get(right))).join("; ");
  return failed(about, `${actions.length} of ${all} denied: ${named}`, {
    reason: `denied ${why}`,
    fix: `${command("byoc", "doctor", stack, "--print-deployer-policy")} prints what ${caller} needs`,
  });
}
