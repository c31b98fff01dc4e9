import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import type { Environment } from "../config";
import { usageError } from "../text/problem";
import { parsedJson, valueAt } from "../text/record";
import { fileIn, resourcesOf } from "./made";
import { StackInterrupted } from "./schedule";

/** How a run of Terraform ended. */
export interface Ran {
  /** Absent where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** Takes each line of its output as it comes. */
  readonly onLine?: (line: string) => void;
  /** Minutes for which nothing may be done; by default the environment's. */
  readonly patience?: number;
}

/** What is said where there is none. */
export const ABSENT = "is not on PATH";

/** Names under which Terraform is looked for, where the environment names none. */
const BINARIES = ["terraform", "tofu"];

/** Minutes; but for a release, nothing that the stacks make takes so long. */
const PATIENCE = 30;
const PATIENCE_VARIABLE = "BYOC_TERRAFORM_TIMEOUT";

/** Lines that say no more than that something goes on, in Terraform's JSON and in its text. */
const WAITING = /"type":"(apply|refresh|provision)_progress"|: Still \w+\.\.\./;

/**
 * Terraform or OpenTofu, as it is found on `PATH`, or as `TERRAFORM_BINARY_NAME` says. Several runs may
 * go on at a time; all of them are ended together.
 */
export class Terraform {
  private readonly running = new Set<ChildProcess>();
  private isStopped = false;

  private constructor(
    readonly binary: string,
    readonly version: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly patience: number,
  ) {}

  /** @throws ProblemError where there is none that runs. */
  static find(environment: Environment): Terraform {
    const named = environment["TERRAFORM_BINARY_NAME"];
    const patience = patienceIn(environment);
    const env = { CHECKPOINT_DISABLE: "1", ...environment, TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
    for (const binary of named ? [named] : BINARIES) {
      const asked = spawnSync(binary, ["version", "-json"], { env, encoding: "utf8" });
      if (asked.error) continue;
      const version = valueAt(parsedJson(asked.stdout), ["terraform_version"]);
      if (typeof version === "string") return new Terraform(binary, version, env, patience);
      throw usageError(binary, `${binary} version does not run: ${asked.stderr.trim()}`);
    }
    throw usageError(named ?? "terraform", ABSENT, {
      allowed: "Terraform 1.5 or newer, or OpenTofu",
      fix: "install it, or name it in TERRAFORM_BINARY_NAME",
    });
  }

  /** Whether it was told to end. */
  get stopped(): boolean {
    return this.isStopped;
  }

  /**
   * Runs it in a folder, in a process group of its own: Ctrl-C reaches it only by {@link stop}. Where
   * nothing is done for too long, as a request that is never answered has it, it is ended the same way,
   * and `stderr` says so.
   *
   * @throws StackInterrupted where it was told to end, before or meanwhile.
   */
  async run(
    folder: string,
    args: readonly string[],
    { onLine, patience = this.patience }: RunOptions = {},
  ): Promise<Ran> {
    if (this.isStopped) throw new StackInterrupted("");
    const child = spawn(this.binary, args, {
      cwd: folder,
      env: this.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.add(child);
    const minutes = patience + releaseTimeout(folder) / 60;
    const isOwn = patience === this.patience;
    const late = new AbortController();
    late.signal.onabort = () => interrupt(child);
    const timer = setTimeout(() => late.abort(), minutes * 60_000);
    const stdout = gather(child.stdout, (line) => {
      if (!WAITING.test(line)) timer.refresh();
      onLine?.(line);
    });
    const stderr = gather(child.stderr);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    }).finally(() => {
      clearTimeout(timer);
      this.running.delete(child);
    });
    const words = late.signal.aborted ? `${lateWords(minutes, isOwn)}\n\n${stderr()}` : stderr();
    // What had ended well by then is done.
    if (this.stopped && code !== 0 && code !== 2) throw new StackInterrupted(words.trim());
    return { code, stdout: stdout(), stderr: words };
  }

  /** Ends every run as Ctrl-C does: Terraform finishes what it is at and writes the state. */
  stop(): void {
    this.isStopped = true;
    for (const child of this.running) interrupt(child);
  }
}

/** As Ctrl-C does. */
function interrupt({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGINT");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** @throws ProblemError where the variable holds no number of minutes. */
function patienceIn(environment: Environment): number {
  const text = environment[PATIENCE_VARIABLE];
  if (!text) return PATIENCE;
  const minutes = Number(text);
  if (minutes >= 0.1 && minutes <= 10_000) return minutes;
  throw usageError(PATIENCE_VARIABLE, `${text} is no number of minutes`, {
    allowed: `0.1 to 10000; ${PATIENCE} where it is not set`,
    fix: `unset ${PATIENCE_VARIABLE}`,
  });
}

/** Seconds that a stack's release may take. */
function releaseTimeout(folder: string): number {
  const releases = resourcesOf({ json: fileIn({ folder }) }, "helm_release");
  const timeouts = releases.map(({ values }) => values["timeout"]);
  return Math.max(0, ...timeouts.filter((one) => typeof one === "number"));
}

/** @param isOwn whether the environment's time was meant. */
function lateWords(minutes: number, isOwn: boolean): string {
  const time = minutes === 1 ? "a minute" : `${minutes} minutes`;
  const words = `nothing was done for ${time}, so Terraform was ended: whoever was asked does not answer`;
  return isOwn ? `${words} (${PATIENCE_VARIABLE} gives it more minutes)` : words;
}

/** Collects a stream; lines are handed on when they are whole. */
function gather(
  stream: NodeJS.ReadableStream,
  onLine: (line: string) => void = () => {},
): () => string {
  let text = "";
  let told = 0;
  stream.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    for (let end = text.indexOf("\n", told); end >= 0; end = text.indexOf("\n", told)) {
      onLine(text.slice(told, end));
      told = end + 1;
    }
  });
  return () => text;
}
