import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import type { Problem } from "./problem";

/** Largest config file; a real one has a few kB. */
export const MOST_BYTES = 256 * 1024;
/** Milliseconds until a pipe that has nothing yet is asked again. */
const PAUSE = 10;

/** What a config file holds; its text may come from a pipe, which can be read once only. */
export interface ConfigFile {
  readonly text: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

type Refusal = Omit<Problem, "severity" | "file">;

/** Reads a config file once; what cannot be read is told, not thrown. */
export function readConfigFile(file: string): ConfigFile | Refusal {
  let bytes: Buffer;
  try {
    bytes = readAtMost(file, MOST_BYTES + 1);
  } catch (error) {
    return refusal((error as NodeJS.ErrnoException).code ?? "unknown");
  }
  if (bytes.length > MOST_BYTES) {
    return {
      code: "size",
      message: `has more than ${MOST_BYTES} bytes`,
      allowed: `at most ${MOST_BYTES} bytes`,
    };
  }
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true }).decode(bytes),
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
  } catch {
    return {
      code: "file",
      message: "is not UTF-8 text",
      allowed: "a YAML or JSON file",
      fix: "save the file as UTF-8",
    };
  }
}

function refusal(code: string): Refusal {
  const reasons: Record<string, string> = {
    ENOENT: "there is no such file",
    ENOTDIR: "there is no such file",
    EISDIR: "is a folder",
    EACCES: "may not be read",
  };
  return {
    code: "file",
    message: reasons[code] ?? `cannot be read (${code})`,
    allowed: "a YAML or JSON file",
    fix: reasons[code]?.startsWith("there")
      ? "name one with --config FILE, or make one with: byoc init"
      : undefined,
  };
}

/** The beginning of a file: devices and pipes have no size that could be asked for. */
function readAtMost(file: string, most: number): Buffer {
  const [descriptor, close] = open(file);
  try {
    const buffer = Buffer.alloc(most);
    let length = 0;
    while (length < most) {
      const read = readSome(descriptor, buffer, length);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } finally {
    close();
  }
}

/** A socket in the place of a pipe, as some programs give it to those they start, has no name to open. */
function open(file: string): [number, () => void] {
  try {
    const descriptor = openSync(file, "r");
    return [descriptor, () => closeSync(descriptor)];
  } catch (error) {
    const [, own] = /^\/dev\/(?:stdin|fd\/(\d+))$/.exec(file) ?? [undefined, undefined];
    const isOpen = file === "/dev/stdin" || own !== undefined;
    if (isOpen && (error as NodeJS.ErrnoException).code === "ENXIO") {
      return [Number(own ?? 0), () => undefined];
    }
    throw error;
  }
}

function readSome(descriptor: number, buffer: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
