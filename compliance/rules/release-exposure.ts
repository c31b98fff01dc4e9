import type { RuleResult } from "../finding";
import { plainText } from "../../terraform/json";
import { isRecord, type PlainRecord } from "../../text/record";
import type { Rule } from "../rule";
import { documentOf } from "./shared/helm-values";
import { releases, type Release } from "./shared/release";
import { fail, pass, undecided } from "./shared/results";

const PREFIX = "service.beta.kubernetes.io/";

export const rule: Rule = {
  id: "release-exposure",
  title: "Milvus is not open to the internet",
  why: "Milvus asks for no password by default, and port 9091 shows and changes its insides.",
  fix: "make the load balancer internal, or name the address ranges that may reach it",
  snippet: {
    language: "yaml",
    text: `service:
  type: LoadBalancer
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
    service.beta.kubernetes.io/aws-load-balancer-scheme: internal
  loadBalancerSourceRanges: ["10.0.0.0/8"]`,
  },
  severity: "warning",
  severities: ["error", "warning"],
  documents: ["configure-s3-access-by-iam-role, Deploy Milvus"],
  *check({ model }) {
    for (const release of releases(model)) {
      const results = [...service(release), ...ingress(release)];
      const message = "nothing of Milvus is open to the internet";
      yield* results.length > 0 ? results : [pass(release.resource, message)];
    }
  },
};

function* service(release: Release): Iterable<RuleResult> {
  const { resource, get } = release;
  const type = get("service", "type");
  const annotations = get("service", "annotations");
  const ranges = get("service", "loadBalancerSourceRanges");
  const details = { attribute: "values", key: "service" };
  for (const value of [type, annotations, ranges]) {
    if (value.known) continue;
    yield undecided(resource, value, { key: "service" });
    return;
  }
  if (!type.known || !annotations.known || !ranges.known) return;
  if (type.value !== "LoadBalancer" || !isPublic(record(annotations.value))) return;
  yield* behind(release);
  const written = rangesOf(ranges.value, record(annotations.value));
  const open = written.filter((range) => /\/0+$/.test(range));
  if (written.length === 0 || open.length > 0) {
    const message = "the load balancer faces the internet and takes every address";
    yield fail(resource, message, { ...details, severity: "error" });
  } else {
    yield fail(
      resource,
      `the load balancer faces the internet, for ${written.join(", ")}`,
      details,
    );
  }
}

/** What a load balancer that faces the internet lets through, besides requests with a password. */
function* behind({ resource, get }: Release): Iterable<RuleResult> {
  const metrics = get("metrics", "enabled");
  if (!metrics.known) yield undecided(resource, metrics, { key: "metrics" });
  else if (metrics.value !== false) {
    const message =
      "port 9091, which shows and changes Milvus' insides, faces the internet as well";
    const fix = "set metrics.enabled to false";
    yield fail(resource, message, { attribute: "values", key: "metrics", fix });
  }
  const file = get("extraConfigFiles", "user.yaml");
  if (!file.known) yield undecided(resource, file, { key: "authorization" });
  else if (!asksForPassword(file.value)) {
    const message = "the load balancer faces the internet, and Milvus asks nobody for a password";
    const fix =
      "set common.security.authorizationEnabled in extraConfigFiles, and change the password of root";
    yield fail(resource, message, { attribute: "values", key: "authorization", fix });
  }
}

/** Milvus' own config, which the chart takes as text. */
function asksForPassword(text: unknown): boolean {
  const config = typeof text === "string" ? documentOf(text) : undefined;
  const security = record(record(config?.["common"])["security"]);
  return security["authorizationEnabled"] === true;
}

/** Without the controller's own annotation, Kubernetes makes a load balancer that is public. */
function isPublic(annotations: PlainRecord): boolean {
  const scheme = annotations[`${PREFIX}aws-load-balancer-scheme`];
  if (scheme !== undefined) return scheme === "internet-facing";
  const internal = annotations[`${PREFIX}aws-load-balancer-internal`];
  if (internal !== undefined) return !["true", true, "0.0.0.0/0"].includes(internal as string);
  return !["external", "nlb-ip"].includes(
    plainText(annotations[`${PREFIX}aws-load-balancer-type`]),
  );
}

/** The chart takes every address where nothing is given. */
function rangesOf(value: unknown, annotations: PlainRecord): string[] {
  const annotated = annotations[`${PREFIX}load-balancer-source-ranges`];
  const list: unknown[] = Array.isArray(value) ? value : [];
  if (list.length > 0) return list.map(plainText);
  return typeof annotated === "string" ? annotated.split(",").map((range) => range.trim()) : [];
}

function* ingress({ resource, get }: Release): Iterable<RuleResult> {
  const enabled = get("ingress", "enabled");
  const annotations = get("ingress", "annotations");
  if (!enabled.known || !annotations.known) {
    if (!enabled.known) yield undecided(resource, enabled, { key: "ingress" });
    else if (!annotations.known) yield undecided(resource, annotations, { key: "ingress" });
    return;
  }
  const scheme = record(annotations.value)["alb.ingress.kubernetes.io/scheme"];
  if (enabled.value !== true || scheme !== "internet-facing") return;
  const message = "the ingress faces the internet";
  yield fail(resource, message, { attribute: "values", key: "ingress" });
}

function record(value: unknown): PlainRecord {
  return isRecord(value) ? value : {};
}
