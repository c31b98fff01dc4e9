import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/run";
import { inject, type Fault } from "../support/fault.cjs";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** Calls that changed something; only counted with a fault. */
  readonly calls: readonly string[];
}

/** Runs a command line in the current folder, with a fault or without. */
export async function ended(args: readonly string[], fault?: Omit<Fault, "roots">): Promise<Ended> {
  const out: string[] = [];
  const error: string[] = [];
  // What is synthesized only to be read lies in a folder of the system's.
  const roots = [process.cwd(), join(tmpdir(), "byoc-")];
  const injected = fault && inject({ roots, ...fault });
  try {
    const code = await run(args, {
      out: (text) => void out.push(text),
      error: (text) => void error.push(text),
      environment: {},
      interactive: false,
      progress: false,
    });
    const calls = injected?.calls ?? [];
    return { code, out: out.join("\n"), error: error.join("\n"), calls };
  } finally {
    injected?.restore();
  }
}

/** A fault that never comes: the calls are counted. */
export const COUNTED = { at: Infinity, how: "dead" };
