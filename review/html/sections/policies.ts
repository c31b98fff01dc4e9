import { count } from "../../../text/count";
import type { Provenance } from "../../../policies/document";
import type { Review } from "../../review";
import type { Anchors } from "../anchors";
import { groupBy } from "../../../text/group";
import { html, type Html } from "../html";
import { PROVENANCE_MEANINGS } from "../names";
import { chip, section, stackFold } from "../parts";
import { policy } from "./policy";

/** With more stacks than this they begin folded. */
const MANY = 8;

/** Every policy text, with where it comes from and how it differs from the documented one. */
export function policies({ policies: all }: Review, anchors: Anchors): Html {
  const stacks = [...groupBy(all, ({ stack }) => stack)];
  const byOrigin = groupBy(all, ({ provenance }) => provenance);
  const meanings = (Object.keys(PROVENANCE_MEANINGS) as Provenance[])
    .filter((name) => byOrigin.has(name))
    .map(
      (name) =>
        html`<div>
          <dt>${chip(name, name)}</dt>
          <dd>${count(byOrigin.get(name)!.length, "text")}: ${PROVENANCE_MEANINGS[name]}</dd>
        </div> `,
    );
  return section(
    "policies",
    "Policy texts",
    "Every policy as it reaches AWS, but for external IDs, which are masked.",
    html`<dl class="legend">${meanings}</dl>
      ${stacks.map(([stack, own]) =>
        stackFold(
          "policies",
          stack,
          count(own.length, "text"),
          stacks.length <= MANY,
          own.map((one) => policy(one, anchors.policy(one))),
        ),
      )}`,
  );
}
