import { stackId } from "../../config/deployment";
import { NAME_ANNOTATION } from "../../values/service";
import { valueAt } from "../../text/record";
import type { Part } from "../markdown/text";
import { say, sh } from "./sh";
import type { RunbookSubject } from "./subject";

/** The release before the access, and both before the cluster. */
export function destroy(subject: RunbookSubject): Part {
  const { deployment, milvus, release, inNamespace, ofAccess, ofRelease } = subject;
  const { name, existing, preventDestroy, forceDestroy } = milvus.bucket;
  const goes = preventDestroy
    ? say`refuses to go until the config says ${"preventDestroy: false"}`
    : "goes as well";
  return [
    "The release goes first, while the cluster still has its controllers: the load balancer and its network interfaces are theirs to remove.",
    release.createNamespace && ofNamespace(subject),
    sh`${ofRelease} destroy`,
    !release.createNamespace && [
      "The volumes' claims stay, and with them the volumes. This deletes the metadata of Milvus, without which the bucket cannot be read:",
      sh`${inNamespace} get persistentvolumeclaims`,
    ],
    ofBalancer(subject),
    say`Then the access, ${stackId(deployment, "milvus")}, if nothing else uses the role:`,
    sh`${ofAccess} destroy`,
    existing
      ? say`The bucket ${name} is not of this stack and stays, with all that Milvus wrote.`
      : `${say`The bucket ${name}`} ${goes}${forceDestroy ? ", with everything in it" : "; it must be empty"}.`,
  ];
}

function ofNamespace({ namespace, release, inNamespace, ofRelease }: RunbookSubject): Part {
  const refusal = release.preventDestroy
    ? say` Terraform refuses it: ${"preventDestroy: false"} below ${"milvus.release"} in the config, and a new export, let it go.`
    : "";
  return [
    `${say`With the namespace ${namespace} go the volumes of etcd, without which the bucket cannot be read.`}${refusal}${say` To keep them, take the namespace out of the state before, and install with ${"createNamespace: false"} later:`}`,
    sh`
      ${inNamespace} get persistentvolumeclaims
      ${ofRelease} state rm kubernetes_namespace_v1.milvus
    `,
  ];
}

function ofBalancer({ values, isBalanced }: RunbookSubject): Part {
  const name = valueAt(values, ["service", "annotations", NAME_ANNOTATION]);
  if (!isBalanced || typeof name !== "string") return undefined;
  return [
    "The load balancer must be gone before the controller, the subnets or the network are; this must say that there is none:",
    sh`aws elbv2 describe-load-balancers --names ${name}`,
  ];
}
