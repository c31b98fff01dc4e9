import { EXTERNAL_ID_PAGES } from "../console-pages";
import { SECTIONS } from "../deployment";
import type { Config } from "../schema";
import type { ConfigReport } from "../report";

const VENDOR_SECTIONS = ["bootstrap", "project", "integration"] as const;

/** At least one section; Zilliz's side of the trust where a section trusts Zilliz. */
export function checkSections(config: Config, report: ConfigReport): void {
  // A section that is misspelled or empty is reported, and is meant to be there.
  const some = SECTIONS.some((section) => config[section] ?? report.isWrong([section]));
  if (!some && !report.hasUnknownKey) {
    report.error([], {
      code: "section",
      message: "has no section, so there is nothing to make",
      allowed: SECTIONS.join(", "),
      fix: 'add "bootstrap: {}" or another section',
    });
  }
  for (const section of VENDOR_SECTIONS) {
    if (!config[section] || config.zilliz?.externalId) continue;
    if (section === "integration" && config.integration?.externalId) continue;
    if (report.isWrong(["zilliz", "externalId"]) || report.isWrong(["zilliz"])) continue;
    const alone = section === "integration";
    if (alone && report.isWrong(["integration", "externalId"])) continue;
    report.error(alone ? ["integration", "externalId"] : ["zilliz"], {
      code: "missing",
      message: `is missing; section ${section} trusts Zilliz Cloud by its external ID`,
      allowed: `the external ID from ${EXTERNAL_ID_PAGES[alone ? "integration" : "setup"]}`,
      fix: alone
        ? 'add externalId: "${env:ZILLIZ_INTEGRATION_EXTERNAL_ID}"'
        : 'add zilliz: { externalId: "${env:ZILLIZ_EXTERNAL_ID}" }',
    });
    break;
  }
}
