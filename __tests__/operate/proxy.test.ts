import { createServer, type AddressInfo } from "node:net";
import { openAws } from "../../operate/aws/session";

describe("requests to AWS", () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  /** Hosts that a proxy is asked to connect to; it connects to none. */
  const asked = async (noProxy: string): Promise<string[]> => {
    const hosts: string[] = [];
    const proxy = createServer((socket) => {
      socket.once("data", (data) => {
        hosts.push(data.toString().split("\r\n")[0] ?? "");
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      });
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
    const { port } = proxy.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    Object.assign(process.env, {
      ...{ HTTPS_PROXY: address, https_proxy: address, NO_PROXY: noProxy, no_proxy: noProxy },
      AWS_ACCESS_KEY_ID: "testing",
      AWS_SECRET_ACCESS_KEY: "testing",
    });
    const endpoints = { sts: "https://sts.acme.invalid", iam: "https://127.0.0.1:9" };
    const { sdk, client, close } = await openAws({ region: "us-west-2", endpoints }, {});
    try {
      await client("sts")
        .send(new sdk.GetCallerIdentityCommand({}))
        .catch(() => undefined);
      await client("iam")
        .send(new sdk.GetRoleCommand({ RoleName: "a" }))
        .catch(() => undefined);
      return [...new Set(hosts)];
    } finally {
      close();
      proxy.close();
    }
  };

  it("go through the environment's proxy, but for hosts that NO_PROXY takes out", async () => {
    const sts = "CONNECT sts.acme.invalid:443 HTTP/1.1";
    expect(await asked("")).toEqual([sts, "CONNECT 127.0.0.1:9 HTTP/1.1"]);
    expect(await asked("127.0.0.1")).toEqual([sts]);
  });
});
