import { EVERY_WAY } from "../../iam/ways";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import type { Finding } from "../finding";

/** Up to so many ways of one principal are told one by one. */
const FEW = 3;
/** So many more are named beside the gravest. */
const NAMED = 12;

/** Ids of ways, those that make an administrator first, then as the table has them. */
const GRAVITY = new Map(
  [...EVERY_WAY.filter(({ gives }) => gives), ...EVERY_WAY.filter(({ gives }) => !gives)].map(
    ({ id }, at) => [id, at],
  ),
);
const gravityOf = ({ key = "" }: Finding) => GRAVITY.get(key.split(":").at(-1)!) ?? GRAVITY.size;

/**
 * Findings for people to read: whoever has wide rights has many ways to more, of which the gravest is
 * told, and the others by their ids. Reports for machines have each.
 */
export function waysTogether(findings: readonly Finding[]): readonly Finding[] {
  const ways = findings.filter(
    ({ rule, verdict, key = "" }) =>
      rule === "escalation-path" && verdict === "FAIL" && GRAVITY.has(key),
  );
  const groups = groupBy(ways, ({ file, address, severity }) =>
    JSON.stringify([file, address, severity]),
  );
  const told = new Map<Finding, Finding | undefined>();
  for (const group of groups.values()) {
    if (group.length <= FEW) continue;
    const [first, ...others] = [...group].sort((a, b) => gravityOf(a) - gravityOf(b));
    const named = others.slice(0, NAMED).map(({ key }) => key);
    const left = others.length - named.length;
    const rest = left > 0 ? ` and ${left} more` : "";
    for (const other of others) told.set(other, undefined);
    const message = `${first!.message}; and by ${count(others.length, "other way")}: ${named.join(", ")}${rest}`;
    told.set(first!, { ...first!, message });
  }
  return findings.flatMap((one) => (told.has(one) ? (told.get(one) ?? []) : [one]));
}
