import type { PermissionChange, PermissionDiff } from "../../permissions";

/** The difference the other way round, but for its sentences. */
export function flipped({ version, summary, subjects }: PermissionDiff): PermissionDiff {
  const direction = { gained: "lost", lost: "gained", undecided: "undecided" } as const;
  const status = { kept: "kept", new: "gone", gone: "new" } as const;
  const side = (words: string) =>
    words.replaceAll(/\b(old|new) policy\b/g, (_, which) =>
      which === "old" ? "new policy" : "old policy",
    );
  const turned = (change: PermissionChange): PermissionChange => {
    const { before, after } = change.conditions;
    return {
      ...change,
      direction: direction[change.direction],
      conditions: { before: after?.map(side) ?? null, after: before?.map(side) ?? null },
    };
  };
  return {
    version,
    summary: { ...summary, gained: summary.lost, lost: summary.gained },
    subjects: subjects.map((subject) => ({
      ...subject,
      status: status[subject.status],
      changes: subject.changes.map(turned),
    })),
  };
}
