import type { Edit } from "./edits";
import { EDITS } from "./edits";
import { diffOf, texts } from "./support";

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
