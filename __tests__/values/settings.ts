import type { ReleaseSettings } from "../../config/release";
import type { ReleaseContext } from "../../values";

/** The document's own deployment. */
export const CONTEXT: ReleaseContext = {
  deployment: "acme-prod",
  region: "us-east-2",
  partition: "aws",
  tags: { Vendor: "zilliz-byoc" },
  bucket: "acme-milvus",
  namespace: "milvus",
  serviceAccount: "milvus-s3-access-sa",
  roleArn: "arn:aws:iam::111122223333:role/milvus-s3-access-sa",
  podIdentity: "irsa",
};

const COMMON = {
  name: "milvus",
  chartVersion: "5.0.19",
  chart: { kind: "repository", repository: "https://charts.acme.example/", chart: "milvus" },
  mode: "cluster",
  createNamespace: true,
  adopt: false,
  preventDestroy: true,
  wait: true,
  timeoutSeconds: 1200,
  service: {},
  components: {},
  etcd: {},
  values: {},
} as const;

/** The preset as it is with nothing else in the config. */
export function documented(settings: Partial<ReleaseSettings> = {}): ReleaseSettings {
  return { ...COMMON, preset: "documented", ...settings };
}

export function production(settings: Partial<ReleaseSettings> = {}): ReleaseSettings {
  const mode = settings.mode ?? "cluster";
  const size = { requests: { cpu: "1", memory: "4Gi" }, limits: { memory: "4Gi" } };
  return {
    ...COMMON,
    preset: "production",
    service: { type: "ClusterIP" },
    rootPath: "milvus",
    components:
      mode === "cluster"
        ? { proxy: { replicas: 2, resources: size }, coordinator: { resources: size } }
        : { standalone: { resources: size } },
    highAvailability: mode === "cluster",
    messageQueue: { type: "woodpecker", confirmChange: false },
    etcd: { replicas: mode === "cluster" ? 3 : 1 },
    metrics: { enabled: true, serviceMonitor: false },
    authorization: true,
    ...settings,
  };
}
