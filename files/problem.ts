/** One thing that stands in the way of writing. */
export interface FileProblem {
  /** Path as the user named it. */
  readonly place: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Nothing was written, and why; holds every problem. */
export class FilesError extends Error {
  override readonly name = "FilesError";

  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(format).join("\n\n"));
  }
}

function format({ place, message, allowed, fix }: FileProblem): string {
  return [
    `error[file] ${place}`,
    `  ${message}`,
    ...(allowed === undefined ? [] : [`  allowed: ${allowed}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
  ].join("\n");
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "may not be written",
  EDQUOT: "the disk quota is used up",
  EEXIST: "exists",
  EISDIR: "is a folder",
  ELOOP: "is a link that leads to itself",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "has too long a name",
  ENOENT: "there is no such file",
  ENOSPC: "there is no space left on the disk",
  ENOTDIR: "lies below something that is no folder",
  EPERM: "may not be written",
  EROFS: "lies on a disk that may only be read",
  EXDEV: "lies on another disk than the folder around it",
};

/** What the system says of a file, in words; rethrows what is no error of the system. */
export function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code !== "string") throw error;
  return REASONS[code] ?? `cannot be written (${code})`;
}

/** What helps against what the system says of a file. */
export function fixOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (code === "ENOSPC" || code === "EDQUOT") return "make room there, or name another place";
  return code === "EACCES" || code === "EPERM"
    ? "make it writable, or name another place"
    : "name another place";
}
