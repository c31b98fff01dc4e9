import { partitionOf } from "../../aws/partition";
import { isRecord, valueAt } from "../../text/record";
import { EXTERNAL_ID_PAGES } from "../console-pages";
import { SECTIONS } from "../deployment";
import type { Config } from "../schema";
import type { ConfigReport } from "../report";
import { schemaAt } from "../schema-at";
import { createdOnly } from "../schema/field";
import type { KeyPath } from "../show";
import type { ConfigRule } from "./rule";

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

/** Whether the region's partition is supported at all; without one nothing can be resolved. */
export function checkPartition(config: Config, report: ConfigReport): void {
  const partition = partitionOf(config.region);
  if (!partition) {
    report.error(["region"], {
      code: "partition",
      message: "lies in a partition that is not supported",
      allowed: "regions of aws, aws-us-gov and aws-cn",
      fix: "choose a region of one of them",
    });
    return;
  }
  for (const section of VENDOR_SECTIONS) {
    if (partition === "aws" || !config[section]) continue;
    report.error([section], {
      code: "partition",
      message: `cannot work in ${config.region}: Zilliz Cloud has its accounts in the partition aws, and trusts do not cross partitions`,
      allowed: `milvus alone in ${partition}`,
      fix: "remove the section, or choose a region of the partition aws",
    });
  }
}

/** Keys that only something created can have, where it exists already and nothing of it is made. */
export const checkCreatedOnly: ConfigRule = ({ config, report }) => {
  look(config, []);

  function look(mapping: unknown, path: KeyPath): void {
    if (!isRecord(mapping)) return;
    for (const key of schemaAt(path, config)?.keys ?? []) {
      if (mapping[key] === undefined) continue;
      const own = [...path, key];
      const only = createdOnly.get(schemaAt(own, config)!.schema);
      if (only && valueAt(mapping, only.where) === only.is && !report.isWrong(own)) {
        report.error(own, only);
      }
      look(mapping[key], own);
    }
  }
};
