import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request of Terraform's, as far as a fault can be tied to it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

interface Fault {
  readonly matches: (seen: Seen) => boolean;
  readonly strike: () => void;
}

/** How a request fails that would do again: an error of AWS, too many of them, or no connection. */
export const FAILURES = ["error", "throttling", "cut"] as const;
type Failure = (typeof FAILURES)[number];

/** As the query protocol of IAM has them. */
const ANSWERS = {
  error: [500, "InternalFailure"],
  throttling: [400, "Throttling"],
} as const;

const open = new Set<Proxy>();

/**
 * Stands between Terraform and the emulated AWS, and can fail as a network does. It fails between
 * requests, never within one: what AWS was told, it has answered.
 */
export class Proxy {
  private readonly server = createServer((incoming, outgoing) => {
    void this.serve(incoming, outgoing);
  });
  private fault: Fault | undefined;
  private failing: { matches: Fault["matches"]; failures: Failure[] } | undefined;
  private waiting: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;
  private unanswered = 0;
  private readonly held = new Set<Socket>();
  private port = 0;
  private isCut = false;

  private constructor(private readonly target: string) {}

  static async start(target: string): Promise<Proxy> {
    const proxy = new Proxy(target);
    await proxy.listen();
    open.add(proxy);
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets requests wait until `resume`. */
  hold(): void {
    this.waiting = new Promise((resolve) => (this.release = resolve));
  }

  resume(): void {
    this.release();
  }

  /** Whether nobody waits any more for an answer to what is held. */
  get isGivenUp(): boolean {
    return this.held.size === 0;
  }

  /** Whether AWS has answered all that has reached it. */
  get isQuiet(): boolean {
    return this.unanswered === 0;
  }

  /**
   * Cuts the connection before the first request that matches; it does not reach AWS, nor does any
   * after it.
   *
   * @returns a promise that is kept then.
   */
  cutBefore(matches: Fault["matches"]): Promise<void> {
    return new Promise((resolve) => {
      const strike = () => {
        this.fault = undefined;
        this.cut();
        resolve();
      };
      this.fault = { matches, strike };
    });
  }

  /**
   * Lets the first request that matches wait, and all after it, until `resume`.
   *
   * @returns a promise that is kept when it has come.
   */
  holdBefore(matches: Fault["matches"]): Promise<void> {
    return new Promise((resolve) => {
      const strike = () => {
        this.fault = undefined;
        this.hold();
        resolve();
      };
      this.fault = { matches, strike };
    });
  }

  /** Lets requests that match fail, one after the other as the list says, and then no more. */
  failAt(matches: Fault["matches"], failures: readonly Failure[]): void {
    this.failing = { matches, failures: [...failures] };
  }

  async restore(): Promise<void> {
    this.isCut = false;
    await this.listen();
  }

  close(): void {
    this.release();
    this.server.close();
    this.server.closeAllConnections();
  }

  private cut(): void {
    this.isCut = true;
    this.server.close();
    this.server.closeIdleConnections();
  }

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(this.port, "127.0.0.1", () => {
        this.port = (this.server.address() as AddressInfo).port;
        this.server.off("error", reject);
        resolve();
      });
    });
  }

  /** Waits for as long as requests are held. */
  private async turn(socket: Socket): Promise<void> {
    if (socket.destroyed) return;
    const leave = () => this.held.delete(socket);
    this.held.add(socket);
    socket.once("close", leave);
    await this.waiting;
    leave();
    socket.off("close", leave);
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    await this.turn(incoming.socket);
    const { method = "GET", headers, url = "/" } = incoming;
    const body = Buffer.concat(chunks);
    const failure = this.failing?.matches({ method, url, body: body.toString() })
      ? this.failing.failures.shift()
      : undefined;
    if (failure === "cut") {
      incoming.socket.destroy();
      return;
    }
    if (failure !== undefined) {
      const [status, code] = ANSWERS[failure];
      outgoing.writeHead(status, { "content-type": "text/xml" });
      outgoing.end(
        `<ErrorResponse><Error><Code>${code}</Code><Message>as the test wants it</Message></Error></ErrorResponse>`,
      );
      return;
    }
    if (this.fault?.matches({ method, url, body: body.toString() })) this.fault.strike();
    await this.turn(incoming.socket);
    // What Terraform does not wait for any more, AWS is not told.
    if (this.isCut || incoming.socket.destroyed) {
      incoming.socket.destroy();
      return;
    }
    this.unanswered += 1;
    outgoing.once("close", () => (this.unanswered -= 1));
    const onward = request(new URL(url, this.target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once("error", () => incoming.socket.destroy());
    onward.end(body);
  }
}

afterAll(() => {
  for (const proxy of open) proxy.close();
});
