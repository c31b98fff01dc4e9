import type { RuleResult } from "../finding";
import {
  facesInternet,
  ingressFacesInternet,
  isEveryAddress,
  sourceRanges,
} from "../../charts/exposure";
import { valueAt } from "../../text/record";
import { yaml, type Rule } from "../rule";
import { documentOf } from "../release/helm-values";
import { releases, type Release } from "../release/release";
import { fail, orPass, undecided } from "../results";

export const rule: Rule = {
  id: "release-exposure",
  title: "Milvus is not open to the internet",
  why: "Milvus asks for no password by default, and port 9091 shows and changes its insides.",
  fix: "make the load balancer internal, or name the address ranges that may reach it",
  snippet: yaml(`service:
  type: LoadBalancer
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
    service.beta.kubernetes.io/aws-load-balancer-scheme: internal
  loadBalancerSourceRanges: ["10.0.0.0/8"]`),
  severity: "warning",
  severities: ["error", "warning"],
  documents: ["configure-s3-access-by-iam-role, Deploy Milvus"],
  *check({ model }) {
    for (const release of releases(model)) {
      const found = [...service(release), ...ingress(release)];
      yield* orPass(found, release.resource, "nothing of Milvus is open to the internet");
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
  if (!facesInternet(type.value, annotations.value)) return;
  yield* behind(release);
  const from = sourceRanges(ranges.value, annotations.value);
  if (isEveryAddress(from)) {
    const message = "the load balancer faces the internet and takes every address";
    yield fail(resource, message, { ...details, severity: "error" });
  } else {
    yield fail(resource, `the load balancer faces the internet, for ${from.join(", ")}`, details);
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
  return valueAt(config, ["common", "security", "authorizationEnabled"]) === true;
}

function* ingress({ resource, get }: Release): Iterable<RuleResult> {
  const enabled = get("ingress", "enabled");
  const annotations = get("ingress", "annotations");
  if (!enabled.known || !annotations.known) {
    if (!enabled.known) yield undecided(resource, enabled, { key: "ingress" });
    else if (!annotations.known) yield undecided(resource, annotations, { key: "ingress" });
    return;
  }
  if (!ingressFacesInternet(enabled.value, annotations.value)) return;
  yield fail(resource, "the ingress faces the internet", { attribute: "values", key: "ingress" });
}
