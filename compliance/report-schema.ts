import { z } from "zod";
import { counts, formatVersion, text } from "../text/described";

const bySeverity = (what: string) =>
  z
    .strictObject({
      error: counts(`${what} of severity error`),
      warning: counts(`${what} of severity warning`),
      info: counts(`${what} of severity info`),
    })
    .describe(`${what} by severity`);

const severity = z
  .enum(["error", "warning", "info"])
  .describe("How bad it is; --fail-on names the least bad severity that fails the run");

const waiver = z
  .strictObject({
    kind: z
      .enum(["accepted-risk", "false-positive", "documented"])
      .describe("What kind of reason it is; documented: a document of the vendor demands it"),
    reason: text("Why the finding may stay"),
    owner: text("Who answers for it").optional(),
    expires: text("Last day on which the waiver holds, YYYY-MM-DD").optional(),
    ticket: text("Where it was decided").optional(),
    source: text("File and line of the waiver, or code, or shipped"),
  })
  .describe("The waiver, for verdict WAIVED");

const finding = z
  .strictObject({
    rule: text("Id of the rule; byoc explain tells more of it"),
    severity,
    verdict: z
      .enum(["PASS", "FAIL", "UNKNOWN", "WAIVED", "NOT_APPLICABLE"])
      .describe(
        "UNKNOWN: the input does not tell, which is never a pass; WAIVED: failed or unknown, and accepted; NOT_APPLICABLE: the input holds nothing that the rule is about",
      ),
    address: text("Terraform address of the resource").optional(),
    constructPath: text("CDKTF's path of the construct, for synthesized files").optional(),
    file: text("File that was read, or the waiver file").optional(),
    input: text("File that was read, where file and line are those of its source").optional(),
    line: z.int().min(1).describe("Line in the file, where it can be told").optional(),
    key: text("Tells findings of one rule on one resource apart").optional(),
    message: text("What is wrong or unknown; external IDs and credentials are masked"),
    fix: text("What to do").optional(),
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{16,64}$/)
      .describe("Hash of rule, address and key; the same over runs and machines"),
    waiver: waiver.optional(),
  })
  .describe("What one rule says of one resource, file or waiver");

/** The JSON report. */
export const reportSchema = z
  .strictObject({
    version: formatVersion,
    tool: z
      .strictObject({
        name: z.literal("byoc").describe("Name of the tool"),
        version: text("Version of the tool"),
      })
      .describe("What wrote the report"),
    inputs: z
      .array(
        z.strictObject({
          file: text("Path as it was given"),
          kind: z.enum(["synth", "plan", "state"]).describe("What the file is"),
        }),
      )
      .describe("Files that were read, in the order of their names"),
    summary: z
      .strictObject({
        verdicts: z
          .strictObject({
            FAIL: counts("Findings that fail"),
            UNKNOWN: counts("Findings that are undecided"),
            WAIVED: counts("Findings that are waived"),
            PASS: counts("Checks that passed"),
            NOT_APPLICABLE: counts("Rules that the input has nothing for"),
          })
          .describe("Findings by verdict"),
        fail: bySeverity("Findings that fail"),
        unknown: bySeverity("Findings that are undecided"),
        rules: counts("Rules that were run"),
      })
      .describe("Counts over all findings"),
    findings: z
      .array(finding)
      .describe("All of them, those that pass included; by file, address, rule, key"),
  })
  .meta({ title: "Report of byoc check", description: "byoc check --format json" });

/** JSON Schema of the JSON report: `schema/check-report.schema.json`. */
export function checkReportSchema(): unknown {
  return z.toJSONSchema(reportSchema);
}
