import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The bundle that `npm test` has built. */
export const BUNDLE = resolve("dist/byoc.cjs");

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; nothing of the calling environment but what programs need. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Ran {
  const { HOME = "", PATH = "", TMPDIR } = process.env;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    timeout: 120_000,
    stdio: ["ignore", "pipe", "pipe"],
    env: { HOME, PATH, ...(TMPDIR && { TMPDIR }), CHECKPOINT_DISABLE: "1", ...env },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs the bundle. */
export function byoc(args: readonly string[], options: Parameters<typeof runProgram>[2] = {}): Ran {
  if (!existsSync(BUNDLE)) throw new Error("dist/byoc.cjs is missing: npm run build");
  return runProgram("node", [BUNDLE, ...args], options);
}
