import { MOST_BYTES, TOO_LARGE } from "../terraform/files";
import { STANDARD_INPUT } from "../terraform/model";
import { InputError } from "../terraform/parse";
import { usageError } from "../text/problem";
import { systemReason } from "../text/system-error";
import type { Io } from "./io";

/** The path that means standard input. */
const PIPED = "-";

/** Paths of files and folders, and the bytes of standard input where `-` is among them. */
interface Given {
  readonly files: readonly string[];
  readonly piped?: Uint8Array;
}

/**
 * Reads standard input where a path asks for it, however slowly it comes.
 *
 * @param most bytes that are taken.
 * @throws ProblemError when nothing is piped, InputError when it cannot be read or is too large.
 */
export async function readPiped(
  paths: readonly string[],
  { input }: Pick<Io, "input">,
  most = MOST_BYTES,
): Promise<Given> {
  const files = paths.filter((path) => path !== PIPED);
  if (files.length === paths.length) return { files };
  if (input.isTTY === true) {
    throw usageError(PIPED, "standard input is a terminal: nothing is piped into it", {
      fix: "terraform show -json PLAN | byoc check -",
    });
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of input) {
      length += piece.length;
      if (length > most) break;
      pieces.push(piece);
    }
  } catch (error) {
    const reason = systemReason(error, "read");
    if (reason === undefined) throw error;
    throw new InputError([{ file: STANDARD_INPUT, message: reason }]);
  }
  if (length > most) throw new InputError([{ file: STANDARD_INPUT, message: TOO_LARGE }]);
  return { files, piped: Buffer.concat(pieces) };
}

/** Paths as files that may not be overwritten: a shell may have standard input come from one. */
export function filesOf(paths: readonly string[]): string[] {
  return paths.map((path) => (path === PIPED ? "/dev/stdin" : path));
}
