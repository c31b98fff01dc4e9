import { code, escapeMarkdown } from "../text/markdown";
import type { ChangeDirection, PermissionChange, PermissionDiff, SubjectChanges } from "./diff";
import { DIRECTIONS } from "./order";
import { of, placesOf, verdictLine } from "./render-text";

/** GitHub refuses longer comments; the rest is room for the note that says what is missing. */
const LIMIT = 65_536 - 300;

const TITLES = { gained: "Gained", undecided: "Cannot be told", lost: "Lost" } as const;

/** A comment for a pull request: the verdict, what is gained, the rest to be opened. */
export function renderMarkdown(diff: PermissionDiff): string {
  const { gained, undecided } = diff.summary;
  const sign = gained > 0 ? "❌" : undecided > 0 ? "❔" : "✅";
  const sections = [
    ...DIRECTIONS.map((direction) => section(diff, direction)),
    details(diff),
  ].filter(({ items }) => items.length > 0);
  let page = `## ${sign} Permissions\n\n${escapeMarkdown(verdictLine(diff))}\n`;
  let omitted = 0;
  for (const { head, items, foot } of sections) {
    let body = "";
    let added = 0;
    for (const item of items) {
      const length = page.length + head.length + body.length + item.length + foot.length;
      // After the first that does not fit nothing follows: what is shown is what matters most.
      if (omitted > 0 || length > LIMIT) break;
      body += item;
      added += 1;
    }
    if (added > 0) page += head + body + foot;
    omitted += items.length - added;
  }
  if (omitted === 0) return page;
  return `${page}\n**${omitted} more lines are not shown here:** GitHub's comments end at 65,536 characters; \`--format json\` has them all.\n`;
}

interface Section {
  readonly head: string;
  readonly items: readonly string[];
  readonly foot: string;
}

function section(diff: PermissionDiff, direction: ChangeDirection): Section {
  const items = diff.subjects.flatMap((subject) =>
    of(direction, subject).map((change) => item(change, subject)),
  );
  const title = TITLES[direction];
  // What is gained must be seen without a click.
  return direction === "gained"
    ? { head: `\n### ${title}\n\n`, items, foot: "" }
    : {
        head: `\n<details>\n<summary>${title}: ${items.length}</summary>\n\n`,
        items,
        foot: "\n</details>\n",
      };
}

function item(change: PermissionChange, subject: SubjectChanges): string {
  return `- ${escapeMarkdown(change.text)}<br><sub>${placesOf(change, subject).map(escapeMarkdown).join("; ")}</sub>\n`;
}

/** Everything that is gained as the policies name it, for those who know IAM. */
function details(diff: PermissionDiff): Section {
  const items = diff.subjects.flatMap((subject) =>
    of("gained", subject)
      .filter(({ actions }) => actions.length > 0)
      .map((change) => row(change, subject)),
  );
  return {
    head: "\n<details>\n<summary>Gained, as the policies name it</summary>\n\n| subject | actions | resources | conditions before | conditions after |\n| --- | --- | --- | --- | --- |\n",
    items,
    foot: "\n</details>\n",
  };
}

function row(
  { actions, resources, conditions, principals }: PermissionChange,
  { label }: SubjectChanges,
) {
  const list = (values: readonly string[]) => values.map(code).join("<br>");
  const words = (values: readonly string[] | null) =>
    values === null ? "–" : values.length === 0 ? "none" : values.map(escapeMarkdown).join("<br>");
  const who = [escapeMarkdown(label), ...principals.map(code)].join("<br>");
  const cells = [
    who,
    list(actions),
    list(resources),
    words(conditions.before),
    words(conditions.after),
  ];
  return `| ${cells.join(" | ")} |\n`;
}
