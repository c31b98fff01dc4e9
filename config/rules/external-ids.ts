import { isTelling } from "../../text/mask";
import { EXTERNAL_ID_PAGES } from "../console-pages";
import type { ConfigReport } from "../report";
import type { KeyPath } from "../show";
import type { ConfigRule } from "./rule";

const SHARED = ["zilliz", "externalId"] as const;
const OWN = ["integration", "externalId"] as const;

/** External IDs that stand where another one belongs: their forms tell the console's pages apart. */
export const checkExternalIds: ConfigRule = ({ config, report }) => {
  const { name, bootstrap, project, integration } = config;
  // What is wrong stands for an example.
  const ids = (path: KeyPath, written: Written) => eachId(path, written, report);
  const shared = ids(SHARED, config.zilliz?.externalId);
  const own = ids(OWN, integration?.externalId);
  const forProject = bootstrap !== undefined || project !== undefined;
  for (const [path, id] of shared) {
    if (!forProject || !/^zilliz-external-/i.test(id)) continue;
    report.warning(path, {
      code: "external-id",
      message:
        "has the form of an integration's: Zilliz Cloud could not assume the project's roles",
      allowed: "an external ID such as cid-…",
      fix: `copy the one from ${EXTERNAL_ID_PAGES.setup}; this one belongs to integration.externalId`,
    });
  }
  for (const [path, id] of own) {
    if (!/^cid-/i.test(id)) continue;
    report.warning(path, {
      code: "external-id",
      message:
        "has the form of the project's: Zilliz Cloud could not assume the integration's role",
      allowed: "an external ID such as zilliz-external-…",
      fix: `copy the one from ${EXTERNAL_ID_PAGES.integration}`,
    });
  }
  const lacks = integration && integration.externalId === undefined && !report.isWrong(OWN);
  if (lacks && shared.length > 0) {
    report.warning(["integration"], {
      code: "external-id",
      message: "has no externalId of its own: its role would ask for that of the project",
      allowed: "an external ID such as zilliz-external-…",
      fix: `add externalId: the one from ${EXTERNAL_ID_PAGES.integration}`,
    });
  }
  const told = [...shared, ...own].map(([, id]) => id).filter(isTelling);
  if (told.some((id) => name.includes(id.toLowerCase()))) {
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
  for (const [place, written, page] of [
    [SHARED, config.zilliz?.externalId, "setup"],
    [OWN, config.integration?.externalId, "integration"],
  ] as const) {
    for (const [path, id] of eachId(place, written, report)) {
      if (!PLACEHOLDER.test(id)) continue;
      report.warning(path, {
        code: "placeholder",
        message: "is an example: Zilliz Cloud cannot assume the roles",
        allowed: `the external ID from ${EXTERNAL_ID_PAGES[page]}`,
        fix: "replace it before you deploy",
      });
    }
  }
};

type Written = string | readonly string[] | undefined;

/** The external IDs that stand at a place, each with its own; none where they are wrong. */
function eachId(path: KeyPath, written: Written, report: ConfigReport): [KeyPath, string][] {
  if (written === undefined || report.isWrongWithin(path)) return [];
  if (typeof written === "string") return [[path, written]];
  return written.map((id, index) => [[...path, index], id]);
}
