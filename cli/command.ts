import { Option, type Command } from "commander";
import { PROFILES } from "../compliance/parameters";
import { usageError } from "../text/problem";
import type { Io } from "./io";

/** Set by the build from package.json. */
declare const BYOC_VERSION: string | undefined;
export const VERSION = typeof BYOC_VERSION === "string" ? BYOC_VERSION : "development";

/** Set by the build from package.json: its home page, or its package URL. */
declare const BYOC_URI: string | undefined;
export const URI = typeof BYOC_URI === "string" ? BYOC_URI : undefined;

/**
 * Makes one command: its options, its help, and what it does.
 *
 * @param exit takes its exit code.
 */
export type MakeCommand = (io: Io, exit: (code: number) => void) => Command;

/** Options that every command has. */
export interface CommonOptions {
  readonly color: boolean;
  readonly quiet?: boolean;
}

/**
 * An option that may be repeated.
 *
 * @param standard what is taken without it, in words.
 */
export function repeated(flags: string, description: string, standard: string): Option {
  return new Option(flags, description)
    .argParser((value: string, values: readonly string[]) => [...values, value])
    .default([], standard);
}

export function config(): Option {
  return repeated("--config <file>", "config file; repeat it for several deployments", "byoc.yaml");
}

/** Files of `--config`, or the one that is meant without it. */
export function configFiles(files: readonly string[]): readonly string[] {
  if (files.includes("")) {
    throw usageError("--config", "is empty: a variable that is not set, perhaps", {
      allowed: "the name of a file",
      fix: "name one, or leave --config away",
    });
  }
  return files.length > 0 ? files : ["byoc.yaml"];
}

export function quiet(): Option {
  return new Option("--quiet", "print errors only");
}

export function out(description = "folder to write"): Option {
  return new Option("--out <folder>", description).default("cdktf.out");
}

export function format(choices: readonly string[], description = "what is printed"): Option {
  return new Option("--format <format>", description).choices(choices).default("text", "text");
}

export function waivers(): Option {
  return repeated("--waivers <file>", "waiver file; repeat it", "none");
}

/** Whose Terraform it is that is spoken of. */
export function profile(description: string): Option {
  return new Option("--profile <profile>", description).choices(PROFILES);
}

/** Command lines that the help of a command ends with. */
export function examples(...lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  ${line}`)].join("\n");
}
