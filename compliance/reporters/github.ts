import { inert, oneLine } from "../../text/lines";
import { given } from "../../text/list";
import type { Finding, Severity } from "../finding";
import { isOpen } from "../order";
import {
  grouped,
  nameOf,
  repositoryPath,
  told,
  verdictLine,
  verdictOf,
  type Reporter,
} from "./reporter";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** Annotations of GitHub's workflow commands; what is waived or passes has none. */
export const github: Reporter = (report, { failOn }) => {
  const open = report.findings.filter(isOpen);
  // GitHub shows ten of a kind for each step, so the worst come first.
  const lines = grouped(open).flatMap(({ findings }) => findings.map(annotation));
  const command = verdictOf(report, failOn) === "PASS" ? "notice" : "error";
  const summary = `::${command} title=byoc check::${data(verdictLine(report, failOn))}`;
  return `${[...lines, summary].join("\n")}\n`;
};

function annotation(finding: Finding): string {
  const { severity, address, file, line, fix } = finding;
  const title = given([nameOf(finding), address]).join(" ");
  const properties = given([
    file !== undefined && `file=${property(repositoryPath(file))}`,
    file !== undefined && line !== undefined && `line=${line}`,
    `title=${property(title)}`,
  ]);
  const text = given([told(finding), fix !== undefined && `fix: ${fix}`])
    .map((part) => inert(oneLine(part)))
    .join("\n");
  return `::${COMMANDS[severity]} ${properties.join(",")}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(inert(oneLine(text)))
    .replaceAll(":", "%3A")
    .replaceAll(",", "%2C");
}
