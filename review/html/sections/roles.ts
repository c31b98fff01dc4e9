import { groupBy } from "../../../text/group";
import type { Review, RoleReview } from "../../review";
import type { Anchors } from "../anchors";
import { html, type Html, type Part } from "../html";
import { code, foldMany, lines, table } from "../parts";

/** What a role's own policies do not tell: what it is for, its ceiling, and rights from elsewhere. */
export function rolesTable({ roles, elsewhere }: Review, anchors: Anchors): Html | undefined {
  if (roles.length === 0) return undefined;
  const further = groupBy(
    elsewhere.filter(({ as }) => as === "policy"),
    keyOf,
  );
  const row = (role: RoleReview): Part[] => {
    const arns = (further.get(keyOf(role)) ?? []).map(({ arn }) => arn);
    return [
      html`${code(role.name)}<br /><span class="note">${role.stack}</span>`,
      role.description,
      ceiling(role, anchors),
      arns.length === 0 ? html`<span class="none">–</span>` : lines(arns),
    ];
  };
  const drawn = table(
    "roles-caption",
    "The roles, the most that each may do, and rights by policies whose texts are not part of this review",
    [
      { title: "Role", class: "names" },
      { title: "What it is for", class: "prose" },
      { title: "Ceiling", class: "names" },
      { title: "Rights from elsewhere", class: "names" },
    ],
    [{ rows: roles.map(row) }],
  );
  return foldMany(roles.length, "role", 24, drawn);
}

function keyOf({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return JSON.stringify([stack, address]);
}

/** A link to the ceiling's text, where this review has it; it may stand in another stack. */
function ceiling({ stack, boundary }: RoleReview, anchors: Anchors): Html {
  if (!boundary) return html`<span class="none">none</span>`;
  const { arn, policy } = boundary;
  if (policy === undefined) return html`${code(arn)}, whose text is not part of this review`;
  const target = anchors.ofAddress(stack, policy);
  return target === undefined ? code(policy) : html`<a href="#${target}">${code(policy)}</a>`;
}
