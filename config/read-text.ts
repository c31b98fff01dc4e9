import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { systemReason } from "../text/system-error";
import type { ConfigProblem } from "./problem";

/** Largest file that people write for byoc: configs, waivers, rows, policies; a real one has a few kB. */
export const MOST_BYTES = 256 * 1024;
/** Milliseconds until a pipe that has nothing yet is asked again. */
const PAUSE = 10;

/** What such a file should have been. */
export interface ExpectedFile {
  readonly allowed: string;
  /** Where there is no such file. */
  readonly fix?: string;
}

export type ReadText =
  | {
      readonly text: string;
      /** SHA-256 of its bytes, in hexadecimal. */
      readonly sha256: string;
    }
  | { readonly text?: undefined; readonly problem: Omit<ConfigProblem, "severity" | "file"> };

/**
 * Text of a file, or why there is none; one that is too large is not read. A pipe can be read once
 * only, so whoever needs the text or its digest again keeps them.
 */
export function readText(file: string, { allowed, fix }: ExpectedFile): ReadText {
  let bytes: Buffer;
  try {
    bytes = readAtMost(file, MOST_BYTES + 1);
  } catch (error) {
    const message = systemReason(error, "read");
    if (message === undefined) throw error;
    const isMissing = ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
    return { problem: { code: "file", message, allowed, ...(isMissing && { fix }) } };
  }
  if (bytes.length > MOST_BYTES) {
    const message = `has more than ${MOST_BYTES} bytes`;
    return { problem: { code: "size", message, allowed: `at most ${MOST_BYTES} bytes` } };
  }
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true }).decode(bytes),
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
  } catch {
    const message = "is not UTF-8 text";
    return { problem: { code: "file", message, allowed, fix: "save the file as UTF-8" } };
  }
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
