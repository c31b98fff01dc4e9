import type { AppliedWaiver, Finding } from "../../compliance/finding";
import { count } from "../../text/count";
import { given, listed } from "../../text/list";
import { sorted, unique } from "../../text/unique";
import { chip, lines, note, type Column, type Words } from "../../text/page";
import type { Same } from "./scope";

/** Who has decided that a finding does not count. */
export function acceptedBy({ owner, source }: AppliedWaiver): string {
  return owner ?? (source === "shipped" ? "shipped with byoc" : "nobody named");
}

function decision(waiver: AppliedWaiver): Words {
  const { kind, expires } = waiver;
  const until = expires === undefined ? "without end" : `until ${expires}`;
  return lines([chip(kind), acceptedBy(waiver), note(until)]);
}

/** The column of a table of waived findings that says who accepted them. */
export const DECIDED_BY: Column<Same<Finding>> = [
  "Decided by",
  ([{ waiver }]) => (waiver ? decision(waiver) : ""),
];

/**
 * What was accepted, for the verdict: `15 ways accepted, until 2027-01-31, by platform`. Errors
 * and warnings count alike; undefined when there are none.
 */
export function acceptedWords(findings: readonly Finding[]): string | undefined {
  const waived = findings.filter(({ verdict }) => verdict === "WAIVED");
  if (waived.length === 0) return undefined;
  const ways = waived.filter(({ rule }) => rule === "escalation-path").length;
  const others = waived.length - ways;
  const what = given([
    ways > 0 && count(ways, "way"),
    others > 0 && count(others, ways > 0 ? "other finding" : "finding"),
  ]).join(" and ");
  const waivers = waived.flatMap(({ waiver }) => waiver ?? []);
  const ends = sorted(waivers.flatMap(({ expires }) => expires ?? []));
  const endless = waivers.some(({ expires }) => expires === undefined);
  return `${what} accepted, ${untilWords(ends, endless)}, by ${listed(unique(waivers.map(byWords)))}`;
}

/** The first and the last day on which something accepted ends. */
function untilWords(ends: readonly string[], endless: boolean): string {
  const [first, last] = [ends[0], endless ? undefined : ends.at(-1)];
  if (first === undefined) return "without end";
  if (endless) return `some until ${first}, others without end`;
  return first === last ? `until ${first}` : `until ${first} to ${last}`;
}

function byWords(waiver: AppliedWaiver): string {
  return waiver.owner === undefined && waiver.source === "shipped"
    ? "waivers that come with byoc"
    : acceptedBy(waiver);
}
