import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { dnsLabelViolations } from "../../aws/names";
import { chart, chartVersion } from "./chart";
import { namespaceName } from "./common";
import { doc, flag, integer, text } from "./field";
import { components, etcd, messageQueue, service } from "./release-parts";

/** The release of Milvus: optional stack `<name>-milvus`. */
export const release = z
  .strictObject({
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
        default: DEFAULTS.milvus.release.name,
        pattern: "^[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$",
      },
    ).optional(),
    namespace: namespaceName({
      description: "Namespace of the release; always that of the service account.",
      example: "milvus",
      default: "- `serviceAccount.namespace`",
    }).optional(),
    createNamespace: flag({
      description: "Create the namespace; set to false where it is there already.",
      example: false,
      default: DEFAULTS.milvus.release.createNamespace,
    }),
    preventDestroy: flag({
      description:
        "Refuse every plan that would delete the namespace, and with it the volumes of etcd, without which the bucket cannot be read.",
      example: false,
      default: DEFAULTS.milvus.release.preventDestroy,
    }),
    chart: chart.optional(),
    chartVersion,
    preset: z
      .enum(["production", "documented"])
      .meta(
        doc({
          description:
            "`production` is safe, sized and highly available; `documented` is the values file of the document, key for key.",
          example: "documented",
          default: DEFAULTS.milvus.release.preset,
        }),
      )
      .optional(),
    mode: z
      .enum(["cluster", "standalone"])
      .meta(
        doc({
          description: "Milvus as a cluster of its parts, or as a single process.",
          example: "standalone",
          default: DEFAULTS.milvus.release.mode,
        }),
      )
      .optional(),
    wait: flag({
      description: "Let Terraform wait until every pod is ready.",
      example: false,
      default: DEFAULTS.milvus.release.wait,
    }),
    timeoutSeconds: integer(60, 7200, {
      description: "Longest wait, in seconds; pods restart until etcd and the queue are there.",
      example: 1800,
      default: DEFAULTS.milvus.release.timeoutSeconds,
    }),
    service: service
      .meta(
        doc({
          description: "How Milvus is reached.",
          example: { type: "LoadBalancer", sourceRanges: ["10.0.0.0/8"] },
          default: "- the preset's",
        }),
      )
      .optional(),
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
    ).optional(),
    components: components
      .meta(
        doc({
          description: "Replicas and resources of Milvus' parts.",
          example: { queryNode: { replicas: 4 } },
          default: "- the preset's",
        }),
      )
      .optional(),
    highAvailability: flag({
      description: "Run two coordinators of each kind, one of them standing by.",
      example: true,
      default: "- yes, except in mode standalone",
    }),
    messageQueue: messageQueue
      .meta(
        doc({
          description: "What carries the log of writes.",
          example: { type: "woodpecker" },
          default:
            "- woodpecker from chart 5.0.0 on, before it pulsar, or rocksmq in mode standalone; with the preset documented the chart's own",
        }),
      )
      .optional(),
    etcd: etcd
      .meta(
        doc({
          description: "Where Milvus keeps its metadata.",
          example: { replicas: 3 },
          default: "- an etcd that the chart installs",
        }),
      )
      .optional(),
    storageClass: text(
      (value) =>
        /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(value)
          ? undefined
          : {
              code: "kubernetes-name",
              message: "is not the name of a storage class",
              allowed: 'a DNS-1123 subdomain: a-z, 0-9, "-" and "."',
              fix: "kubectl get storageclass",
            },
      {
        description: "Storage class of every volume; clusters without a default class need it.",
        example: "gp3",
        default: "- the cluster's default class",
      },
    ).optional(),
    metrics: z
      .strictObject({
        enabled: flag({
          description: "Let the service show port 9091: metrics, and Milvus' insides.",
          example: false,
          default: "- yes, except where a load balancer faces the internet",
        }),
        serviceMonitor: flag({
          description: "Create a ServiceMonitor; the cluster needs the Prometheus operator.",
          example: true,
          default: false,
        }),
      })
      .meta(
        doc({
          description: "Metrics for Prometheus.",
          example: { serviceMonitor: true },
          default: "- the preset's",
        }),
      )
      .optional(),
    authorization: flag({
      description:
        "Ask clients for user and password; the first user is root with the password Milvus: change it at once.",
      example: true,
      default: "- yes; with the preset documented Milvus' own, which is no",
    }),
    values: z
      .record(z.string(), z.unknown())
      .meta(
        doc({
          description: "Helm values for anything else; merged over all of the above.",
          example: { queryNode: { nodeSelector: { "kubernetes.io/arch": "amd64" } } },
          default: "- none",
        }),
      )
      .optional(),
  })
  .meta(
    doc({
      description:
        "Milvus itself, as a Helm release in a stack of its own (document configure-s3-access-by-iam-role, Deploy Milvus).",
      example: { chartVersion: "5.0.19" },
      default: "- no release is made",
    }),
  );
