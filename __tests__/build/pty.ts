import { spawn } from "@cdktf/node-pty-prebuilt-multiarch";
import { BUNDLE } from "./byoc";

/** What is sent once a text has come that was not there before. */
export type Step = readonly [awaited: string, sent: string];

export interface Session {
  /** Everything that the terminal was sent, without what only moves the cursor or paints. */
  readonly text: string;
  readonly raw: string;
  readonly code: number;
}

/** Runs the bundle on a terminal of its own. */
export function onTerminal(
  args: readonly string[],
  {
    cwd,
    env = {},
    columns = 100,
    steps = [],
  }: {
    cwd?: string;
    env?: Record<string, string>;
    columns?: number;
    steps?: readonly Step[];
  } = {},
): Promise<Session> {
  const { PATH = "", HOME = "" } = process.env;
  const terminal = spawn("node", [BUNDLE, ...args], {
    cols: columns,
    ...(cwd !== undefined && { cwd }),
    env: { PATH, HOME, TERM: "xterm", ...env },
  });
  let raw = "";
  let seen = 0;
  const left = [...steps];
  terminal.onData((data) => {
    raw += data;
    const [step] = left;
    const at = step ? raw.indexOf(step[0], seen) : -1;
    if (!step || at < 0) return;
    left.shift();
    seen = at + step[0].length;
    terminal.write(step[1]);
  });
  return new Promise((done) => {
    // eslint-disable-next-line no-control-regex -- escapes are what is taken out
    const plain = () => raw.replace(/\u001b\[[?\d;]*[A-Za-z]/g, "").replaceAll("\r\n", "\n");
    terminal.onExit(({ exitCode }) => done({ text: plain(), raw, code: exitCode }));
  });
}
