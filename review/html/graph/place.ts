import type { Box, Unplaced } from "./box";

/**
 * Puts boxes into one column, in the given order: the middle of each as near as it can be to the
 * height that it wants, none over another.
 */
export function place(
  boxes: readonly Unplaced[],
  wanted: readonly number[],
  x: number,
  top: number,
  gap: number,
): Box[] {
  // Boxes that push each other form a run, which lies where its boxes want to be on average.
  const runs: { boxes: number; height: number; wanted: number; y: number }[] = [];
  for (const [index, { height }] of boxes.entries()) {
    const ideal = wanted[index]! - height / 2;
    let run = { boxes: 1, height, wanted: ideal, y: Math.max(top, ideal) };
    for (;;) {
      const before = runs.at(-1);
      if (!before || before.y + before.height + gap <= run.y) break;
      runs.pop();
      const wantedTop =
        (before.wanted * before.boxes + (run.wanted - before.height - gap) * run.boxes) /
        (before.boxes + run.boxes);
      run = {
        boxes: before.boxes + run.boxes,
        height: before.height + gap + run.height,
        wanted: wantedTop,
        y: Math.max(top, wantedTop),
      };
    }
    runs.push(run);
  }
  const placed: Box[] = [];
  let index = 0;
  for (const run of runs) {
    let y = run.y;
    for (let number = 0; number < run.boxes; number += 1, index += 1) {
      const box = boxes[index]!;
      placed.push({ ...box, x, y: Math.round(y) });
      y += box.height + gap;
    }
  }
  return placed;
}
