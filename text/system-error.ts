import type { Problem } from "./problem";
import reasons from "./system-reasons.json";

const REASONS: Readonly<Record<string, string>> = reasons;

/** Why the system refused to read or write, in words; undefined for any other error. */
export function systemReason(error: unknown, deed: "read" | "written"): string | undefined {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== "string" || typeof syscall !== "string") return undefined;
  if (code === "EACCES" || code === "EPERM") return `may not be ${deed}`;
  // Below a file there is nothing to be read, and no folder to write into.
  const told = code === "ENOTDIR" && deed === "read" ? "ENOENT" : code;
  return REASONS[told] ?? `cannot be ${deed} (${code})`;
}

/** Calls that read; an open file that fails is more often one that was to be written. */
const READING = /^(read|stat|lstat|scandir|access|realpath|readlink)/;

/** What the system refused, as a problem of the file; undefined for any other error. */
export function systemProblem(error: unknown): Problem | undefined {
  const { path, syscall = "" } = error as NodeJS.ErrnoException;
  const message = systemReason(error, READING.test(syscall) ? "read" : "written");
  if (message === undefined) return undefined;
  return { code: "file", severity: "error", file: path ?? "a file", message };
}
