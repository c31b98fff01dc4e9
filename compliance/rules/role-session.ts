import { ROLES } from "../../policies/catalogue";
import { numberAt } from "../../terraform/known";
import type { Rule } from "../rule";
import { fail, pass, undecided } from "./shared/results";

/** Seconds: IAM's own default, and the most it takes. */
const DEFAULT = 3600;
const LONGEST = 43_200;

export const rule: Rule = {
  id: "role-session",
  title: "Sessions of roles are short",
  why: "Credentials that leak are good for as long as the session lasts; nobody can call them back.",
  fix: "set maxSessionDuration to what a run of Zilliz Cloud needs, 3600 where nothing needs more",
  snippet: { language: "yaml", text: "bootstrap:\n  maxSessionDuration: 3600" },
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
      const duration = numberAt(resource, [attribute], DEFAULT);
      if (!duration.known) {
        yield undecided(resource, duration);
        continue;
      }
      const seconds = duration.value;
      const message = `sessions last up to ${seconds} seconds`;
      if (seconds > LONGEST) {
        yield fail(resource, `${message}; IAM takes ${LONGEST}`, { attribute, severity: "error" });
      } else if (seconds > DEFAULT && !agreed.has(seconds)) {
        yield fail(resource, message, { attribute });
      } else {
        yield pass(resource, message, { attribute });
      }
    }
  },
};
