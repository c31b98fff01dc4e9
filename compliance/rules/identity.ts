import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { ROLES, roleRow, type RoleKind } from "../../policies/catalogue";
import type { RoleRow } from "../../policies/catalogue-row";
import { numberAt } from "../../terraform/known";
import type { RoleView } from "../../terraform/model-view";
import { identifiedRoles, likenesses, pathAndName, rolesOfKind } from "../identify/roles";
import type { Parameters } from "../parameters";
import { fail, judged, orPass, pass, undecided } from "../results";
import { hcl, yaml, type Rule, type RuleContext } from "../rule";

/** What the cross-account policy names in three of its statements: `role/zilliz-byoc*`. */
const COVERED = "zilliz-byoc";

export const namesCoverage: Rule = {
  id: "names-coverage",
  title: "Roles of a project are named so that the cross-account policy covers them",
  why: "That policy lets Zilliz Cloud pass, read and re-trust roles under role/zilliz-byoc* only; with another name or a path the cluster cannot be made.",
  fix: "begin the names with zilliz-byoc and leave the path at /",
  snippet: yaml("project:\n  prefix: zilliz-byoc-\n  path: /"),
  general: "silent",
  severity: "error",
  documents: ["create-bucket-and-role, step 2", "create-cross-account-role, steps 1 and 2"],
  *check(context) {
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
  },
};

export const rolesKnown: Rule = {
  id: "roles-known",
  title: "Documented roles are known by their names, and those of the config are there",
  why: "A role that nothing tells is judged by the general rules alone, not by those about its document.",
  fix: "give the config that names the role with --config, or leave it where it is nobody's document",
  snippet: yaml("milvus:\n  roleName: milvus-s3-access-sa # as the role is called"),
  general: {
    title: "Roles that are like those of a Milvus deployment are told",
    why: "Some rules know what such roles need, and judge those that they know only.",
    fix: "leave it, or check with the file that names the role, by --config",
    snippet: undefined,
  },
  severity: "info",
  documents: [
    "create-bucket-and-role, step 2",
    "configure-s3-access-by-iam-role, Before you start",
  ],
  *check(context) {
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
  },
};

/** Seconds: IAM's own default, and the most it takes. */
const DEFAULT = 3600;
const LONGEST = 43_200;

export const roleSession: Rule = {
  id: "role-session",
  title: "Sessions of roles are short",
  why: "Credentials that leak are good for as long as the session lasts; nobody can call them back.",
  fix: "set maxSessionDuration to what a run of Zilliz Cloud needs, 3600 where nothing needs more",
  snippet: yaml("bootstrap:\n  maxSessionDuration: 3600"),
  general: {
    fix: "set max_session_duration to what the work needs, 3600 where nothing needs more",
    snippet: hcl('resource "aws_iam_role" "worker" {\n  max_session_duration = 3600\n}'),
  },
  severity: "info",
  severities: ["error", "info"],
  documents: ["byoc-prerequisites, IAM permissions", "create-cross-account-role, step 1"],
  *check({ model, parameters }) {
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
          const severity = "error";
          return fail(resource, `${message}; IAM takes ${LONGEST}`, { attribute, severity });
        }
        const short = seconds <= DEFAULT || agreed.has(seconds);
        return (short ? pass : fail)(resource, message, { attribute });
      });
    }
  },
};

const BOUNDARY = "permissions_boundary";

export const roleBoundary: Rule = {
  id: "role-boundary",
  title: "Roles carry the permissions boundary of the config",
  why: "Without its ceiling the role has all that its policies grant, and may make more like itself.",
  fix: "set permissionsBoundary in the role's section, and attach the boundary again where it is gone",
  snippet: yaml("project:\n  permissionsBoundary: bootstrap"),
  general: {
    title: "Roles carry a permissions boundary",
    fix: "set permissions_boundary on the role, and attach the boundary again where it is gone",
    snippet: hcl(`resource "aws_iam_role" "worker" {
  permissions_boundary = "arn:aws:iam::111122223333:policy/limits"
}`),
  },
  severity: "error",
  severities: ["error", "warning", "info"],
  documents: ["byoc-prerequisites, IAM permissions"],
  *check(context) {
    const { parameters, model } = context;
    const wanted = boundariesOf(parameters);
    const usesBoundaries = [...wanted.values()].some((boundary) => boundary !== undefined);
    for (const role of model.roles()) yield boundaryOf(role, context, wanted, usesBoundaries);
  },
};

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

export const oidcProviderAudience: Rule = {
  id: "oidc-provider-audience",
  title: "OIDC providers are for AWS's token service only",
  why: "With another audience, tokens that were issued for something else open roles in AWS.",
  fix: 'set client_id_list to ["sts.amazonaws.com"]',
  snippet: hcl(`resource "aws_iam_openid_connect_provider" "cluster" {
  url            = "https://oidc.eks.us-west-2.amazonaws.com/id/…"
  client_id_list = ["sts.amazonaws.com"]
}`),
  severity: "error",
  documents: ["configure-s3-access-by-iam-role, Before you start"],
  *check({ model }) {
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
  },
};
