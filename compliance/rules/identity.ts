import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { ROLES, roleRow, type RoleKind } from "../../policies/catalogue";
import type { RoleRow } from "../../policies/catalogue-row";
import { numberAt } from "../../terraform/known";
import type { RoleView } from "../../terraform/model-view";
import { identifiedRoles, likenesses, pathAndName, rolesOfKind } from "../identify/roles";
import type { Parameters } from "../parameters";
import { fail, judged, orPass, pass, undecided } from "../results";
import { ruleOf, type RuleContext } from "../rule";

/** What the cross-account policy names in three of its statements: `role/zilliz-byoc*`. */
const COVERED = "zilliz-byoc";

export const namesCoverage = ruleOf("names-coverage", function* (context) {
  for (const { view, kind } of rolesOfKind(context, "storage", "cross-account", "eks")) {
    const { resource, path } = view;
    const attribute = path === "/" ? "name" : "path";
    const who = roleRow(kind).words;
    yield judged(resource, pathAndName(view), (name) => {
      if (name.startsWith(COVERED)) {
        return pass(resource, `${who} is covered by role/${COVERED}*`, { attribute });
      }
      const message = `${who} is role/${name}, which role/${COVERED}* of the cross-account policy does not cover`;
      return fail(resource, message, { attribute });
    });
  }
});

export const rolesKnown = ruleOf("roles-known", function* (context) {
  const roles = identifiedRoles(context);
  for (const [file, known] of groupBy(roles, ({ view }) => view.resource.file)) {
    yield pass(file, `${count(known.length, "documented role")} known`);
  }
  for (const { view, kind } of likenesses(context)) {
    const message = `its policies are like those of ${roleRow(kind).words}; nothing else says that it is that one`;
    yield fail(view.resource, message, { key: kind });
  }
  const [file] = context.model.inputs.map((input) => input.file);
  for (const deployment of context.parameters.deployments) {
    for (const { kind, words, settings, isMade } of ROLES as readonly RoleRow<RoleKind>[]) {
      const wanted = settings(deployment);
      if (!wanted || isMade?.(deployment) === false || file === undefined) continue;
      if (roles.some((role) => role.kind === kind && role.deployment === deployment)) continue;
      const message = `${words} of the config, ${wanted.name}, is in nothing that was read`;
      const fix = "check the Terraform that makes the role as well, or correct its name";
      yield fail(file, message, { key: wanted.arn, fix });
    }
  }
});

/** Seconds: IAM's own default, and the most it takes. */
const DEFAULT = 3600;
const LONGEST = 43_200;

export const roleSession = ruleOf("role-session", function* ({ model, parameters }) {
  const attribute = "max_session_duration";
  // Durations that the config asks for in words.
  const agreed = new Set(
    parameters.deployments.flatMap((deployment) =>
      ROLES.map(({ settings }) => settings(deployment)?.maxSessionDuration),
    ),
  );
  for (const { resource } of model.roles()) {
    yield judged(resource, numberAt(resource, [attribute], DEFAULT), (seconds) => {
      const message = `sessions last up to ${seconds} seconds`;
      if (seconds > LONGEST) {
        return fail(resource, `${message}; IAM takes ${LONGEST}`, { attribute, severity: "error" });
      }
      const short = seconds <= DEFAULT || agreed.has(seconds);
      return (short ? pass : fail)(resource, message, { attribute });
    });
  }
});

const BOUNDARY = "permissions_boundary";

export const roleBoundary = ruleOf("role-boundary", function* (context) {
  const { parameters, model } = context;
  const wanted = boundariesOf(parameters);
  const usesBoundaries = [...wanted.values()].some((boundary) => boundary !== undefined);
  for (const role of model.roles()) yield boundaryOf(role, context, wanted, usesBoundaries);
});

function boundaryOf(
  role: RoleView,
  { model }: RuleContext,
  wanted: ReadonlyMap<string, string | undefined>,
  usesBoundaries: boolean,
) {
  const { resource, arn, boundary } = role;
  const details = { attribute: BOUNDARY };
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
  const values = [drift?.change?.before?.[BOUNDARY], resource.change?.before?.[BOUNDARY]];
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

const AUDIENCE = "sts.amazonaws.com";

export const oidcProviderAudience = ruleOf("oidc-provider-audience", function* ({ model }) {
  const attribute = "client_id_list";
  for (const { resource, clientIds } of model.oidcProviders()) {
    if (!clientIds.known) {
      yield undecided(resource, clientIds);
      continue;
    }
    const found = clientIds.value
      .filter((id) => id !== AUDIENCE)
      .map((id) => fail(resource, `takes tokens for the audience ${id}`, { attribute, key: id }));
    if (!clientIds.value.includes(AUDIENCE)) {
      const message = `does not take tokens for ${AUDIENCE}, which EKS issues`;
      found.push(fail(resource, message, { attribute, key: AUDIENCE }));
    }
    yield* orPass(found, resource, `takes tokens for ${AUDIENCE} only`, { attribute });
  }
});
