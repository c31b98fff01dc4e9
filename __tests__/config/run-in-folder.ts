import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Io } from "../../cli/io";
import type { Environment } from "../../config";
import { said, type Said } from "../support/said";
import { scratchFolder } from "../support/scratch";

export interface Outcome extends Omit<Said, "all"> {
  /** Files and folders that were not there before, sorted. */
  readonly written: readonly string[];
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Does something in a folder of its own that holds the files; nothing of it stays. */
export async function inFolder<Result>(
  files: Files,
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = scratchFolder();
  const before = process.cwd();
  try {
    process.chdir(folder);
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return await action(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command line in such a folder; `look` sees what it wrote. */
export function runInFolder(
  args: readonly string[],
  files: Files = {},
  environment: Environment = {},
  io: Partial<Io> = {},
  look: (folder: string) => void = () => {},
): Promise<Outcome> {
  return inFolder(files, async (folder) => {
    const there = new Set(readdirSync(".", { recursive: true }).map(String));
    const { code, out, error } = await said(args, { environment, ...io });
    const written = readdirSync(".", { recursive: true }).map(String);
    look(folder);
    return { code, out, error, written: written.filter((file) => !there.has(file)).sort() };
  });
}
