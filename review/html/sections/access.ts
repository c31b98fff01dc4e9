import { groupBy } from "../../../text/group";
import { count } from "../../../text/count";
import type { Review } from "../../review";
import type { Anchors } from "../anchors";
import { html, type Html } from "../html";
import { section, stackFold } from "../parts";
import { overview } from "./access-overview";
import { accessTable } from "./access-rows";
import { rolesTable } from "./roles";

/** With more rows than this, stacks begin folded. */
const MANY = 60;

/** Who may do what: one table that tells the most at a glance, then every row by stack. */
export function access(review: Review, anchors: Anchors): Html {
  const { access: rows } = review;
  const folds = [...groupBy(rows, ({ stack }) => stack)].map(([stack, own], index) => {
    const principals = new Set(own.map(({ principal }) => principal)).size;
    return stackFold(
      "access",
      stack,
      `${count(principals, "principal")}, ${count(own.length, "row")}`,
      rows.length <= MANY,
      accessTable(`access-${index}`, stack, own, anchors),
    );
  });
  return section(
    "access",
    "Who may do what",
    "What policies allow, in AWS’s own access levels: list, read, tag, write, and permissions, which change who may do what; everything is all of a service. Write is AWS’s word: passing a role and decrypting are in it. A role with a ceiling may do no more than its ceiling allows as well, and a ban wins over any allowance.",
    html`${overview(rows)} ${rolesTable(review, anchors)} ${folds}`,
  );
}
