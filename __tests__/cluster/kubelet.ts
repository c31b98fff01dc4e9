import type { Namespace } from "./api";

const PAUSE = 300;
const READY = [
  { type: "Ready", status: "True" },
  { type: "ContainersReady", status: "True" },
];

/**
 * What a node would report if all went well: pods ready, those of jobs done, claims bound. The API
 * server here has no nodes, so nothing is started: this proves what waits for what, not that Milvus
 * runs.
 */
export class Kubelet {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  /** @param unwell what it says nothing about, which stays pending for ever. */
  constructor(
    private readonly namespace: Namespace,
    private readonly unwell: "jobs" | "claims" | "nothing" = "nothing",
  ) {}

  start(): void {
    const again = () => {
      this.round = this.report();
      // A namespace that goes meanwhile takes its pods along.
      void this.round
        .catch(() => undefined)
        .then(() => {
          if (this.timer) this.timer = setTimeout(again, PAUSE);
        });
    };
    this.timer = setTimeout(again, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.round.catch(() => undefined);
  }

  private async report(): Promise<void> {
    const pods = await this.namespace.list("v1", "pods");
    for (const [name, { metadata, spec, status }] of Object.entries(pods)) {
      if (status.phase !== "Pending" || metadata.deletionTimestamp) continue;
      const isJob = metadata.ownerReferences?.[0]?.kind === "Job";
      if (isJob && this.unwell === "jobs") continue;
      const containers = spec.containers as { name: string; image: string }[];
      const containerStatuses = containers.map((container) => ({
        name: container.name,
        image: container.image,
        imageID: "",
        restartCount: 0,
        ready: !isJob,
        state: isJob ? { terminated: { exitCode: 0 } } : { running: {} },
      }));
      await this.namespace.patch("v1", "pods", `${name}/status`, {
        status: isJob
          ? { phase: "Succeeded", containerStatuses }
          : { phase: "Running", conditions: READY, containerStatuses },
      });
    }
    if (this.unwell === "claims") return;
    const claims = await this.namespace.list("v1", "persistentvolumeclaims");
    for (const claim of Object.values(claims)) {
      if (claim["status"].phase !== "Bound") await this.namespace.bind(claim);
    }
  }
}
