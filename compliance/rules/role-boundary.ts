import { ROLES } from "../../policies/catalogue";
import type { RuleResult } from "../finding";
import type { RoleView } from "../../terraform/model-view";
import type { Parameters } from "../parameters";
import { yaml, type Rule, type RuleContext } from "../rule";
import { fail, pass, undecided } from "../results";

const ATTRIBUTE = "permissions_boundary";

export const rule: Rule = {
  id: "role-boundary",
  title: "Roles carry the permissions boundary of the config",
  why: "Without its ceiling the role has all that its policies grant, and may make more like itself.",
  fix: "set permissionsBoundary in the role's section, and attach the boundary again where it is gone",
  snippet: yaml("project:\n  permissionsBoundary: bootstrap"),
  severity: "error",
  severities: ["error", "warning", "info"],
  documents: ["byoc-prerequisites, IAM permissions"],
  *check(context) {
    const { parameters, model } = context;
    const wanted = boundariesOf(parameters);
    const usesBoundaries = [...wanted.values()].some((boundary) => boundary !== undefined);
    for (const role of model.roles()) yield judge(role, context, wanted, usesBoundaries);
  },
};

function judge(
  role: RoleView,
  { model }: RuleContext,
  wanted: ReadonlyMap<string, string | undefined>,
  usesBoundaries: boolean,
): RuleResult {
  const { resource, arn, boundary } = role;
  const details = { attribute: ATTRIBUTE };
  const before = boundaryBefore(role, model);
  if (boundary && !boundary.arn.known) return undecided(resource, boundary.arn);
  const actual = boundary?.arn.known ? boundary.arn.value : undefined;
  if (arn.known && wanted.has(arn.value)) {
    const ceiling = wanted.get(arn.value);
    if (ceiling !== undefined && actual !== ceiling) {
      const found = actual === undefined ? "the role has no boundary" : `the boundary is ${actual}`;
      return fail(resource, `${found}; the config says ${ceiling}`, details);
    }
  } else if (!arn.known && usesBoundaries && actual === undefined) {
    return undecided(resource, arn);
  } else if (usesBoundaries && actual === undefined) {
    const message =
      "the role has no boundary, and the config, which has one, does not know the role";
    return fail(resource, message, { ...details, severity: "warning" });
  }
  if (actual !== undefined) return pass(resource, "the role has a boundary", details);
  if (before !== undefined) return fail(resource, `the boundary ${before} is taken off`, details);
  return fail(resource, "the role has no boundary", { ...details, severity: "info" });
}

/** The boundary that a plan takes off, or that somebody has taken off outside of Terraform. */
function boundaryBefore({ resource }: RoleView, model: RuleContext["model"]): string | undefined {
  const drift = model.inputOf(resource).drift.find(({ address }) => address === resource.address);
  const values = [drift?.change?.before?.[ATTRIBUTE], resource.change?.before?.[ATTRIBUTE]];
  return values.find((value) => typeof value === "string" && value !== "") as string | undefined;
}

/** ARNs of the config's roles with the boundary that each shall have. */
function boundariesOf({ source, deployments }: Parameters): Map<string, string | undefined> {
  if (source === "input") return new Map();
  const roles = deployments.flatMap((deployment) =>
    ROLES.flatMap(({ settings }) => settings(deployment) ?? []),
  );
  return new Map(roles.map(({ arn, boundary }) => [arn, boundary]));
}
