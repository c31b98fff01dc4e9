import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import type {
  V1ConfigMap,
  V1EndpointSlice,
  V1Job,
  V1PersistentVolumeClaim,
  V1Pod,
  V1Service,
  V1ServiceAccount,
} from "@kubernetes/client-node";

/** A model of the client as JSON has it. */
type Plain<Model> = Model extends Date
  ? string
  : Model extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : Model extends object
      ? { readonly [Key in keyof Model]: Plain<Model[Key]> }
      : Model;

/** What a cluster has in the namespace of a release. */
export interface Things {
  readonly serviceaccounts: readonly Plain<V1ServiceAccount>[];
  readonly pods: readonly Plain<V1Pod>[];
  readonly persistentvolumeclaims: readonly Plain<V1PersistentVolumeClaim>[];
  readonly jobs: readonly Plain<V1Job>[];
  readonly services: readonly Plain<V1Service>[];
  readonly endpointslices: readonly Plain<V1EndpointSlice>[];
  readonly configmaps: readonly Plain<V1ConfigMap>[];
}

/**
 * A stub of the Kubernetes API, shaped by the models of its own client: it answers reads of one
 * namespace, and nothing else. What a real server says is tried in `__tests__/cluster`.
 */
export class ClusterStub {
  private server: Server | undefined;
  /** Kinds that may not be read. */
  denied = new Set<string>();
  isSilent = false;

  constructor(public things: Things) {}

  /** Writes the kubeconfig that leads to it. */
  async start(kubeconfig: string): Promise<void> {
    this.server = createServer(({ url = "/" }, answer) => {
      if (this.isSilent) {
        answer.destroy();
        return;
      }
      const [, kind = "", name] = /\/namespaces\/[^/]+\/(\w+)(?:\/([^/?]+))?/.exec(url) ?? [];
      const all = Object.entries(this.things).find(([key]) => key === kind)?.[1] as
        readonly { metadata?: { name?: string } }[] | undefined;
      const one =
        name === undefined ? undefined : all?.find(({ metadata }) => metadata?.name === name);
      const code = this.denied.has(kind) ? 403 : name !== undefined && !one ? 404 : 200;
      answer.writeHead(code, { "content-type": "application/json" });
      answer.end(JSON.stringify(code === 200 ? (one ?? { items: all }) : { kind: "Status", code }));
    });
    await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [
          {
            name: "stub",
            // It speaks no TLS, which the client takes from nobody else.
            cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true },
          },
        ],
        users: [{ name: "nobody", user: {} }],
        contexts: [{ name: "stub", context: { cluster: "stub", user: "nobody" } }],
        "current-context": "stub",
      }),
    );
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}

const ROLE = "arn:aws:iam::123456789012:role/milvus-s3-access-sa";
const labels = { "app.kubernetes.io/instance": "milvus" };

/** A release that is well. */
export const WELL: Things = {
  serviceaccounts: [
    {
      metadata: {
        name: "milvus-s3-access-sa",
        annotations: { "eks.amazonaws.com/role-arn": ROLE },
      },
    },
  ],
  pods: [
    {
      metadata: { name: "milvus-proxy-1", labels },
      spec: {
        serviceAccountName: "milvus-s3-access-sa",
        containers: [
          {
            name: "proxy",
            env: [
              { name: "AWS_ROLE_ARN", value: ROLE },
              { name: "AWS_WEB_IDENTITY_TOKEN_FILE", value: "/var/run/secrets/token" },
            ],
          },
        ],
        volumes: [
          {
            name: "aws-iam-token",
            projected: {
              sources: [{ serviceAccountToken: { audience: "sts.amazonaws.com", path: "token" } }],
            },
          },
        ],
      },
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
    },
  ],
  persistentvolumeclaims: [
    { metadata: { name: "data-milvus-etcd-0", labels }, status: { phase: "Bound" } },
  ],
  jobs: [{ metadata: { name: "milvus-initialize", labels }, status: { succeeded: 1 } }],
  services: [
    {
      metadata: { name: "milvus", labels },
      spec: { type: "LoadBalancer", ports: [{ name: "milvus", port: 19530 }] },
      status: { loadBalancer: { ingress: [{ hostname: "milvus.elb.amazonaws.com" }] } },
    },
  ],
  endpointslices: [
    {
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.0.0.1"], conditions: { ready: true } }],
    },
  ],
  configmaps: [
    {
      metadata: { name: "milvus", annotations: { "meta.helm.sh/release-name": "milvus" } },
      data: {
        "default.yaml": "minio:\n  bucketName: verified-milvus\n  region: us-west-2\n",
        "user.yaml": "",
      },
    },
  ],
};
