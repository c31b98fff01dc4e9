import { posix, win32 } from "node:path";
import type { Report } from "../../compliance/finding";
import type { ReviewSource } from "./source";

/**
 * The report with files as the bundle has them. Where a run put its files is of no interest to
 * others, and lines of a file that is written anew are wrong.
 */
export function bundleReport({ model, report }: ReviewSource): Report {
  const names = new Map(
    model.inputs.flatMap(({ file, stack }) =>
      stack === undefined ? [] : [[file, `${stack}/json/cdk.tf.json`] as const],
    ),
  );
  return {
    ...report,
    inputs: report.inputs.map((input) => ({
      ...input,
      file: names.get(input.file) ?? withoutFolder(input.file),
    })),
    findings: report.findings.map(({ file = "", line, waiver, ...rest }) => ({
      ...rest,
      file: names.get(file) ?? (withoutFolder(file) || undefined),
      line: names.has(file) ? undefined : line,
      waiver: waiver && { ...waiver, source: withoutFolder(waiver.source) },
    })),
  };
}

/** Folders of a machine are nobody else's business; relative ones are the repository's. */
function withoutFolder(file: string): string {
  return posix.isAbsolute(file) || win32.isAbsolute(file) ? win32.basename(file) : file;
}
