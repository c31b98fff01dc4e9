import { Readable } from "node:stream";
import type { Io } from "../../cli/io";
import { run } from "../../cli/run";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** Texts of both streams, in their order. */
  readonly all: readonly string[];
}

/** Runs a command line within this process and folder, with nothing of its environment. */
export async function said(args: readonly string[], io: Partial<Io> = {}): Promise<Said> {
  const out: string[] = [];
  const error: string[] = [];
  const all: string[] = [];
  const code = await run(args, {
    out: (text) => void (out.push(text), all.push(text)),
    error: (text) => void (error.push(text), all.push(text)),
    input: Readable.from([]),
    environment: {},
    interactive: false,
    progress: false,
    ...io,
  });
  return { code, out: out.join("\n"), error: error.join("\n"), all };
}

/** Runs a command line that must succeed. */
export async function good(args: readonly string[]): Promise<void> {
  const { code, error } = await said(args);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${error}`);
}
