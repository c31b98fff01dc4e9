import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Stands between Terraform and the emulated AWS, and can fail as a network does. It fails between
 * requests, never within one: what AWS was told, it has answered.
 */
export class Proxy {
  private readonly server = createServer((incoming, outgoing) => {
    this.waiting.then(
      () => {
        this.forward(incoming, outgoing);
      },
      () => incoming.socket.destroy(),
    );
  });
  private waiting: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;
  private port = 0;
  private isCut = false;

  private constructor(private readonly target: string) {}

  static async start(target: string): Promise<Proxy> {
    const proxy = new Proxy(target);
    await proxy.listen();
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

  /** Refuses every connection, and every request on those that are open, until `restore`. */
  cut(): void {
    this.isCut = true;
    this.server.close();
    this.server.closeIdleConnections();
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

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.isCut) {
      incoming.socket.destroy();
      return;
    }
    const { method, headers, url = "/" } = incoming;
    const onward = request(new URL(url, this.target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once("error", () => incoming.socket.destroy());
    incoming.pipe(onward);
  }
}
