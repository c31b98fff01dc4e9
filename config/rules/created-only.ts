import { isRecord, valueAt } from "../../text/record";
import { createdOnly } from "../schema/field";
import type { KeyPath } from "../show";
import { schemaAt } from "../schema-at";
import type { ConfigRule } from "./rule";

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
        const { message, allowed, fix } = only;
        report.error(own, { code: "conflict", message, allowed, fix });
      }
      look(mapping[key], own);
    }
  }
};
