import { isTelling } from "../../text/mask";
import { EXTERNAL_ID_PAGES } from "../console-pages";
import type { ConfigRule } from "./rule";

const SHARED = ["zilliz", "externalId"] as const;
const OWN = ["integration", "externalId"] as const;

/** External IDs that stand where another one belongs: their forms tell the console's pages apart. */
export const checkExternalIds: ConfigRule = ({ config, report }) => {
  const { name, bootstrap, project, integration } = config;
  // What is wrong stands for an example.
  const shared = report.isWrong(SHARED) ? undefined : config.zilliz?.externalId;
  const own = report.isWrong(OWN) ? undefined : integration?.externalId;
  const forProject = bootstrap !== undefined || project !== undefined;
  if (forProject && shared !== undefined && /^zilliz-external-/i.test(shared)) {
    report.warning(SHARED, {
      code: "external-id",
      message:
        "has the form of an integration's: Zilliz Cloud could not assume the project's roles",
      allowed: "an external ID such as cid-…",
      fix: `copy the one from ${EXTERNAL_ID_PAGES.setup}; this one belongs to integration.externalId`,
    });
  }
  if (own !== undefined && /^cid-/i.test(own)) {
    report.warning(OWN, {
      code: "external-id",
      message:
        "has the form of the project's: Zilliz Cloud could not assume the integration's role",
      allowed: "an external ID such as zilliz-external-…",
      fix: `copy the one from ${EXTERNAL_ID_PAGES.integration}`,
    });
  }
  const lacks = integration && integration.externalId === undefined && !report.isWrong(OWN);
  if (lacks && shared !== undefined) {
    report.warning(["integration"], {
      code: "external-id",
      message: "has no externalId of its own: its role would ask for that of the project",
      allowed: "an external ID such as zilliz-external-…",
      fix: `add externalId: the one from ${EXTERNAL_ID_PAGES.integration}`,
    });
  }
  const ids = [shared, own].filter((id) => id !== undefined && isTelling(id));
  if (ids.some((id) => name.includes(id!.toLowerCase()))) {
    report.error(["name"], {
      code: "external-id",
      message: "holds the external ID, and would show it in every address and file name",
      allowed: "a name of your own",
      fix: "choose another name",
    });
  }
};

/**
 * External IDs that nobody at Zilliz issued: a role with one trusts no one, or anyone. Both examples
 * of the schema hold `1a2b3c4d`.
 */
export const PLACEHOLDER =
  /1a2b3c4d|example|placeholder|replace|change-?me|your-|^my-|^x+$|^cid-x+$|^(.)\1+$|external-?_?id$/i;

/** Values copied from an example; the files can be made and checked, but not used. */
export const checkPlaceholders: ConfigRule = ({ config, report }) => {
  for (const [path, value, page] of [
    [["zilliz", "externalId"], config.zilliz?.externalId, "setup"],
    [["integration", "externalId"], config.integration?.externalId, "integration"],
  ] as const) {
    if (value === undefined || report.isWrong(path) || !PLACEHOLDER.test(value)) continue;
    report.warning(path, {
      code: "placeholder",
      message: "is an example: Zilliz Cloud cannot assume the roles",
      allowed: `the external ID from ${EXTERNAL_ID_PAGES[page]}`,
      fix: "replace it before you deploy",
    });
  }
};
