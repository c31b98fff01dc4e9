import { DEEDS, type Change, type Deed } from "../operate/changes";
import { count } from "../text/count";
import { given } from "../text/list";
import { escapeMarkdown } from "../text/markdown";
import type { Wrong } from "./progress";

/** What was planned for one stack. */
export interface StackChanges {
  readonly id: string;
  readonly changes: readonly Change[];
  /** Whether there is nothing to apply. */
  readonly empty: boolean;
}

/** Signs of Terraform's own plans, and what they mean. */
const SIGNS: Readonly<Record<Deed, readonly [sign: string, words: string]>> = {
  delete: ["-", "to delete"],
  replace: ["-/+", "to replace"],
  forget: ["#", "to forget, left as it is"],
  create: ["+", "to create"],
  update: ["~", "to update"],
  import: ["<=", "to import"],
  drift: ["!", "changed outside of Terraform"],
};

/** What is planned, for a terminal: each stack with its changes, the harmful first. */
export function changesText(stacks: readonly StackChanges[]): string {
  return [
    ...stacks.map(({ id, changes, empty }) =>
      [`${id}: ${sumOf(changes, empty)}`, ...changes.map((change) => `  ${line(change)}`)].join(
        "\n",
      ),
    ),
    `${count(stacks.length, "stack")}: ${sumOfAll(stacks)}`,
  ].join("\n\n");
}

/** The same as a comment for a pull request, what failed first. */
export function changesMarkdown(
  stacks: readonly StackChanges[],
  failed: readonly Wrong[] = [],
): string {
  const not = failed.length === 0 ? "" : `${count(failed.length, "stack")} not planned; `;
  return [
    `## Plan: ${not}${sumOfAll(stacks)}`,
    ...failed.map(({ id, status, words }) =>
      given([`**${escapeMarkdown(id)}**: ${status}`, words && fenced(words)]).join("\n\n"),
    ),
    ...stacks.map(({ id, changes, empty }) =>
      changes.length === 0
        ? `**${escapeMarkdown(id)}**: ${sumOf(changes, empty)}`
        : [
            `<details${changes.some(isHarmful) ? " open" : ""}>`,
            `<summary><b>${escapeMarkdown(id)}</b>: ${sumOf(changes, empty)}</summary>`,
            "",
            "| | resource | arguments |",
            "| --- | --- | --- |",
            ...changes.map(
              ({ deed, address, arguments: names, imported }) =>
                `| ${SIGNS[deed][1]}${imported && deed !== "import" ? ", imported" : ""} | ${escapeMarkdown(address)} | ${escapeMarkdown(names.join(", "))} |`,
            ),
            "",
            "</details>",
          ].join("\n"),
    ),
  ].join("\n\n");
}

/** A block of text as it is, whatever is in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function sumOfAll(stacks: readonly StackChanges[]): string {
  return sumOf(
    stacks.flatMap(({ changes }) => changes),
    stacks.every(({ empty }) => empty),
  );
}

/** Numbers of each kind of change: `1 to delete, 12 to create`. */
function sumOf(changes: readonly Change[], empty: boolean): string {
  const parts = DEEDS.flatMap((deed) => {
    // What is imported may be updated at once.
    const number = changes.filter((change) =>
      deed === "import" ? change.imported : change.deed === deed,
    ).length;
    return number === 0 ? [] : [`${number} ${SIGNS[deed][1]}`];
  });
  if (parts.length > 0) return parts.join(", ");
  return empty ? "no changes" : "no resource changes, but outputs or addresses in the state";
}

function isHarmful({ deed }: Change): boolean {
  return deed === "delete" || deed === "replace" || deed === "drift";
}

function line({ deed, address, arguments: names, imported }: Change): string {
  const because = deed === "replace" ? "because of " : "";
  const about = given([
    imported && deed !== "import" && "imported",
    names.length > 0 && `${because}${names.join(", ")}`,
  ]);
  const told = about.length === 0 ? "" : ` (${about.join(", ")})`;
  return `${SIGNS[deed][0].padEnd(3)} ${address}${told}`;
}
