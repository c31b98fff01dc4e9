/** Settings of a Milvus release by Helm, every default of its preset filled in. */
export interface ReleaseSettings {
  /** Name of the Helm release. */
  readonly name: string;
  /** Exact version of the chart: `5.0.19`. */
  readonly chartVersion: string;
  readonly chart: ChartSource;
  /**
   * `documented` writes the values file of configure-s3-access-by-iam-role, key for key, and
   * nothing else unless the config says so; `production` what keeps a cluster safe and available.
   */
  readonly preset: "documented" | "production";
  readonly mode: "cluster" | "standalone";
  /** False where the namespace is there already. */
  readonly createNamespace: boolean;
  /** Plans that would delete the namespace, with the volumes in it, are refused. */
  readonly preventDestroy: boolean;
  readonly wait: boolean;
  readonly timeoutSeconds: number;
  readonly service: ServiceSettings;
  /** Prefix of Milvus' objects in the bucket; absent: the chart's default, the bucket's root. */
  readonly rootPath?: string;
  readonly components: Partial<Readonly<Record<Component, ComponentSettings>>>;
  /** Two coordinators of each kind, one of them standing by; absent: the chart's default. */
  readonly highAvailability?: boolean;
  /** Absent: the chart's default, which changes between versions. */
  readonly messageQueue?: MessageQueue;
  readonly etcd: EtcdSettings;
  /** Storage class of every volume; absent: the cluster's default. */
  readonly storageClass?: string;
  /** Absent: the chart's default. */
  readonly metrics?: { readonly enabled: boolean; readonly serviceMonitor: boolean };
  /** Whether Milvus asks for user and password; absent: Milvus' default, it does not. */
  readonly authorization?: boolean;
  /** Deep-merged over everything else. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where the chart comes from. */
export type ChartSource =
  | { readonly kind: "repository"; readonly repository: string; readonly chart: string }
  /** `oci://registry.example/charts/milvus`. */
  | { readonly kind: "oci"; readonly reference: string }
  /** A folder or `.tgz`, absolute or relative to the config file. */
  | { readonly kind: "path"; readonly path: string };

export interface ServiceSettings {
  /** All absent: the preset's and the chart's own. */
  readonly type?: "ClusterIP" | "LoadBalancer";
  readonly port?: number;
  /** Of the load balancer. */
  readonly scheme?: "internal" | "internet-facing";
  readonly loadBalancerName?: string;
  /** CIDR blocks that may connect. */
  readonly sourceRanges?: readonly string[];
  /** `public` is the consent to every address of the internet. */
  readonly exposure?: "private" | "public";
}

/** Parts of Milvus whose size can be set; `coordinator` is each coordinator there is. */
export const COMPONENTS = [
  "proxy",
  "coordinator",
  "queryNode",
  "dataNode",
  "indexNode",
  "streamingNode",
  "standalone",
] as const;
export type Component = (typeof COMPONENTS)[number];

export interface ComponentSettings {
  readonly replicas?: number;
  /** Kubernetes quantities. */
  readonly resources?: {
    readonly requests?: Quantities;
    readonly limits?: Quantities;
  };
}

interface Quantities {
  readonly cpu?: string;
  readonly memory?: string;
}

/** `confirmChange` lets a plan change the queue of what is deployed: data in it is lost. */
export type MessageQueue = { readonly confirmChange: boolean } & (
  | { readonly type: "woodpecker" | "rocksmq" | "pulsar" | "kafka" }
  | { readonly type: "external-pulsar"; readonly host: string; readonly port: number }
  | { readonly type: "external-kafka"; readonly brokers: readonly string[] }
);

interface EtcdSettings {
  readonly replicas?: number;
  /** `host:port` of etcd of one's own; the chart's is not installed then. */
  readonly endpoints?: readonly string[];
}

/** How Terraform reaches the cluster. */
export type ClusterAccess =
  /** `aws eks get-token`; endpoint and CA are read from EKS where they are not given. */
  | {
      readonly kind: "eks";
      readonly clusterName: string;
      readonly region: string;
      readonly profile?: string;
      readonly roleArn?: string;
      readonly endpoint?: string;
      /** PEM, base64 as EKS gives it. */
      readonly certificateAuthority?: string;
    }
  | { readonly kind: "kubeconfig"; readonly path: string; readonly context?: string };

/** How pods get the role: by a token of the cluster's issuer, or by EKS Pod Identity. */
export type PodIdentity = "irsa" | "pod-identity";
