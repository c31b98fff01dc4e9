import { stackId } from "../../config/deployment";
import { NAME_ANNOTATION } from "../../values/service";
import { valueAt } from "../../text/record";
import { span } from "../markdown/text";
import { sh } from "./sh";
import type { RunbookSubject } from "./subject";

/** The release before the access, and both before the cluster. */
export function destroy(subject: RunbookSubject): readonly string[] {
  const { deployment, milvus, release, inNamespace, ofAccess, ofRelease } = subject;
  return [
    "The release goes first, while the cluster still has its controllers: the load balancer and its network interfaces are theirs to remove.",
    ...ofNamespace(subject),
    sh`${ofRelease} destroy`,
    ...(release.createNamespace
      ? []
      : [
          "The volumes' claims stay, and with them the volumes. This deletes the metadata of Milvus, without which the bucket cannot be read:",
          sh`${inNamespace} get persistentvolumeclaims`,
        ]),
    ...ofBalancer(subject),
    `Then the access, ${span(stackId(deployment, "milvus"))}, if nothing else uses the role:`,
    sh`${ofAccess} destroy`,
    milvus.bucket.existing
      ? `The bucket ${span(milvus.bucket.name)} is not of this stack and stays, with all that Milvus wrote.`
      : `The bucket ${span(milvus.bucket.name)} ${milvus.bucket.preventDestroy ? `refuses to go until the config says ${span("preventDestroy: false")}` : "goes as well"}${milvus.bucket.forceDestroy ? ", with everything in it" : "; it must be empty"}.`,
  ];
}

function ofNamespace({ milvus, release, inNamespace, ofRelease }: RunbookSubject): string[] {
  if (!release.createNamespace) return [];
  const namespace = span(milvus.serviceAccount.namespace);
  const refusal = release.preventDestroy
    ? ` Terraform refuses it: ${span("preventDestroy: false")} below ${span("milvus.release")} in the config, and a new export, let it go.`
    : "";
  return [
    `With the namespace ${namespace} go the volumes of etcd, without which the bucket cannot be read.${refusal} To keep them, take the namespace out of the state before, and install with ${span("createNamespace: false")} later:`,
    sh`
      ${inNamespace} get persistentvolumeclaims
      ${ofRelease} state rm kubernetes_namespace_v1.milvus
    `,
  ];
}

function ofBalancer({ values }: RunbookSubject): string[] {
  const name = valueAt(values, ["service", "annotations", NAME_ANNOTATION]);
  if (valueAt(values, ["service", "type"]) !== "LoadBalancer" || typeof name !== "string") {
    return [];
  }
  return [
    "The load balancer must be gone before the controller, the subnets or the network are; this must say that there is none:",
    sh`aws elbv2 describe-load-balancers --names ${name}`,
  ];
}
