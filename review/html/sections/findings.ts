import type { Finding } from "../../../compliance/finding";
import { SEVERITIES, VERDICTS } from "../../../compliance/order";
import { count } from "../../../text/count";
import type { Review } from "../../review";
import { placeOf, sameness } from "../grouping";
import { html, type Html } from "../html";
import { chip, code, places, section } from "../parts";
import { rules } from "./rules";
import { waived } from "./waived";

/** What the checks found: what is open, what is waived, and what every rule said. */
export function findings({ report }: Review): Html {
  const open = report.findings.filter(({ verdict }) => verdict === "FAIL" || verdict === "UNKNOWN");
  const byRule = sameness(open, ({ rule, verdict, severity, fix }) => [
    rule,
    verdict,
    severity,
    fix,
  ]);
  const sorted = [...byRule].sort(([a], [b]) => badness(a!) - badness(b!));
  return section(
    "findings",
    "Checks and waivers",
    `${count(report.summary.rules, "rule")} looked at what Terraform would make. Unknown is never taken for good, and a waiver hides nothing: it says who decided what, and why.`,
    html`<h3>Open</h3>
      ${open.length === 0 ? html`<p>Nothing is open.</p>` : sorted.map(card)}
      <h3>Waived</h3>
      ${waived(report)}
      <h3>Rule by rule</h3>
      ${rules(report)}`,
  );
}

/** Worst first; rules of one badness stay in the order of the report. */
function badness({ verdict, severity }: Finding): number {
  return VERDICTS.indexOf(verdict) * SEVERITIES.length + SEVERITIES.indexOf(severity);
}

/** What one rule found, with the fix told once. */
function card(own: readonly Finding[]): Html {
  const { rule, verdict, severity, fix } = own[0]!;
  const unknown = verdict === "UNKNOWN";
  const said = sameness(own, ({ message }) => [message]);
  return html`<div class="finding">
    <h4>
      ${chip(unknown ? `unknown ${severity}` : severity, unknown ? "unknown" : severity)}
      ${code(rule)}
    </h4>
    ${fix === undefined ? undefined : html`<p class="fix"><b>Fix:</b> ${fix}</p>`}
    <ul>
      ${said.map(message)}
    </ul>
  </div> `;
}

function message(same: readonly Finding[]): Html {
  return html`<li>
    ${same[0]!.message}
    <div class="at">${places(same.map(place))}</div>
  </li> `;
}

function place(finding: Finding): Html {
  const { address } = finding;
  const file = placeOf(finding);
  const where = address === undefined ? undefined : code(address);
  return html`${where}
    <span class="note">${file ?? (address === undefined ? "rules" : undefined)}</span>`;
}
