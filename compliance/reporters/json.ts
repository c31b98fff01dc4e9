import type { Reporter } from "./reporter";

/** The whole report, for programs; `schema/check-report.schema.json` describes it. */
export const json: Reporter = (report) => `${JSON.stringify(report, null, 2)}\n`;
