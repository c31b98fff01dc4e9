import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { Interrupted } from "./io";

/** Ctrl-C and Ctrl-D. */
// eslint-disable-next-line no-control-regex -- that is what a terminal sends
const ENDS = /[\u0003\u0004]/;
/** Enter, as terminals send it and as pasted text holds it. */
const ENTER = /\r\n|\r|\n/;

/** What a prompt is given to read from and to be ended by. */
export interface PromptContext {
  readonly input: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
}

/**
 * Asks on the terminal.
 *
 * @throws Interrupted after Ctrl-C, Ctrl-D or the end of input.
 */
export async function asking<Answer>(questions: (keys: Keys) => Promise<Answer>): Promise<Answer> {
  const keys = new Keys(process.stdin);
  try {
    return await questions(keys);
  } catch (error) {
    throw keys.isOver ? new Interrupted() : error;
  } finally {
    keys.close();
  }
}

/**
 * The keys of a terminal, an answer at a time: a prompt takes what it is sent up to Enter, and what
 * was pasted beyond waits for the next one.
 */
export class Keys {
  /** Sent, but not yet for any question. */
  private waiting = "";
  private prompt: PassThrough | undefined;
  /** Whether the prompt has been sent Enter, and has not said yet what it thinks of it. */
  private isAnswered = false;
  private readonly over = new AbortController();

  constructor(private readonly terminal: ReadStream) {
    terminal.setRawMode(true);
    terminal.setEncoding("utf8");
    terminal.on("data", this.take);
    terminal.on("end", this.end);
    process.on("SIGINT", this.end);
  }

  /** Whether the questions have been broken off. */
  get isOver(): boolean {
    return this.over.signal.aborted;
  }

  /** Asks one question. */
  async ask<Answer>(question: (context: PromptContext) => Promise<Answer>): Promise<Answer> {
    const prompt = new PassThrough();
    this.prompt = prompt;
    this.isAnswered = false;
    const answer = question({ input: prompt, signal: this.over.signal });
    this.send(this.waiting);
    try {
      return await answer;
    } finally {
      this.prompt = undefined;
    }
  }

  /** Passes on what a prompt thinks of its answer; after a wrong one it is asked again. */
  checked(verdict: string | true): string | true {
    if (verdict !== true) this.isAnswered = false;
    return verdict;
  }

  /** Takes a whole line that waits, where it is of the kind that is wanted. */
  takeLine(isWanted: (line: string) => boolean): string | undefined {
    const enter = ENTER.exec(this.waiting);
    const line = enter && this.waiting.slice(0, enter.index);
    if (!enter || line === null || !isWanted(line)) return undefined;
    this.waiting = this.waiting.slice(enter.index + enter[0].length);
    return line.trim();
  }

  close(): void {
    this.terminal.off("data", this.take);
    this.terminal.off("end", this.end);
    process.off("SIGINT", this.end);
    this.terminal.setRawMode(false);
    this.terminal.pause();
  }

  private readonly end = () => {
    this.over.abort();
  };

  private readonly take = (text: string) => {
    if (ENDS.test(text)) this.end();
    else if (!this.prompt || this.isAnswered) this.waiting += text;
    else this.send(text, this.waiting);
  };

  /** Sends a prompt the keys up to Enter; the rest waits, before what waits already. */
  private send(text: string, after = ""): void {
    const enter = ENTER.exec(text);
    const end = enter ? enter.index + enter[0].length : text.length;
    this.waiting = text.slice(end) + after;
    if (enter) this.isAnswered = true;
    this.prompt?.write(enter ? `${text.slice(0, enter.index)}\r` : text);
  }
}
