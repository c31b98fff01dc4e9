import { createServer, type AddressInfo } from "node:net";
import { start, until, type Running } from "./tools-process";
import { cleanEnvironment } from "./tools-terraform";

/** The one account that moto has, unless another is named. */
export const ACCOUNT = "123456789012";
export const REGION = "us-west-2";

const START_TIMEOUT = 60_000;
/** No test file takes longer; whatever happens to it, the server ends then. */
const LIFETIME = 900_000;

/** An emulated AWS, in a process of its own, reachable from this machine only. */
export class Moto {
  private process: Running | undefined;

  private constructor(
    private readonly port: number,
    private readonly account: string,
  ) {}

  static async start(account = ACCOUNT): Promise<Moto> {
    const moto = new Moto(await freePort(), account);
    await moto.restart();
    return moto;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, again on the same port; it has forgotten everything. */
  async restart(): Promise<void> {
    const running = start("moto_server", ["-H", "127.0.0.1", "-p", String(this.port)], {
      // The roles attach policies that AWS maintains.
      environment: cleanEnvironment({
        MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
        // Named, it is the one that every role is assumed in as well.
        ...(this.account !== ACCOUNT && { MOTO_ACCOUNT_ID: this.account }),
      }),
      timeout: LIFETIME,
    });
    this.process = running;
    try {
      await until("moto answers", () => answers(`${this.endpoint}/moto-api/`), START_TIMEOUT);
    } catch (error) {
      await running.kill();
      throw new Error(`moto did not start: ${running.output()}`, { cause: error });
    }
  }

  /** Ends it at once, in the middle of whatever it is doing. */
  async kill(): Promise<void> {
    await this.process?.kill();
  }
}

/** What Terraform and the SDK need to reach an endpoint instead of AWS: environment only. */
export function awsEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_REGION: REGION,
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
