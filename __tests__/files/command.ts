import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, type Fault } from "../support/fault.cjs";
import { said, type Said } from "../support/said";

export interface Ended extends Omit<Said, "all"> {
  /** Calls that changed something; only counted with a fault. */
  readonly calls: readonly string[];
}

/** Runs a command line in the current folder, with a fault or without. */
export async function ended(args: readonly string[], fault?: Omit<Fault, "roots">): Promise<Ended> {
  // What is synthesized only to be read lies in a folder of the system's.
  const roots = [process.cwd(), join(tmpdir(), "byoc-")];
  const injected = fault && inject({ roots, ...fault });
  try {
    const { code, out, error } = await said(args);
    return { code, out, error, calls: injected?.calls ?? [] };
  } finally {
    injected?.restore();
  }
}

/** A fault that never comes: the calls are counted. */
export const COUNTED = { at: Infinity, how: "dead" };
