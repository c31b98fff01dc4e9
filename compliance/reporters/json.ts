import type { Report } from "../finding";
import type { Reporter } from "./reporter";

/** The whole report, for programs; `schema/check-report.schema.json` describes it. */
export const json: Reporter = (report) => [...jsonPieces(report)].join("");

/** Findings in one piece. */
const MOST = 1_000;

/** The same piece by piece: as one text, the report of a fleet takes more room than the fleet. */
export function* jsonPieces({ findings, ...head }: Report): Iterable<string> {
  const [start, end] = around({ ...head, findings: [null] });
  if (findings.length === 0) yield `${start}]\n}\n`;
  for (let at = 0; at < findings.length; at += MOST) {
    const some = { findings: findings.slice(at, at + MOST) };
    const text = JSON.stringify(some, null, 2);
    const inner = text.slice(around({ findings: [null] })[0].length, -end.length);
    yield `${at === 0 ? start : ","}${inner}`;
  }
  if (findings.length > 0) yield `${end}\n`;
}

/** What stands before and behind the elements of a list that ends an object. */
function around(object: object): [string, string] {
  const [start = "", end = ""] = JSON.stringify(object, null, 2).split("\n    null");
  return [start, end];
}
