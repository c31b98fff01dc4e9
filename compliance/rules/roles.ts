import { numberAt } from "../../terraform/known";
import { fail, judged, pass } from "../results";
import { yaml, type Rule } from "../rule";
import { pathAndName, rolesOfKind } from "../identify/roles";
import { ROLES, roleRow } from "../../policies/catalogue";

/** What the cross-account policy names in three of its statements: `role/zilliz-byoc*`. */
const COVERED = "zilliz-byoc";

export const namesCoverage: Rule = {
  id: "names-coverage",
  title: "Roles of a project are named so that the cross-account policy covers them",
  why: "That policy lets Zilliz Cloud pass, read and re-trust roles under role/zilliz-byoc* only; with another name or a path the cluster cannot be made.",
  fix: "begin the names with zilliz-byoc and leave the path at /",
  snippet: yaml("project:\n  prefix: zilliz-byoc-\n  path: /"),
  severity: "error",
  documents: ["create-bucket-and-role, step 2", "create-cross-account-role, steps 1 and 2"],
  *check(context) {
    for (const { view, kind } of rolesOfKind(context, "storage", "cross-account", "eks")) {
      const { resource, path } = view;
      const attribute = path === "/" ? "name" : "path";
      const who = roleRow(kind).words;
      yield judged(resource, pathAndName(view), (name) =>
        name.startsWith(COVERED)
          ? pass(resource, `${who} is covered by role/${COVERED}*`, { attribute })
          : fail(
              resource,
              `${who} is role/${name}, which role/${COVERED}* of the cross-account policy does not cover`,
              { attribute },
            ),
      );
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
