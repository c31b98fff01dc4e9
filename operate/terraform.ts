import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import type { Environment } from "../config";
import { usageError } from "../text/problem";
import { parsedJson, valueAt } from "../text/record";
import { StackInterrupted } from "./schedule";

/** How a run of Terraform ended. */
export interface Ran {
  /** Absent where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Names under which Terraform is looked for, where the environment names none. */
const BINARIES = ["terraform", "tofu"];

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
  ) {}

  /** @throws ProblemError where there is none that runs. */
  static find(environment: Environment): Terraform {
    const named = environment["TERRAFORM_BINARY_NAME"];
    const env = { CHECKPOINT_DISABLE: "1", ...environment, TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
    for (const binary of named ? [named] : BINARIES) {
      const asked = spawnSync(binary, ["version", "-json"], { env, encoding: "utf8" });
      if (asked.error) continue;
      const version = valueAt(parsedJson(asked.stdout), ["terraform_version"]);
      if (typeof version === "string") return new Terraform(binary, version, env);
      throw usageError(binary, `${binary} version does not run: ${asked.stderr.trim()}`);
    }
    throw usageError(named ?? "terraform", "is not on PATH", {
      allowed: "Terraform 1.5 or newer, or OpenTofu",
      fix: "install it, or name it in TERRAFORM_BINARY_NAME",
    });
  }

  /** Whether it was told to end. */
  get stopped(): boolean {
    return this.isStopped;
  }

  /**
   * Runs it in a folder, in a process group of its own: Ctrl-C reaches it only by {@link stop}.
   *
   * @param onLine takes each line of its output as it comes.
   * @throws StackInterrupted where it was told to end, before or meanwhile.
   */
  async run(
    folder: string,
    args: readonly string[],
    onLine?: (line: string) => void,
  ): Promise<Ran> {
    if (this.isStopped) throw new StackInterrupted("");
    const child = spawn(this.binary, args, {
      cwd: folder,
      env: this.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.add(child);
    const stdout = gather(child.stdout, onLine);
    const stderr = gather(child.stderr);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    }).finally(() => this.running.delete(child));
    const words = stderr();
    // What had ended well by then is done.
    if (this.stopped && code !== 0 && code !== 2) throw new StackInterrupted(words.trim());
    return { code, stdout: stdout(), stderr: words };
  }

  /** Ends every run as Ctrl-C does: Terraform finishes what it is at and writes the state. */
  stop(): void {
    this.isStopped = true;
    for (const { pid } of this.running) {
      try {
        if (pid !== undefined) process.kill(-pid, "SIGINT");
      } catch (error) {
        // It has ended by itself.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    }
  }
}

/** Collects a stream; lines are handed on when they are whole. */
function gather(stream: NodeJS.ReadableStream, onLine?: (line: string) => void): () => string {
  let text = "";
  let told = 0;
  stream.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    for (let end = text.indexOf("\n", told); onLine && end >= 0; end = text.indexOf("\n", told)) {
      onLine(text.slice(told, end));
      told = end + 1;
    }
  });
  return () => text;
}
