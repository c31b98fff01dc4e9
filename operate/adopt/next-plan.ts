import { join } from "node:path";
import type { Deployment } from "../../config/deployment";
import { permissionChanges, type PermissionDiff } from "../../permissions";
import { externalIdsIn } from "../../terraform/external-ids";
import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import type { Input } from "../../terraform/model";
import { maskOf } from "../../text/mask";
import { child, isRecord, valueAt } from "../../text/record";
import { changesOf, type Change } from "../changes";
import { differencesOf, type ArgumentDifference } from "./differences";
import { fileIn, listAt, resourcesOf } from "../made";
import type { Stack } from "../stacks";
import type { Import, Refusal } from "./existing";
import { destroyedBy } from "./refusals";

/** Something that is taken in, and how it differs from what is meant. */
export interface Adopted extends Import {
  readonly differences: readonly ArgumentDifference[];
}

/** What the next plan does with a stack whose existing parts are imported. */
export interface NextPlan {
  readonly adopted: readonly Adopted[];
  /** All that it changes. */
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
  /** Who may do what with what is taken in, once it is applied; external IDs are masked. */
  readonly permissions: PermissionDiff["subjects"];
  /** The same for trusts that are left as they are, as if they became what the config means. */
  readonly left: PermissionDiff["subjects"];
  /** Policies on adopted roles that the config does not have; nothing takes them away. */
  readonly beside: readonly string[];
}

/**
 * Reads a plan with imports.
 *
 * @param json as `terraform show -json` writes it.
 */
export function nextPlan(
  json: string,
  imports: readonly Import[],
  stack: Stack,
  deployment: Deployment,
): NextPlan {
  const plan: unknown = JSON.parse(json);
  const changes = listAt(plan, "resource_changes");
  const after = readInputs([], Buffer.from(json));
  // Before the plan: all that the state has, and what is imported, as it is in AWS.
  const before = readInputs([], Buffer.from(JSON.stringify(valueAt(plan, ["prior_state"]))));
  const mask = maskOf([...before, ...after].flatMap(externalIdsIn));
  const written = resourcesOf({ json: fileIn(stack) });
  const adopted = imports.map(({ address, id }) => {
    const change = changes.find((one) => valueAt(one, ["address"]) === address);
    const { values = {} } = written.find((one) => one.address === address) ?? {};
    const differences = differencesOf(valueAt(change, ["change"]), values);
    return { address, id, differences: differences.map((one) => masked(one, mask)) };
  });
  const addresses = new Set(imports.map(({ address }) => address));
  const { subjects } = permissionChanges(joinInputs(before), joinInputs(after));
  const meant = readInputs([join(stack.folder, "cdk.tf.json")]);
  const ignoring = meant
    .flatMap(({ resources }) => resources)
    .filter(({ ignoredChanges = [] }) => ignoredChanges.includes("assume_role_policy"))
    .map(({ address }) => address)
    .filter((address) => addresses.has(address));
  return {
    adopted,
    changes: changesOf(plan),
    refusals: destroyedBy(changes, stack.id, deployment),
    permissions: subjects.filter(({ address }) => addresses.has(address)),
    left: ignoring.length === 0 ? [] : trustsOf(before, meant, ignoring),
    beside: besideOf(plan, addresses),
  };
}

function trustsOf(
  before: readonly Input[],
  meant: readonly Input[],
  addresses: readonly string[],
): PermissionDiff["subjects"] {
  return permissionChanges(joinInputs(before), joinInputs(meant))
    .subjects.filter(({ address }) => addresses.includes(address))
    .map((subject) => ({
      ...subject,
      changes: subject.changes.filter(({ kind }) => kind === "trust"),
    }))
    .filter(({ changes }) => changes.length > 0);
}

function masked(
  difference: ArgumentDifference,
  mask: (text: string) => string,
): ArgumentDifference {
  const shown = (value: unknown): unknown =>
    typeof value === "string"
      ? mask(value)
      : Array.isArray(value)
        ? value.map(shown)
        : isRecord(value)
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]))
          : value;
  const { argument, before, after } = difference;
  if (before === undefined && after === undefined) return { argument };
  return { argument, before: shown(before), after: shown(after) };
}

/** Policies that AWS tells of on imported roles, and no resource of the plan has. */
function besideOf(plan: unknown, addresses: ReadonlySet<string>): string[] {
  const after = listAt(plan, "planned_values", "root_module", "resources");
  const isMeant = (type: string, role: unknown, name: string, value: unknown) =>
    after.some(
      (one) =>
        child(one, "type") === type &&
        valueAt(one, ["values", "role"]) === role &&
        valueAt(one, ["values", name]) === value,
    );
  return listAt(plan, "prior_state", "values", "root_module", "resources")
    .filter((one) => child(one, "type") === "aws_iam_role")
    .filter((one) => addresses.has(String(child(one, "address"))))
    .flatMap((one) => {
      const role = valueAt(one, ["values", "name"]);
      const attached = listAt(one, "values", "managed_policy_arns")
        .filter((arn) => !isMeant("aws_iam_role_policy_attachment", role, "policy_arn", arn))
        .map((arn) => `${String(arn)}, attached to the role ${String(role)}`);
      const inline = listAt(one, "values", "inline_policy")
        .map((policy) => child(policy, "name"))
        .filter((name) => typeof name === "string" && name !== "")
        .filter((name) => !isMeant("aws_iam_role_policy", role, "name", name))
        .map((name) => `the inline policy ${String(name)} of the role ${String(role)}`);
      return [...attached, ...inline];
    });
}
