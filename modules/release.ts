import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ReleaseSettings } from "../config/release";
import { renderValues, type Values } from "../values";
import { address } from "./address";
import { Adoption } from "./adoption";
import { chartArguments } from "./chart";
import { DeployedGuard } from "./deployed-guard";
import { waiveDocumented } from "./documented-release";
import { literal } from "./literal";

export interface MilvusReleaseProps {
  readonly release: ReleaseSettings;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  /** Role of the service account by annotation; absent with EKS Pod Identity. */
  readonly roleArn?: string;
  /** What Helm gets, as one YAML document. */
  readonly values: Values;
}

/** Milvus by Helm, in the namespace and as the service account that the role trusts. */
export class MilvusRelease extends Construct {
  constructor(
    scope: Construct,
    private readonly id: string,
    private readonly props: MilvusReleaseProps,
  ) {
    super(scope, id);
    const { release, serviceAccount, values } = props;
    // Names are literal, so that plans show them; the order is told by `depends_on`.
    const namespace = this.namespace();
    const account = this.serviceAccount(namespace);
    const resource = new Release(this, "release", {
      name: release.name,
      namespace: serviceAccount.namespace,
      createNamespace: false,
      ...chartArguments(release),
      values: [literal(renderValues(values))],
      wait: release.wait,
      timeout: release.timeoutSeconds,
      dependsOn: [...namespace, account],
    });
    address(resource, id, `${serviceAccount.namespace}/${release.name}`);
    new DeployedGuard(this, "guard", release, resource, values);
    if (release.adopt) new Adoption(this, "adoption", release, serviceAccount.namespace, resource);
    waiveDocumented(resource, release, values);
  }

  private namespace(): ITerraformDependable[] {
    const { release, serviceAccount } = this.props;
    if (!release.createNamespace) return [];
    const namespace = new NamespaceV1(this, "namespace", {
      metadata: { name: serviceAccount.namespace },
      ...(release.preventDestroy && { lifecycle: { preventDestroy: true } }),
    });
    address(namespace, this.id, serviceAccount.namespace);
    return [namespace];
  }

  private serviceAccount(namespace: ITerraformDependable[]): ITerraformDependable {
    const { serviceAccount, roleArn } = this.props;
    const account = new ServiceAccountV1(this, "service_account", {
      metadata: {
        name: serviceAccount.name,
        namespace: serviceAccount.namespace,
        ...(roleArn !== undefined && {
          annotations: { "eks.amazonaws.com/role-arn": roleArn },
        }),
      },
      ...(namespace.length > 0 && { dependsOn: namespace }),
    });
    address(account, this.id, `${serviceAccount.namespace}/${serviceAccount.name}`);
    return account;
  }
}
