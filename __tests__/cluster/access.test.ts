import { readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, request as toAws, type Server as Http } from "node:http";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { requires } from "../support/tools";
import { awsEnvironment, Moto } from "../support/moto";
import { kubeconfig } from "../support/tools-cluster";
import { scratchFolder } from "../support/scratch";
import { namespaceOf } from "./api";
import { HELM, Stack } from "./stack";

jest.setTimeout(300_000);

// Few objects: reaching the cluster is what is tried.
const RELEASE =
  'chartVersion: 5.0.19, mode: standalone, messageQueue: { type: woodpecker }, etcd: { endpoints: ["etcd.acme.example:2379"] }, wait: false';

/** Leads every CONNECT to the API server, whatever host it names, and counts them. */
class Tunnel {
  calls = 0;
  private readonly relay = createServer();
  private readonly server: Server = createServer((client) => {
    client.on("error", () => client.destroy());
    client.once("data", () => {
      this.calls++;
      const { hostname, port } = new URL(kubeconfig().server);
      const target = connect(Number(port || 443), hostname.replace(/[[\]]/g, ""), () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        client.pipe(target).pipe(client);
      });
      target.on("error", () => client.destroy());
      client.on("close", () => target.destroy());
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The API server by an address of version 6, where the machine has one. */
  async onIpv6(): Promise<string | undefined> {
    const { hostname, port } = new URL(kubeconfig().server);
    this.relay.on("connection", (client) => {
      const target = connect(Number(port || 443), hostname.replace(/[[\]]/g, ""));
      client.pipe(target).pipe(client);
      for (const one of [client, target]) one.on("error", () => client.destroy());
    });
    return new Promise((resolve) => {
      this.relay.once("error", () => resolve(undefined));
      this.relay.listen(0, "::1", () => {
        resolve(`https://[::1]:${(this.relay.address() as AddressInfo).port}`);
      });
    });
  }

  stop(): void {
    this.server.close();
    this.relay.close();
  }
}

/** A name that most API servers' certificates have; only a proxy resolves it here. */
const NAMED = "https://kubernetes.default.svc:443";

/** The tests' own way in, among others that lead nowhere. */
function kubeconfigFile(server: string, own: object = {}): string {
  const { ca, cert, key, token } = kubeconfig();
  const text = (bytes: Buffer | undefined) => bytes?.toString("base64");
  const nowhere = { server: "https://127.0.0.1:1" };
  const file = join(scratchFolder(), "config");
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        { name: "nowhere", cluster: nowhere },
        { name: "it", cluster: { server, "certificate-authority-data": text(ca), ...own } },
      ],
      users: [
        {
          name: "me",
          user: { "client-certificate-data": text(cert), "client-key-data": text(key), token },
        },
      ],
      contexts: ["nowhere", "it"].map((cluster) => ({
        name: cluster,
        context: { cluster, user: "me" },
      })),
      "current-context": "nowhere",
    }),
  );
  return file;
}

/** A folder with an `aws` that answers `eks get-token` with the tests' own credentials. */
function awsFolder(): string {
  const { cert, key, token } = kubeconfig();
  const answer = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    kind: "ExecCredential",
    status: {
      clientCertificateData: cert?.toString(),
      clientKeyData: key?.toString(),
      token,
    },
  };
  const folder = scratchFolder({ "answer.json": JSON.stringify(answer) });
  const script = `#!/bin/sh\necho "$@" >> ${folder}/calls\nexec cat ${folder}/answer.json\n`;
  writeFileSync(join(folder, "aws"), script, { mode: 0o755 });
  return folder;
}

/** EKS of an emulated AWS, with a cluster of which it can say something else. */
class Eks {
  says: object = {};
  private readonly server: Http;

