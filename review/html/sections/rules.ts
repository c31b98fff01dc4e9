import type { Finding, Report, Verdict } from "../../../compliance/finding";
import { compareText } from "../../../text/order";
import { groupBy } from "../../../text/group";
import { html, type Html, type Part } from "../html";
import { code, fold, table } from "../parts";

const COLUMNS: readonly (readonly [Verdict, string])[] = [
  ["PASS", "Passed"],
  ["FAIL", "Failed"],
  ["UNKNOWN", "Unknown"],
  ["WAIVED", "Waived"],
];

/** How often each rule said what; a rule that nothing is about says so. */
export function rules({ findings, summary }: Report): Html {
  const byRule = [...groupBy(findings, ({ rule }) => rule)].sort(([a], [b]) => compareText(a, b));
  const row = ([rule, own]: readonly [string, readonly Finding[]]): Part[] => {
    const times = (verdict: Verdict) => own.filter((finding) => finding.verdict === verdict).length;
    const silent = own.every(({ verdict }) => verdict === "NOT_APPLICABLE");
    return [
      code(rule),
      ...COLUMNS.map(([verdict]) => {
        const number = times(verdict);
        return number === 0 ? html`<span class="none">${silent ? "–" : 0}</span>` : number;
      }),
      silent ? "nothing here is what this rule is about" : undefined,
    ];
  };
  return fold(
    `What each of ${summary.rules} rules said`,
    table(
      "rules-caption",
      "Outcome of every rule",
      [
        { title: "Rule", class: "names" },
        ...COLUMNS.map(([, title]) => ({ title, class: "number" as const })),
        { title: "Remark", class: "prose" },
      ],
      [{ rows: byRule.map(row) }],
    ),
  );
}
