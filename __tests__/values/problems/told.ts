import type { ReleaseSettings } from "../../../config/release";
import { releaseProblems, type ReleaseContext } from "../../../values";
import { CONTEXT, production } from "../settings";

/** Problems as one line each, paths from `milvus.release` on. */
export function told(release: ReleaseSettings, context: ReleaseContext = CONTEXT): string[] {
  return releaseProblems(context, release).map(
    ({ severity, path, message, fix }) =>
      `${severity} ${path.join(".").replace("milvus.release.", "")}: ${message}${fix ? ` (${fix})` : ""}`,
  );
}

export function queue(type: string): ReleaseSettings["messageQueue"] {
  return { type, host: "h", port: 1, brokers: [], confirmChange: false } as never;
}

/** The preset production with values of the user's own. */
export function own(values: Record<string, unknown>): ReleaseSettings {
  return production({ values });
}

/** The preset production, open to the internet by consent. */
export function facing(settings: Partial<ReleaseSettings> = {}): ReleaseSettings {
  return production({
    service: { type: "LoadBalancer", scheme: "internet-facing", exposure: "public" },
    metrics: { enabled: false, serviceMonitor: false },
    ...settings,
  });
}
