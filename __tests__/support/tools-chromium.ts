import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { cleanEnvironment } from "./tools-terraform";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** A fresh profile, and nothing that the browser would do of its own accord. */
export const CHROMIUM_FLAGS = [
  // As root the sandbox does not start; the tests open nothing but their own pages.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of the browser: the one that CHROMIUM_PATH names, else the first of its names on PATH. */
export function chromiumBinary(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const candidates = named
    ? [resolve(named)]
    : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((path) => existsSync(path) && runs(path));
}

/** Why no browser can be used here; undefined when one can. */
export function chromiumMissing(): string | undefined {
  if (chromiumBinary() !== undefined) return undefined;
  const named = process.env["CHROMIUM_PATH"];
  return named
    ? `CHROMIUM_PATH (${named}) does not run`
    : `none of ${NAMES.join(", ")} is on PATH (CHROMIUM_PATH names another one)`;
}

function runs(path: string): boolean {
  return spawnSync(path, ["--version"], { env: cleanEnvironment(), timeout: 20_000 }).status === 0;
}
