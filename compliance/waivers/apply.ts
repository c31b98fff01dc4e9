import { count } from "../../text/count";
import type { Finding } from "../finding";
import { cached } from "../../text/cache";
import { groupBy, push } from "../../text/group";
import { inOrder, isOpen } from "../order";
import { byFields, compareText } from "../../text/order";
import { isWaivable, type RuleInfo } from "../rule";
import { covers, isAt, isWild, namesOf, type Judged } from "./match";
import { waiverFinding, type WAIVER_RULES } from "./rules";
import type { Waiver } from "./schema";

export interface WaiverContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly rules: readonly RuleInfo[];
  /** Addresses, construct paths and files of everything that was read. */
  readonly names: ReadonlySet<string>;
}

/** Takes what waivers cover out of the count, and reports waivers that are not as they should be. */
export function applyWaivers(
  judged: readonly Judged[],
  waivers: readonly Waiver[],
  context: WaiverContext,
): Finding[] {
  const sorted = [...waivers].sort(compareWaivers);
  const open = groupBy(
    judged.filter(({ finding, waivable }) => waivable && isOpen(finding)),
    ({ finding }) => finding.rule,
  );
  const named = cached((rule: string) => byName(open.get(rule) ?? []));
  const matched = new Map(
    sorted.map((waiver) => {
      const { rule, address } = waiver;
      const near = isWild(waiver) ? open.get(rule) : named(rule).get(address);
      return [waiver, (near ?? []).filter((candidate) => covers(waiver, candidate))];
    }),
  );
  const given = new Map<Judged, Waiver>();
  const reports: Finding[] = [];
  for (const [waiver, covered] of matched) {
    // What a rule says twice it has said once.
    const different = inOrder(covered.map(({ finding }) => finding)).length;
    const problem = problemOf(waiver, different, context);
    if (problem) reports.push(problem);
    // An unused waiver covers nothing; every other problem is a reason not to heed it.
    if (problem) continue;
    for (const candidate of covered) if (!given.has(candidate)) given.set(candidate, waiver);
  }
  return [
    ...judged.map((candidate) => waived(candidate.finding, given.get(candidate))),
    ...reports,
  ];
}

/** A fleet has as many waivers as findings: each is looked for among those of its name. */
function byName(judged: readonly Judged[]): ReadonlyMap<string, readonly Judged[]> {
  const found = new Map<string, Judged[]>();
  for (const one of judged) for (const name of namesOf(one)) push(found, name, one);
  return found;
}

function waived(finding: Finding, waiver: Waiver | undefined): Finding {
  if (!waiver) return finding;
  const { kind, reason, owner, expires, ticket, origin, at } = waiver;
  const source = origin === "file" && at ? [at.file, at.line].filter(Boolean).join(":") : origin;
  return {
    ...finding,
    verdict: "WAIVED",
    waiver: { kind, reason, owner, expires, ticket, source },
  };
}

/** What is wrong with a waiver today; the worst only. */
function problemOf(
  waiver: Waiver,
  covered: number,
  { today, rules, names }: WaiverContext,
): Finding | undefined {
  const { rule, address, expires, finding, max } = waiver;
  const known = rules.find(({ id }) => id === rule);
  if (known && !isWaivable(known)) {
    return report("notAllowed", waiver, `the rule ${rule} cannot be waived`);
  }
  if (expires !== undefined && !isDay(expires)) {
    return report("expired", waiver, `its expiry "${expires}" is no day, so it covers nothing`);
  }
  if (expires !== undefined && expires < today) {
    const was = covered === 0 ? "would cover nothing" : `covered ${count(covered, "finding")}`;
    return report("expired", waiver, `it held until ${expires} and ${was}`);
  }
  if (max !== undefined && covered > max) {
    const fits = `it fits ${count(covered, "finding")}, and max allows ${max}`;
    return report("exceeded", waiver, fits);
  }
  if (covered > 0 || waiver.origin === "shipped") return undefined;
  if (!known) return report("unused", waiver, `there is no rule ${rule}`);
  if (!(isWild(waiver) ? isAtAny(waiver, names) : names.has(address))) {
    return report("unused", waiver, `nothing that was read has the address ${address}`);
  }
  const what = finding === undefined ? "nothing" : `no "${finding}"`;
  return report("unused", waiver, `the rule finds ${what} there that is to be waived`);
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}

/** Of a file's thousand patterns each is asked of every name. */
function isAtAny(waiver: Waiver, names: ReadonlySet<string>): boolean {
  for (const name of names) if (isAt(waiver, name)) return true;
  return false;
}

function report(kind: keyof typeof WAIVER_RULES, waiver: Waiver, what: string): Finding {
  const { rule, address, finding, at, constructPath } = waiver;
  return waiverFinding(kind, {
    constructPath,
    ...at,
    key: `${rule} ${address}${finding === undefined ? "" : ` ${finding}`}`,
    message: `waiver of ${rule} for ${address}: ${what}`,
  });
}

const ORIGINS: readonly Waiver["origin"][] = ["file", "code", "shipped"];

const bySubject = byFields("rule", "address", "finding", "reason");

/** People's own waivers come before those that are shipped: they say who answers for the risk. */
function compareWaivers(a: Waiver, b: Waiver): number {
  return (
    ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin) ||
    compareText(a.at?.file, b.at?.file) ||
    (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
    bySubject(a, b)
  );
}
