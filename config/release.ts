import type { PlainRecord } from "../text/record";
import type { z } from "zod";
import type { Filled } from "./schema";
import type { Component, service } from "./schema/release-parts";

export { COMPONENTS, type Component } from "./schema/release-parts";

type WrittenService = NonNullable<z.input<typeof service>>;
type FilledRelease = NonNullable<Filled<"milvus">["release"]>;

/** Settings of a Milvus release by Helm, every default of its preset filled in. */
export interface ReleaseSettings extends Readonly<
  Omit<FilledRelease, "namespace" | "chart" | "service" | "messageQueue" | "metrics" | "values">
> {
  readonly chart: ChartSource;
  readonly service: ServiceSettings;
  readonly components: Partial<Readonly<Record<Component, ComponentSettings>>>;
  /** Absent: the chart's default, which changes between versions. */
  readonly messageQueue?: MessageQueue;
  readonly etcd: NonNullable<FilledRelease["etcd"]>;
  /** Absent: the chart's default. */
  readonly metrics?: { readonly enabled: boolean; readonly serviceMonitor: boolean };
  /** Deep-merged over everything else. */
  readonly values: PlainRecord;
}

/** Where the chart comes from. */
export type ChartSource =
  | { readonly kind: "repository"; readonly repository: string; readonly chart: string }
  /** `oci://registry.example/charts/milvus`. */
  | { readonly kind: "oci"; readonly reference: string }
  /** A folder or `.tgz`, absolute or relative to the config file. */
  | { readonly kind: "path"; readonly path: string };

/** What is absent is the preset's, or the chart's own. */
export type ServiceSettings = Readonly<Omit<WrittenService, "sourceRanges">> & {
  readonly sourceRanges?: readonly string[];
};

export type ComponentSettings = NonNullable<NonNullable<FilledRelease["components"]>[Component]>;

/** `confirmChange` lets a plan change the queue of what is deployed: data in it is lost. */
export type MessageQueue = { readonly confirmChange: boolean } & (
  | { readonly type: "woodpecker" | "rocksmq" | "pulsar" | "pulsar2" | "kafka" }
  | { readonly type: "external-pulsar"; readonly host: string; readonly port: number }
  | { readonly type: "external-kafka"; readonly brokers: readonly string[] }
);

/** How Terraform reaches the cluster. */
export type ClusterAccess =
  /** `aws eks get-token`; endpoint and CA are read from EKS where they are not given. */
  | ({ readonly kind: "eks"; readonly clusterName: string; readonly region: string } & Readonly<
      Omit<NonNullable<Filled<"milvus">["cluster"]["access"]>, "kubeconfig" | "context">
    >)
  | { readonly kind: "kubeconfig"; readonly path: string; readonly context?: string };

/** How pods get the role: by a token of the cluster's issuer, or by EKS Pod Identity. */
export type PodIdentity = "irsa" | "pod-identity";
