import { EXTERNAL_ID_PAGES } from "../console-pages";
import type { ConfigRule } from "./rule";

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
