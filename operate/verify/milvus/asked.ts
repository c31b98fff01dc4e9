import type { MilvusSection } from "../../../config/deployment";
import { enumerate } from "../../../iam/words/enumerate";
import type { Cluster } from "../../cluster/cluster";
import type { VerifyCheck } from "../report";

/** A pod as the client reads it. */
export type Pod = Awaited<ReturnType<Cluster["core"]["listNamespacedPod"]>>["items"][number];
type Labelled = { readonly metadata?: Pod["metadata"] };

/** A release, and what is asked of it. */
export interface Asked {
  readonly milvus: MilvusSection;
  readonly region: string;
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly release: string;
}

export function checkOf(id: string, ok: boolean, text: string, fix: string): VerifyCheck {
  return { id: `milvus ${id}`, status: ok ? "ok" : "failed", text, ...(!ok && { fix }) };
}

/** Whether something belongs to a release, by the labels of the charts or Helm's own mark. */
export function isOf(release: string) {
  return ({ metadata }: Labelled): boolean =>
    metadata?.labels?.["app.kubernetes.io/instance"] === release ||
    metadata?.labels?.["release"] === release ||
    metadata?.annotations?.["meta.helm.sh/release-name"] === release;
}

export function nameOf(one: Labelled | undefined): string {
  return one?.metadata?.name ?? "";
}

const SHOWN = 3;

export function named<One extends Labelled>(
  all: readonly One[],
  state: (one: One) => string,
): string {
  const shown = all.slice(0, SHOWN).map((one) => `${nameOf(one)} (${state(one)})`);
  return enumerate(all.length > SHOWN ? [...shown, `${all.length - SHOWN} more`] : shown);
}
