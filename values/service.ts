import { createHash } from "node:crypto";
import { LOAD_BALANCER } from "../charts/exposure";
import { LOAD_BALANCER_NAME_LENGTH } from "../charts/names";
import type { ReleaseSettings } from "../config/release";
import type { ReleaseContext } from "./context";
import { defined, type Values } from "./values";
import { isRecord } from "../text/record";

export const SCHEME_ANNOTATION = `${LOAD_BALANCER}scheme`;
const TAGS_ANNOTATION = `${LOAD_BALANCER}additional-resource-tags`;
export const NAME_ANNOTATION = `${LOAD_BALANCER}name`;

/**
 * What the AWS Load Balancer Controller makes of a Service: a network load balancer with the pods
 * as targets. Source: configure-s3-access-by-iam-role, milvus.yaml.
 */
export function loadBalancerAnnotations(
  name: string,
  scheme: "internal" | "internet-facing",
): Values {
  return {
    [`${LOAD_BALANCER}type`]: "external",
    [NAME_ANNOTATION]: name,
    [SCHEME_ANNOTATION]: scheme,
    [`${LOAD_BALANCER}nlb-target-type`]: "ip",
  };
}

/**
 * Name of a release's load balancer where none is set. It must be the only one of its name in the
 * account and region, so the deployment is part of it.
 */
export function loadBalancerName(
  { deployment }: Pick<ReleaseContext, "deployment">,
  { name }: Pick<ReleaseSettings, "name">,
): string {
  const whole = `${deployment}-${name}`;
  if (whole.length <= LOAD_BALANCER_NAME_LENGTH && !whole.startsWith("internal-")) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  const kept = whole
    .replace(/^internal-/, "")
    .slice(0, LOAD_BALANCER_NAME_LENGTH - hash.length - 1)
    .replace(/-+$/, "");
  return `${kept}-${hash}`;
}

/**
 * Tags of the load balancer, which AWS's controller makes and not Terraform. A key with `=` cannot
 * be told from its value there. Source: AWS Load Balancer Controller, annotations of Services.
 */
function tagAnnotation(tags: ReleaseContext["tags"]): string | undefined {
  const told = Object.entries(tags).filter(([key]) => !key.includes("="));
  return told.length > 0 ? told.map(([key, value]) => `${key}=${value}`).join(",") : undefined;
}

/** The Service as the settings have it, over what the preset says of it. */
export function serviceValues(
  context: ReleaseContext,
  release: ReleaseSettings,
  base: Values = {},
): Values {
  const { type, port, scheme, sourceRanges, loadBalancerName: name } = release.service;
  const resulting = type ?? base["type"];
  const { annotations = {}, ...rest } = base;
  const service = { ...rest, ...defined({ type, port }) };
  if (resulting !== "LoadBalancer") return Object.keys(service).length > 0 ? { service } : {};
  return {
    service: {
      ...service,
      annotations: {
        ...loadBalancerAnnotations(loadBalancerName(context, release), "internal"),
        ...(isRecord(annotations) ? annotations : {}),
        ...defined({
          [TAGS_ANNOTATION]: tagAnnotation(context.tags),
          [NAME_ANNOTATION]: name,
          [SCHEME_ANNOTATION]: scheme,
        }),
      },
      ...defined({ loadBalancerSourceRanges: sourceRanges }),
    },
  };
}
