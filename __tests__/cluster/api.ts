import { request } from "node:https";
import type { KubernetesObject } from "../support/charts";
import { until } from "../support/tools-process";
import { kubeconfig } from "../support/tools-cluster";

const GONE = 90_000;

const made = new Set<string>();
const volumes = new Set<string>();

/** A namespace of this test file alone, gone when the file is done. */
export function namespaceOf(story: string): string {
  const name = `byoc-${story}-${Math.random().toString(36).slice(2, 8)}`;
  made.add(name);
  return name;
}

afterAll(async () => {
  for (const name of made) await call("DELETE", `/api/v1/namespaces/${name}`);
  // They go once their claims have gone.
  for (const name of volumes) await call("DELETE", `/api/v1/persistentvolumes/${name}`);
});

/** What the API server has in a namespace, asked without Terraform or Helm. */
export class Namespace {
  constructor(readonly name: string) {}

  async create(): Promise<void> {
    await mustCall("POST", "/api/v1/namespaces", { metadata: { name: this.name } });
  }

  /** Objects of a kind by their names: `list("apps/v1", "statefulsets")`. */
  async list(api: string, kind: string): Promise<Record<string, KubernetesObject>> {
    const { items } = await mustCall("GET", this.path(api, kind));
    return Object.fromEntries(
      (items as KubernetesObject[]).map((object) => [object["metadata"].name as string, object]),
    );
  }

  async names(api: string, kind: string): Promise<string[]> {
    return Object.keys(await this.list(api, kind)).sort();
  }

  /** Identities of the stateful sets: another one is another set, whose pods were all ended. */
  async identities(): Promise<Record<string, string>> {
    const sets = await this.list("apps/v1", "statefulsets");
    return Object.fromEntries(
      Object.entries(sets).map(([name, { metadata }]) => [name, metadata.uid as string]),
    );
  }

  async make(api: string, kind: string, object: KubernetesObject): Promise<void> {
    await mustCall("POST", this.path(api, kind), object);
  }

  async patch(api: string, kind: string, name: string, change: KubernetesObject): Promise<void> {
    // What was listed may be gone by now.
    await call("PATCH", `${this.path(api, kind)}/${name}`, change);
  }

  /** Gives a claim a volume, as a volume's driver would; nothing is on it. */
  async bind({ metadata, spec }: KubernetesObject): Promise<void> {
    const name = metadata.uid as string;
    if (volumes.has(name)) return;
    volumes.add(name);
    await mustCall("POST", "/api/v1/persistentvolumes", {
      metadata: { name },
      spec: {
        capacity: spec.resources.requests,
        accessModes: spec.accessModes,
        storageClassName: spec.storageClassName ?? "",
        persistentVolumeReclaimPolicy: "Retain",
        hostPath: { path: "/nowhere" },
        claimRef: { namespace: this.name, name: metadata.name, uid: metadata.uid },
      },
    });
  }

  async expectGone(): Promise<void> {
    const path = `/api/v1/namespaces/${this.name}`;
    await until(`${this.name} is gone`, async () => (await call("GET", path)).code === 404, GONE);
  }

  private path(api: string, kind: string): string {
    const root = api === "v1" ? "/api/v1" : `/apis/${api}`;
    return `${root}/namespaces/${this.name}/${kind}`;
  }
}

async function mustCall(
  method: string,
  path: string,
  body?: KubernetesObject,
): Promise<KubernetesObject> {
  const { code, text } = await call(method, path, body);
  if (code >= 300) throw new Error(`${method} ${path}: ${code} ${text}`);
  return JSON.parse(text) as KubernetesObject;
}

function call(
  method: string,
  path: string,
  body?: KubernetesObject,
): Promise<{ code: number; text: string }> {
  const { server, ca, cert, key, token } = kubeconfig();
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, server),
      {
        method,
        headers: { "content-type": type, ...(token && { authorization: `Bearer ${token}` }) },
        ca,
        cert,
        key,
        timeout: 20_000,
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        answer.on("end", () => resolve({ code: answer.statusCode ?? 0, text }));
      },
    );
    sent.once("error", reject);
    sent.once("timeout", () => sent.destroy(new Error(`${method} ${path}: no answer`)));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
