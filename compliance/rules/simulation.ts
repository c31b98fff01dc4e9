import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { listed } from "../../text/list";
import { PolicyShapeError } from "../../iam/policy";
import type { SimulationRow } from "../simulation/row";
import { simulate, type RowResult } from "../simulation/simulate";
import { SIMULATION_TABLE } from "../simulation/table";
import { ruleOf, type RuleContext } from "../rule";
import { effectiveOf, isOfAws, type Effective } from "../policies/effective";
import { askedPlace, TELL_ACCOUNT } from "../identify/place";
import { identifiedRoles, type IdentifiedRole } from "../identify/roles";
import { roleRow, type Asked } from "../../policies/catalogue";
import { editionFor, parametersFor, policiesFor } from "../simulation/of-role";
import { fail, pass, unsure, type Results } from "../results";

export const rule = ruleOf("simulation", function* (context) {
  const rowsOf = groupBy([...SIMULATION_TABLE, ...(context.rows ?? [])], ({ role }) => role);
  let left = MOST_QUESTIONS * context.model.inputs.length;
  yield* untoldAccounts(context);
  yield* boundariesElsewhere(context);
  for (const role of identifiedRoles(context)) {
    const effective = effectiveOf(context, role.view);
    for (const kind of Object.values(roleRow(role.kind).asked)) {
      const rows = rowsOf.get(kind) ?? [];
      left -= rows.length;
      if (left < 0) {
        yield NOT_ASKED;
        return;
      }
      yield* judge(context, role, kind, rows, effective);
    }
  }
});

/** Once for each account, not for each role; of those in trusts the rules about trusts tell. */
function* untoldAccounts(context: RuleContext): Results {
  const told = new Set<string>();
  for (const role of identifiedRoles(context)) {
    for (const account of askedPlace(context, role).untold) {
      if (told.has(account)) continue;
      told.add(account);
      const message = `policies of documented roles name account ${account}; nothing tells whether that is this account, so they are judged as if it were`;
      yield unsure(role.view.resource.file, message, {
        key: `account ${account}`,
        fix: TELL_ACCOUNT,
      });
    }
  }
}

/** Once for each boundary: many roles have the same. */
function* boundariesElsewhere(context: RuleContext): Results {
  const bounded = identifiedRoles(context).flatMap(({ view }) => {
    const { boundaryElsewhere: arn, unread } = effectiveOf(context, view);
    return arn === undefined || unread.length > 0 || view.identity.length === 0
      ? []
      : [{ arn, resource: view.resource }];
  });
  for (const [arn, roles] of groupBy(bounded, (one) => one.arn)) {
    const names = listed(roles.map(({ resource }) => resource.address));
    const message = `no input holds the boundary ${arn}, so what it leaves of the rights of ${names} cannot be told`;
    const fix = "check together with the file that makes the boundary";
    yield unsure(roles[0]!.resource.file, message, { key: arn, severity: "info", fix });
  }
}

/** Of one file, or on average of several: a deployment is asked some hundred. */
const MOST_QUESTIONS = 20_000;

const NOT_ASKED = {
  verdict: "UNKNOWN",
  key: "(rest)",
  message: `there are more than ${MOST_QUESTIONS} questions to a file: the rest was not asked`,
  fix: "check a part of the roles, or of the rows, at a time",
} as const;

function* judge(
  context: RuleContext,
  role: IdentifiedRole,
  row: Asked,
  rows: readonly SimulationRow[],
  effective: Effective,
): Results {
  const policies = policiesFor(row, role, effective);
  if (!policies) return;
  const { resource } = role.view;
  const { words, asked } = roleRow(role.kind);
  const ofTrust = row === asked.trust;
  const at = ofTrust ? { attribute: "assume_role_policy" } : {};
  let results: readonly RowResult[];
  try {
    results = simulate(rows, {
      edition: editionFor(context, row, role),
      parameters: parametersFor(context, role, askedPlace(context, role)),
      policies: { [row]: policies },
    });
  } catch (error) {
    // policy-json tells of it.
    if (!(error instanceof PolicyShapeError)) throw error;
    return;
  }
  const open = row === asked.rights && effective.unread.length > 0;
  let undecided = 0;
  for (const result of results) {
    if (result.outcome !== "failed") continue;
    // What cannot be read may allow what is missing; it cannot take back what is too much.
    if (open && result.row.expected === "allowed") undecided += 1;
    else yield fail(resource, result.text, { ...at, key: result.row.id });
  }
  const unsettled = results.filter(({ outcome }) => outcome === "undecided").length;
  if (unsettled > 0) {
    const message = `${count(unsettled, "question")} of ${words} cannot be decided: policies ask for the organization, the network or the time of a request, which nothing tells`;
    const fix = "try the request in the account, or leave the policies with such conditions out";
    yield unsure(resource, message, { ...at, key: `${row}:request`, severity: "info", fix });
  }
  const passed = results.filter(({ outcome }) => outcome === "passed").length;
  if (open) {
    // Of the others, other rules tell.
    const missing = effective.untold.filter(isOfAws);
    if (passed + undecided === 0 || missing.length === 0) return;
    const message = `${count(passed + undecided, "question")} cannot be decided without the text of ${missing.join(", ")}`;
    const fix = "attach policies of your own, whose texts the files have";
    yield unsure(resource, message, { ...at, key: `${row}:unread`, fix });
    return;
  }
  if (passed === 0) return;
  const subject =
    row === asked.boundary ? "the boundary" : ofTrust ? `the trust of ${words}` : words;
  const message = `${subject} answers ${count(passed, "question")} as documented`;
  yield pass(resource, message, { ...at, key: row });
}