  constructor(private readonly target: string) {
    this.server = createHttpServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const { method = "GET", headers, url = "/" } = incoming;
        const onward = toAws(new URL(url, this.target), { method, headers }, (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (part: string) => (text += part));
          answer.on("end", () => {
            outgoing.writeHead(answer.statusCode ?? 502, {
              "content-type": answer.headers["content-type"],
            });
            outgoing.end(url === "/clusters/acme-eks" ? this.other(text) : text);
          });
        });
        onward.end(Buffer.concat(chunks));
      });
    });
  }

  async start(): Promise<string> {
    const made = await fetch(`${this.target}/clusters`, {
      method: "POST",
      headers: {
        authorization: "AWS4-HMAC-SHA256 Credential=testing/20260101/us-west-2/eks/aws4_request",
      },
      body: JSON.stringify({
        name: "acme-eks",
        roleArn: "arn:aws:iam::111122223333:role/eks",
        resourcesVpcConfig: { subnetIds: ["subnet-1"] },
      }),
    });
    expect(made.ok).toBe(true);
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private other(text: string): string {
    const { cluster } = JSON.parse(text) as { cluster: object };
    return JSON.stringify({ cluster: { ...cluster, ...this.says } });
  }
}

requires(
  "terraform",
  "release-providers",
  "charts",
  "cluster",
  "moto",
)("ways into the cluster", () => {
  it.each(HELM)("are all tried with helm %s", async (helm) => {
    const tunnel = new Tunnel();
    const proxy = await tunnel.start();
    const aws = awsFolder();
    const path = `${aws}:${process.env["PATH"]}`;
    const stack = new Stack(namespaceOf("access"), helm, { PATH: path });
    await stack.prepare({ release: RELEASE });
    await stack.terraform.apply();
    // The refresh asks the cluster by either provider.
    const nothingChanges = async (access: string) => {
      stack.write({ release: RELEASE, access });
      expect(await stack.terraform.drift()).toBe("");
    };

    const { server, ca } = kubeconfig();
    await nothingChanges(`{ kubeconfig: ${kubeconfigFile(server)}, context: it }`);
    stack.write({ release: RELEASE, access: `{ kubeconfig: ${kubeconfigFile(server)} }` });
    expect(await stack.refusal()).toMatch(/127\.0\.0\.1:1\b.*refused/);
    expect(tunnel.calls).toBe(0);

    const proxied = kubeconfigFile(NAMED, { "proxy-url": proxy });
    await nothingChanges(`{ kubeconfig: ${proxied}, context: it }`);
    expect(tunnel.calls).toBeGreaterThanOrEqual(2);

    const authority = `certificateAuthority: ${ca?.toString("base64")}`;
    tunnel.calls = 0;
    await nothingChanges(`{ endpoint: "${NAMED}", ${authority}, proxyUrl: "${proxy}" }`);
    expect(tunnel.calls).toBeGreaterThanOrEqual(2);
    expect(readFileSync(join(aws, "calls"), "utf8")).toContain(
      "eks get-token --cluster-name acme-eks --region us-west-2",
    );

    // Every way to write an address; a certificate need not name them all.
    const { port } = new URL(server);
    const addresses = [server, `https://localhost:${port}`, await tunnel.onIpv6()];
    for (const endpoint of addresses.filter((one) => one !== undefined)) {
      stack.write({ release: RELEASE, access: `{ endpoint: "${endpoint}", ${authority} }` });
      expect(await stack.refusal()).toMatch(/^$|certificate is valid for .*, not /);
    }

    tunnel.calls = 0;
    stack.environment["HTTPS_PROXY"] = proxy;
    await nothingChanges(`{ endpoint: "${NAMED}", ${authority} }`);
    expect(tunnel.calls).toBeGreaterThanOrEqual(2);

    stack.write({ release: RELEASE });
    await stack.terraform.destroy();
    tunnel.stop();
  });

  it("is what EKS says of the cluster", async () => {
    const { server, ca } = kubeconfig();
    const moto = await Moto.start("111122223333");
    const eks = new Eks(moto.endpoint);
    try {
      const endpoint = await eks.start();
      const stack = new Stack(namespaceOf("eks"), HELM[1], {
        ...awsEnvironment(endpoint),
        PATH: `${awsFolder()}:${process.env["PATH"]}`,
      });
      await stack.prepare({ release: RELEASE, access: "{}" });
      // What moto makes up is no certificate.
      expect(await stack.refusal()).toMatch(/base64decode|failed to decode base64/);
      eks.says = {
        endpoint: server,
        certificateAuthority: { data: ca?.toString("base64") },
      };
      await stack.terraform.apply();
      expect(await stack.terraform.drift()).toBe("");
      await stack.terraform.destroy();
    } finally {
      eks.stop();
      await moto.kill();
    }
  });
});
