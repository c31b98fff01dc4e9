import { isTelling, maskFields, maskOf, sentenceMaskOf, type Mask } from "../../text/mask";
import { cached } from "../../text/cache";
import type { Finding, Report } from "../finding";

/** What a report hides, for the two kinds of texts that it holds. */
export interface ReportMasks {
  /** For addresses, paths and names, of which nothing but known external IDs is taken. */
  readonly name: Mask;
  /** For sentences. */
  readonly sentence: Mask;
}

export function reportMasks(externalIds: Iterable<string>): ReportMasks {
  const ids = [...externalIds];
  const name = maskOf(ids);
  // Without an ID to look for, a name is sooner masked than remembered.
  return { name: ids.some(isTelling) ? cached(name) : name, sentence: cached(sentenceMaskOf(ids)) };
}

/** A report that may be shown: the one place that says which of its texts people wrote. */
export function maskReport(report: Report, masks: ReportMasks): Report {
  return {
    ...report,
    inputs: report.inputs.map((input) => maskFields(input, masks.name, "file")),
    findings: report.findings.map((finding) => maskFinding(finding, masks)),
  };
}

function maskFinding(finding: Finding, { name, sentence }: ReportMasks): Finding {
  const named = maskFields(finding, name, "address", "constructPath", "file");
  const said = maskFields(named, sentence, "key", "message", "fix");
  if (!said.waiver) return said;
  const source = maskFields(said.waiver, name, "source");
  const waiver = maskFields(source, sentence, "reason", "owner", "ticket");
  return waiver === said.waiver ? said : { ...said, waiver };
}
