import { RULES } from "../compliance/rules";
import { closest } from "fastest-levenshtein";
import { EXIT, UsageError, type Io } from "./io";

/** `byoc explain RULE`: what a rule is for, and how to mend what it finds. */
export function explain(id: string, io: Io): number {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (!rule) {
    const ids = RULES.map((candidate) => candidate.id);
    throw new UsageError(`there is no rule "${id}"; did you mean ${closest(id, ids)}?`);
  }
  const lines = [
    `${rule.id} (${rule.severity}${rule.waivable ? "" : ", cannot be waived"})`,
    `${rule.title}.`,
    "",
    rule.why,
    "",
    `Fix: ${rule.fix}`,
    ...(rule.snippet ? ["", ...rule.snippet.text.split("\n").map((line) => `  ${line}`)] : []),
    ...(rule.standards.length > 0 ? ["", `Standards: ${rule.standards.join(", ")}`] : []),
    ...(rule.documents.length > 0 ? ["", `Documents: ${rule.documents.join("; ")}`] : []),
  ];
  io.out(lines.join("\n"));
  return EXIT.ok;
}
