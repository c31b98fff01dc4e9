import { createServer, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Something that goes wrong with a request; false lets it through. */
export type Fault = (
  number: number,
  body: string,
  answer: ServerResponse,
  asked: { readonly url: string },
) => boolean;

/** Stands between the SDK and an emulated AWS, and answers some requests itself, or not at all. */
export class FaultyAws {
  private fault: Fault = () => false;
  private number = 0;

  private readonly server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      this.number += 1;
      const { method = "GET", headers, url = "/" } = incoming;
      if (this.fault(this.number, body.toString(), outgoing, { url })) return;
      const onward = request(new URL(url, this.target), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.once("error", () => incoming.socket.destroy());
      onward.end(body);
    });
  });

  private constructor(private readonly target: string) {}

  static async start(target: string): Promise<FaultyAws> {
    const aws = new FaultyAws(target);
    await new Promise<void>((resolve) => aws.server.listen(0, "127.0.0.1", resolve));
    return aws;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Counts requests anew. */
  fail(fault: Fault): void {
    this.number = 0;
    this.fault = fault;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** An error as AWS writes it. */
export function refuse(answer: ServerResponse, status: number, code: string): true {
  answer.writeHead(status, { "content-type": "text/xml" });
  answer.end(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code} for a test</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
  );
  return true;
}
