import { ACCESS } from "./edits/access";
import { ATTACHED } from "./edits/attached";
import { CONDITIONS } from "./edits/conditions";
import type { Edit } from "./edits/edit";
import { RIGHTS } from "./edits/rights";
import { diffOf, texts } from "./support";

const EDITS = [...RIGHTS, ...ATTACHED, ...CONDITIONS, ...ACCESS];

function said({ before, after }: Edit): string[] {
  const diff = diffOf(before, after);
  const of = (direction: string, sign: string) =>
    texts(diff, direction).map((text) => `${sign} ${text}`);
  return [...of("gained", "+"), ...of("undecided", "?"), ...of("lost", "-")];
}

test.each(EDITS.map((edit) => [edit.edit, edit] as const))("%s", (_name, edit) => {
  expect(said(edit)).toEqual(edit.says);
});

test("there are sixty of them, each with a name of its own", () => {
  expect(EDITS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(EDITS.map(({ edit }) => edit)).size).toBe(EDITS.length);
});
