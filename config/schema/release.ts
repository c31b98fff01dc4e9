import { z } from "zod";
import { dnsLabelViolations } from "../../aws/names";
import { chart, chartVersion } from "./chart";
import { namespaceName } from "./common";
import { choice, field, flag, integer, mapping, matching, text } from "./field";
import { components, etcd, messageQueue, service } from "./release-parts";

/** The release of Milvus: optional stack `<name>-milvus`. */
export const release = mapping(
  {
    description:
      "Milvus itself, as a Helm release in a stack of its own (document configure-s3-access-by-iam-role, Deploy Milvus).",
    example: { chartVersion: "5.0.19" },
    default: "- no release is made",
  },
  {
    name: text(
      (value) => {
        const broken = dnsLabelViolations(value);
        if (value.length > 53) broken.push(`has ${value.length} characters; Helm takes 53`);
        if (broken.length === 0) return undefined;
        return {
          code: "kubernetes-name",
          message: broken.join("; "),
          allowed: '1 to 53 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
        };
      },
      {
        description: "Name of the Helm release; names of services and volumes begin with it.",
        example: "milvus",
        default: "milvus",
        pattern: "^[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$",
      },
    ),
    namespace: namespaceName({
      description: "Namespace of the release; always that of the service account.",
      example: "milvus",
      default: "- `serviceAccount.namespace`",
    }),
    createNamespace: flag({
      description: "Create the namespace; set to false where it is there already.",
      default: true,
    }),
    adopt: flag({
      description:
        "For the first apply after the import of a release that runs: every plan compares its stateful sets, their volumes and the message queue with the cluster, and is refused where the config would change them. Take it out once the release is taken in.",
      default: false,
    }),
    preventDestroy: flag({
      description:
        "Refuse every plan that would delete the namespace, and with it the volumes of etcd, without which the bucket cannot be read.",
      default: true,
      createdOnly: {
        where: ["createNamespace"],
        is: false,
        message: "has no effect on a namespace that exists, which no plan here deletes",
        allowed: "with createNamespace: true",
        fix: "remove the line",
      },
    }),
    chart,
    chartVersion,
    preset: choice(["production", "documented"], {
      description:
        "`production` is safe, sized and highly available; `documented` is the values file of the document, key for key.",
      example: "documented",
      default: "production",
    }),
    mode: choice(["cluster", "standalone"], {
      description: "Milvus as a cluster of its parts, or as a single process.",
      example: "standalone",
      default: "cluster",
    }),
    wait: flag({ description: "Let Terraform wait until every pod is ready.", default: true }),
    timeoutSeconds: integer(60, 7200, {
      description: "Longest wait, in seconds; pods restart until etcd and the queue are there.",
      example: 1800,
      // Helm's own 300 are too few.
      default: 1200,
    }),
    service,
    rootPath: text(
      (value) =>
        /^[A-Za-z0-9][\w.-]{0,99}(\/[A-Za-z0-9][\w.-]{0,99}){0,9}$/.test(value)
          ? undefined
          : {
              code: "value",
              message: "is not a prefix that the chart can write",
              allowed: "letters, digits and _.-, in parts between slashes: milvus/prod",
              fix: /^\/?[\w.-]{1,64}\/?$/.test(value)
                ? `use ${value.replaceAll("/", "")}`
                : undefined,
            },
      {
        description:
          "Prefix of Milvus' objects in the bucket; Milvus does not find its data under another one.",
        example: "milvus",
        default: "- the release's name; with the preset documented the root of the bucket",
      },
    ),
    components,
    highAvailability: flag({
      description: "Run two coordinators of each kind, one of them standing by.",
      default: "- yes, except in mode standalone",
    }),
    messageQueue,
    etcd,
    storageClass: matching(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, {
      code: "kubernetes-name",
      message: "is not the name of a storage class",
      allowed: 'a DNS-1123 subdomain: a-z, 0-9, "-" and "."',
      fix: "kubectl get storageclass",
      description: "Storage class of every volume; clusters without a default class need it.",
      example: "gp3",
      default: "- the cluster's default class",
    }),
    metrics: mapping(
      {
        description: "Metrics for Prometheus.",
        example: { serviceMonitor: true },
        default: "- the preset's",
      },
      {
        enabled: flag({
          description: "Let the service show port 9091: metrics, and Milvus' insides.",
          example: false,
          default: "- yes, except where a load balancer faces the internet",
        }),
        serviceMonitor: flag({
          description: "Create a ServiceMonitor; the cluster needs the Prometheus operator.",
          default: false,
        }),
      },
    ),
    authorization: flag({
      description:
        "Ask clients for user and password; the first user is root with the password Milvus: change it at once.",
      default: "- yes; with the preset documented Milvus' own, which is no",
    }),
    values: field(z.record(z.string(), z.unknown()), {
      description: "Helm values for anything else; merged over all of the above.",
      example: { queryNode: { nodeSelector: { "kubernetes.io/arch": "amd64" } } },
      default: "- none",
    }),
  },
);
