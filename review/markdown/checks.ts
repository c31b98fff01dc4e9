import { groupBy } from "../../text/group";
import type { Finding } from "../../compliance/finding";
import { SEVERITIES } from "../../compliance/order";
import { count } from "../../text/count";
import type { Review } from "../review";
import { stacksWords } from "./scope";
import { details, prose, parts, span, table } from "./text";

/** What `byoc check` says: what fails, what it cannot tell, what somebody has answered for. */
export function checks(review: Review): string {
  const { findings, summary } = review.report;
  const { verdicts } = summary;
  const of = (verdict: Finding["verdict"]) => findings.filter((one) => one.verdict === verdict);
  const fails = groupBy(of("FAIL"), ({ severity }) => severity);
  const waived = of("WAIVED").filter(({ waiver }) => waiver?.kind !== "documented");
  const documented = verdicts.WAIVED - waived.length;
  return parts(
    table(
      ["", ...SEVERITIES],
      (["fail", "unknown"] as const).map((key) => [
        key === "fail" ? "fails" : "unknown",
        ...SEVERITIES.map((severity) => String(summary[key][severity])),
      ]),
    ),
    `${verdicts.WAIVED} waived, ${verdicts.PASS} passed, ${verdicts.NOT_APPLICABLE} not applicable; ${count(summary.rules, "rule")}.`,
    section("Errors", fails.get("error"), review),
    section("Warnings", fails.get("warning"), review),
    section("Unknown", of("UNKNOWN"), review),
    waivedSection(waived, review),
    documented === 0
      ? ""
      : `${count(documented, "finding")} waived by waivers that come with byoc: see Deviations, by whose text leaves the way open.`,
    folded("Notes", fails.get("info") ?? [], review),
  );
}

function section(title: string, findings: readonly Finding[] | undefined, review: Review): string {
  return findings && findings.length > 0 ? parts(`### ${title}`, rows(findings, review)) : "";
}

function folded(title: string, findings: readonly Finding[], review: Review): string {
  return details(`${title}: ${findings.length}`, rows(findings, review));
}

function rows(findings: readonly Finding[], review: Review): string {
  return table(
    ["rule", "what", "where", "stack", "fix"],
    alike(findings).map(([finding, files]) => [
      span(finding.rule),
      prose(finding.message),
      finding.address === undefined ? "" : span(finding.address),
      places(files, review),
      prose(finding.fix ?? ""),
    ]),
  );
}

function waivedSection(findings: readonly Finding[], review: Review): string {
  if (findings.length === 0) return "";
  const shown = table(
    ["rule", "what", "where", "stack", "reason", "owner", "until"],
    alike(findings).map(([{ rule, message, address, waiver }, files]) => [
      span(rule),
      prose(message),
      address === undefined ? "" : span(address),
      places(files, review),
      prose(waiver?.reason ?? ""),
      prose(waiver?.owner ?? ""),
      prose(waiver?.expires ?? "no end"),
    ]),
  );
  return parts("### Waived", shown);
}

/** Findings that say the same of several stacks, with the files. */
function alike(findings: readonly Finding[]): readonly (readonly [Finding, readonly string[]])[] {
  const same = groupBy(findings, ({ rule, message, address, fix, waiver }) =>
    JSON.stringify([rule, message, address, fix, waiver]),
  );
  return [...same.values()].map((of) => [of[0]!, of.map(({ file }) => file ?? "")]);
}

/** Stacks of files, and files that are of none: those with waivers. */
function places(files: readonly string[], review: Review): string {
  const ids = files.map((file) => file.split("/")[0]!);
  const known = new Set(review.stacks.map(({ id }) => id));
  const others = [...new Set(files.filter((_, index) => !known.has(ids[index]!)))];
  return [stacksWords(ids, review), ...others.map((file) => (file === "" ? "" : span(file)))]
    .filter((words) => words !== "")
    .join(", ");
}
