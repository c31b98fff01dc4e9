import { spawn } from "node:child_process";
import { join } from "node:path";

/** What a process left behind. */
export interface Outcome {
  /** Exit code; absent when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** It was ended because its time was over. */
  readonly timedOut: boolean;
}

export interface ProcessOptions {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds after which the process and its children are killed. */
  readonly timeout: number;
}

/** A process that is running, or has run. */
export interface Running {
  readonly outcome: Promise<Outcome>;
  /** What it has written so far, both streams. */
  output(): string;
  /** Kills it with its children; returns once it is gone. */
  kill(): Promise<void>;
}

const LEASH = join(__dirname, "tools-leash.cjs");

/** Processes that this test file started and that have not ended. */
const running = new Set<() => void>();

/**
 * Starts a process in a group of its own, which is killed as a whole: Terraform's providers are
 * children that would outlive it. The group also ends with the test process, however that ends.
 */
export function start(
  command: string,
  args: readonly string[],
  { folder, environment, timeout }: ProcessOptions,
): Running {
  const child = spawn(process.execPath, [LEASH, command, ...args], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: "pipe",
  });
  let stdout = "";
  let stderr = "";
  let timedOut = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const kill = () => killGroup(child.pid);
  running.add(kill);
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeout);
  const outcome = new Promise<Outcome>((resolve) => {
    const end = (code: number | null) => {
      clearTimeout(timer);
      running.delete(kill);
      resolve({ code, stdout, stderr, timedOut });
    };
    child.once("error", (error) => {
      stderr += error.message;
      end(null);
    });
    child.once("close", end);
  });
  return {
    outcome,
    output: () => stdout + stderr,
    async kill() {
      kill();
      await outcome;
    },
  };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Runs a process to its end. */
export function run(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Outcome> {
  return start(command, args, options).outcome;
}

/** The same, failing with everything the process wrote unless it exits with 0. */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Outcome> {
  const outcome = await run(command, args, options);
  if (outcome.code !== 0) throw new Error(describeOutcome(`${command} ${args.join(" ")}`, outcome));
  return outcome;
}

export function describeOutcome(what: string, outcome: Outcome): string {
  const end = outcome.timedOut ? "was ended: its time was over" : `exited with ${outcome.code}`;
  return `${what} ${end}\n${outcome.stdout}${outcome.stderr}`;
}

/** Waits until a condition holds. */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  timeout: number,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// Also after a failure: nothing that a test file started outlives it.
afterAll(() => {
  for (const kill of running) kill();
});
