import { DataHelmTemplate } from "@cdktf/provider-helm/lib/data-helm-template";
import type { Release } from "@cdktf/provider-helm/lib/release";
import { DataKubernetesResources } from "@cdktf/provider-kubernetes/lib/data-kubernetes-resources";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { fullName } from "../charts/names";
import type { ReleaseSettings } from "../config/release";
import { chartArguments } from "./chart";

/** Helm takes an old one where it is told none, and charts refuse that. */
const KUBE_VERSION = "1.30.0";

/**
 * Refuses plans of a release that runs, and of which the state remembers nothing yet, where the
 * config would change what Kubernetes changes of no StatefulSet, or the message queue.
 *
 * What runs is read from the cluster; what the config wants is made by the helm provider, of the same
 * chart and values. Both happen at every plan, so this is for the first apply alone.
 */
export class Adoption extends Construct {
  constructor(
    scope: Construct,
    id: string,
    release: ReleaseSettings,
    /** Of the release. */
    namespace: string,
    resource: Release,
  ) {
    super(scope, id);
    const { name } = release;
    const config = fullName(name);
    const running = (kind: string, apiVersion: string, fieldSelector?: string) => {
      const read = { apiVersion, kind, namespace, fieldSelector };
      const id = `running_${kind}`.toLowerCase();
      new DataKubernetesResources(this, id, read).overrideLogicalId(id);
      return `data.kubernetes_resources.${id}.objects`;
    };
    const sets = running("StatefulSet", "apps/v1");
    const claims = running("PersistentVolumeClaim", "v1");
    const configs = running("ConfigMap", "v1", `metadata.name=${config}`);
    const wanted = new DataHelmTemplate(this, "wanted", {
      ...chartArguments(release),
      name,
      namespace,
      values: resource.valuesInput,
      isUpgrade: true,
      kubeVersion: KUBE_VERSION,
    });
    wanted.overrideLogicalId("wanted");

    const local = (id: string, expression: string) => {
      new TerraformLocal(this, `adoption_${id}`, `\${${expression}}`).overrideLogicalId(
        `adoption_${id}`,
      );
      return `local.adoption_${id}`;
    };
    const objects = local(
      "objects",
      'flatten([for text in split("\\n---", "\\n${data.helm_template.wanted.manifest}") : ' +
        'yamldecode(text) if can(regex("(?m)^kind: (StatefulSet|PersistentVolumeClaim|ConfigMap)\\\\s*$", text))])',
    );
    const queue = (from: string, condition: string) =>
      `try(regex("(?m)^messageQueue: *(\\\\w+)", [for one in ${from} : one.data["default.yaml"] if ${condition}][0])[0], "")`;
    const before = {
      sets: local("running", fixedOf(sets, OWNED(name))),
      queue: queue(configs, OWNED(name)),
    };
    const after = {
      sets: local("wanted", fixedOf(objects, 'one.kind == "StatefulSet"')),
      queue: queue(objects, `one.kind == "ConfigMap" && one.metadata.name == "${config}"`),
    };
    const queues = local("queues", `{ running = ${before.queue}, wanted = ${after.queue} }`);
    const differences = local(
      "differences",
      `concat(${setDifferences(before.sets, after.sets)}, ${claimDifferences(claims, objects)}, ` +
        `[for one in [${queues}] : "message queue \${one.running}, and the config asks for \${one.wanted}" if one.running != one.wanted])`,
    );
    resource.addOverride("lifecycle.precondition", [
      {
        condition: `\${length(${differences}) == 0}`,
        error_message:
          `\${length(${before.sets}) == 0 && ${queues}.running == "" ? "No release ${name} of Milvus runs in ${namespace}" : ` +
          `join("; ", ${differences})}. ${WAY}`,
      },
    ]);
  }
}

const WAY =
  "With milvus.release.adopt nothing is planned until the config keeps what runs: set messageQueue, " +
  "storageClass, etcd and values to it. Remove adopt for a release that does not run yet, and once " +
  "it is taken in.";

const OWNED = (release: string) =>
  `try(one.metadata.annotations["meta.helm.sh/release-name"], "") == "${release}"`;

const CLAIMS = "try([for claim in one.spec.volumeClaimTemplates : claim], [])";
const DEFAULT_CLASS = "the cluster's default";

/** What cannot be changed of stateful sets: texts by name, by what they are. */
function fixedOf(objects: string, condition: string): string {
  const ofClaims = (what: string, value: string) =>
    `{ for claim in ${CLAIMS} : "${what} of the volumes \${claim.metadata.name}" => ${value} }`;
  const parts = [
    ofClaims(
      "storage class",
      `try(claim.spec.storageClassName == null ? "${DEFAULT_CLASS}" : claim.spec.storageClassName, "${DEFAULT_CLASS}")`,
    ),
    ofClaims("size", 'try(claim.spec.resources.requests.storage, "")'),
    ofClaims("access modes", 'try(join(", ", claim.spec.accessModes), "")'),
    // A set that runs does not become one of another size by its number of replicas.
    '{ for container in one.spec.template.spec.containers : "members of etcd" => ' +
      'try([for one in container.env : one.value if one.name == "ETCD_INITIAL_CLUSTER"][0], "one") ' +
      'if container.name == "etcd" }',
    '{ "service name" = try(one.spec.serviceName, ""), ' +
      '"pod management policy" = try(coalesce(one.spec.podManagementPolicy), "OrderedReady"), ' +
      '"selector" = try(jsonencode(one.spec.selector.matchLabels), "") }',
  ];
  return `{ for one in ${objects} : one.metadata.name => merge(${parts.join(", ")}) if ${condition} }`;
}

function setDifferences(before: string, after: string): string {
  const only = (these: string, those: string, what: string) =>
    `[for name in setsubtract(keys(${these}), keys(${those})) : "\${name} ${what}"]`;
  const [was, is] = [before, after].map((sets) => `lookup(${sets}[name], key, "none")`);
  return [
    only(before, after, "runs and would be deleted"),
    only(after, before, "does not run and would be made"),
    `flatten([for name in setintersection(keys(${before}), keys(${after})) : ` +
      `[for key in setunion(keys(${before}[name]), keys(${after}[name])) : ` +
      `"\${key} of \${name}: \${${was}}, and the config asks for \${${is}}" if ${was} != ${is}]])`,
  ].join(", ");
}

/** Of the volume of a standalone Milvus, which is in no stateful set; one that is new has no past. */
function claimDifferences(running: string, objects: string): string {
  const differing = (what: string, path: string) =>
    `flatten([for is in ${objects} : [for was in ${running} : ` +
    `"${what} of the volume \${is.metadata.name}: \${was.${path}}, and the config asks for \${is.${path}}" ` +
    // The class of a claim that asks for none is filled in by the cluster.
    `if was.metadata.name == is.metadata.name && try(coalesce(is.${path}) != was.${path}, false)] ` +
    'if is.kind == "PersistentVolumeClaim"])';
  return [
    differing("storage class", "spec.storageClassName"),
    differing("size", "spec.resources.requests.storage"),
  ].join(", ");
}
