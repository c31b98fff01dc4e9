import type { AppliedWaiver, Finding, Report } from "../../../compliance/finding";
import { count } from "../../../text/count";
import { sameness, shortPath } from "../grouping";
import { html, type Html, type Part } from "../html";
import { chip, code, foldMany, places, table } from "../parts";

/** Waived findings: those that one waiver covers for the same reason are one line. */
export function waived({ findings }: Report): Html {
  const all = findings.filter(({ verdict }) => verdict === "WAIVED");
  if (all.length === 0) return html`<p>Nothing is waived.</p>`;
  const groups = sameness(all, ({ rule, key, waiver }) => [rule, key, waiver]);
  const drawn = table(
    "waived-caption",
    `${count(all.length, "finding")} that somebody has decided not to count`,
    [
      { title: "Rule", class: "names" },
      { title: "Where", class: "names" },
      { title: "Reason", class: "prose" },
      { title: "Decided by" },
    ],
    [{ rows: groups.map(row) }],
  );
  return foldMany(groups.length, "waiver", 12, drawn);
}

function row(same: readonly Finding[]): Part[] {
  const { rule, key, waiver } = same[0]!;
  const where = ({ address, file }: Finding) => code(address ?? shortPath(file ?? "rules"));
  return [
    code(key === undefined ? rule : `${rule} [${key}]`),
    places(same.map(where)),
    waiver && [waiver.reason, waiver.ticket === undefined ? "" : ` (${waiver.ticket})`],
    waiver && decision(waiver),
  ];
}

function decision({ kind, owner, expires, source }: AppliedWaiver): Html {
  const who = owner ?? (source === "shipped" ? "shipped with byoc" : "nobody named");
  const until = expires === undefined ? "without end" : `until ${expires}`;
  return html`${chip(kind)}<br />${who}<br /><span class="note">${until}</span>`;
}
