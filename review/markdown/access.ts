import { groupBy } from "../../text/group";
import { count } from "../../text/count";
import type { AccessRow, ElsewherePolicy, Review, RoleReview, StackSummary } from "../review";
import { exactRows, overview } from "./access-rows";
import { perDeployment } from "./scope";
import { code, details, parts, prose, span, spans } from "./text";

const LEGEND =
  "What policies allow, in AWS's own access levels: list, read, tag, write, and permissions, which " +
  "change who may do what; everything is all of a service. Write is AWS's word: passing a role and " +
  "decrypting are in it. A role with a ceiling may do no more than its ceiling allows as well.";

/** Who may do what: a table for each role, and every single action behind it. */
export function access(review: Review): string {
  const roles = groupBy(review.roles, ({ stack }) => stack);
  const rows = groupBy(review.access, ({ stack }) => stack);
  const elsewhere = groupBy(
    review.elsewhere.filter(({ as }) => as === "policy"),
    holderOf,
  );
  return parts(
    LEGEND,
    perDeployment(review, (_, stacks) =>
      ofDeployment({ roles: inStacks(stacks, roles), rows: inStacks(stacks, rows), elsewhere }),
    ),
  );
}

interface Rights {
  readonly roles: readonly RoleReview[];
  readonly rows: readonly AccessRow[];
  readonly elsewhere: ReadonlyMap<string, readonly ElsewherePolicy[]>;
}

function ofDeployment({ roles, rows, elsewhere }: Rights): string {
  const granted = rows.filter(({ standing }) => standing === undefined);
  const loose = rows.filter(({ standing }) => standing !== undefined);
  const byRole = groupBy(granted, holderOf);
  const own = granted.filter(({ address }) => !address.startsWith("aws_iam_role."));
  return parts(
    ...section(
      "Roles",
      roles.map((role) => {
        const at = holderOf(role);
        return ofRole(role, byRole.get(at) ?? [], elsewhere.get(at) ?? []);
      }),
    ),
    ...section("Buckets and keys, by their own policies", byHolder(own).map(ofResource)),
    ...section(
      "Policies that grant nothing by themselves",
      byHolder(loose).map((of) => ofLoose(of, roles)),
    ),
  );
}

function section(title: string, bodies: readonly string[]): readonly string[] {
  return bodies.length === 0 ? [] : [`### ${title}`, ...bodies];
}

function inStacks<Row>(
  stacks: readonly StackSummary[],
  byStack: ReadonlyMap<string, readonly Row[]>,
): readonly Row[] {
  return stacks.flatMap(({ id }) => byStack.get(id) ?? []);
}

function holderOf({ stack, address }: RoleReview | ElsewherePolicy | AccessRow): string {
  return `${stack} ${address}`;
}

function byHolder(rows: readonly AccessRow[]): readonly AccessRow[][] {
  const groups = groupBy(rows, (row) => JSON.stringify([holderOf(row), row.principal]));
  return [...groups.values()];
}

function ofRole(
  role: RoleReview,
  rows: readonly AccessRow[],
  elsewhere: readonly ElsewherePolicy[],
): string {
  const { description, boundary } = role;
  const without = "whose text is not part of this review";
  const ceiling = boundary?.policy ?? boundary?.arn;
  const words = [
    ...(description === undefined ? [] : [`${prose(description)}.`]),
    ceiling === undefined
      ? "No ceiling."
      : `Ceiling: ${span(ceiling)}${boundary?.policy === undefined ? `, ${without}` : ""}.`,
    ...(elsewhere.length === 0 ? [] : [`Also ${spans(elsewhere.map(arnOf))}, ${without}.`]),
  ];
  return parts(heading(role.name, role), words.join(" "), overview(rows), exact(rows));
}

const arnOf = ({ arn }: ElsewherePolicy) => arn;

/** Whom the policy of a bucket or key lets in or keeps out. */
function ofResource(rows: readonly AccessRow[]): string {
  const { principal } = rows[0]!;
  return parts(heading(principal, rows[0]!, "by the policy of "), overview(rows));
}

function ofLoose(rows: readonly AccessRow[], roles: readonly RoleReview[]): string {
  const { principal, address, standing } = rows[0]!;
  const under = roles.filter(({ boundary }) => boundary?.policy === address);
  const what =
    standing === "ceiling"
      ? `The ceiling of ${spans(under.map(({ name }) => name))}: the most that they may do.`
      : "Attached to no role here.";
  return parts(
    heading(principal, rows[0]!),
    what,
    details("what it allows", overview(rows)),
    exact(rows),
  );
}

function heading(
  name: string,
  { address, stack }: { readonly address: string; readonly stack: string },
  where = "",
): string {
  return `#### ${span(name)}\n\n<sub>${where}${code(address)} of ${code(stack)}</sub>`;
}

function exact(rows: readonly AccessRow[]): string {
  return details(`every action: ${count(rows.length, "row")}`, exactRows(rows));
}
