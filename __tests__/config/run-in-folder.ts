import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../cli/run";
import type { Io } from "../../cli/io";
import type { Environment } from "../../config";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** Files and folders that were not there before, sorted. */
  readonly written: readonly string[];
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Does something in a folder of its own that holds the files; nothing of it stays. */
export async function inFolder<Result>(
  files: Files,
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "byoc-")));
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
    const out: string[] = [];
    const error: string[] = [];
    const code = await run(args, {
      out: (text) => void out.push(text),
      error: (text) => void error.push(text),
      environment,
      interactive: false,
      progress: false,
      ...io,
    });
    const written = readdirSync(".", { recursive: true }).map(String);
    look(folder);
    return {
      code,
      out: out.join("\n"),
      error: error.join("\n"),
      written: written.filter((file) => !there.has(file)).sort(),
    };
  });
}
