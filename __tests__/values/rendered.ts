import { parse } from "yaml";
import type { KubernetesObject } from "../support/charts";

interface Named {
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
}

interface Claim extends Named {
  readonly spec: { readonly storageClassName?: string };
}

export interface Workload extends Named {
  readonly spec: {
    readonly replicas: number;
    readonly template: {
      readonly spec: {
        readonly serviceAccountName?: string;
        readonly containers: readonly { readonly image: string; readonly resources?: unknown }[];
      };
    };
    readonly volumeClaimTemplates?: readonly Claim[];
  };
}

interface Service extends Named {
  readonly spec: {
    readonly type?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly ports: readonly { readonly port: number; readonly targetPort?: unknown }[];
  };
}

interface ConfigMap extends Named {
  readonly data?: Readonly<Record<string, string>>;
}

/** The objects of a release, looked at as its operator would. */
export class Rendered {
  constructor(readonly objects: readonly KubernetesObject[]) {}

  ofKind<T extends Named>(kind: string): T[] {
    return this.objects.filter((object) => object["kind"] === kind) as unknown as T[];
  }

  /** Deployments and stateful sets whose pods run Milvus, by their last word: `proxy`. */
  milvus(): Record<string, Workload> {
    const workloads = [
      ...this.ofKind<Workload>("Deployment"),
      ...this.ofKind<Workload>("StatefulSet"),
    ];
    return Object.fromEntries(
      workloads
        .filter(({ spec }) =>
          spec.template.spec.containers.some(({ image }) => image.startsWith("milvusdb/milvus:")),
        )
        .map((workload) => [workload.metadata.name.split("-").at(-1), workload]),
    );
  }

  /** Milvus' config as the chart writes it; a key that is there twice is an error. */
  config(): any {
    return parse(this.configMap()["default.yaml"]!, { version: "1.1" });
  }

  userConfig(): any {
    return parse(this.configMap()["user.yaml"]!);
  }

  /** The Service that clients connect to. */
  service(): Service {
    const services = this.ofKind<Service>("Service").filter(({ spec }) =>
      spec.ports.some(({ targetPort }) => targetPort === "milvus"),
    );
    expect(services).toHaveLength(1);
    return services[0]!;
  }

  /** Storage class of every volume, by the name of its claim. */
  storageClasses(): Record<string, string | undefined> {
    const own = this.ofKind<Claim>("PersistentVolumeClaim").map(
      ({ metadata, spec }) => [metadata.name, spec.storageClassName] as const,
    );
    const ofSets = this.ofKind<Workload>("StatefulSet").flatMap(({ metadata, spec }) =>
      (spec.volumeClaimTemplates ?? []).map(
        (claim) =>
          [`${metadata.name}/${claim.metadata.name}`, claim.spec.storageClassName] as const,
      ),
    );
    return Object.fromEntries([...own, ...ofSets]);
  }

  private configMap(): Readonly<Record<string, string>> {
    const maps = this.ofKind<ConfigMap>("ConfigMap").filter(({ data }) => data?.["default.yaml"]);
    expect(maps).toHaveLength(1);
    return maps[0]!.data!;
  }
}
