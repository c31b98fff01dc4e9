import {
  facesInternet,
  hasOwnGroups,
  ingressFacesInternet,
  isEveryAddress,
  sourceRanges,
} from "../../charts/exposure";
import { valueAt } from "../../text/record";
import { allKnown } from "../../terraform/known";
import { documentOf } from "../release/helm-values";
import { decided, releases, type Release } from "../release/release";
import { fail, orPass, undecided, type Results, ruleForEach } from "../results";

export const rule = ruleForEach("release-exposure", releases, (release) => {
  const found = [...service(release), ...ingress(release), ...attu(release)];
  return decided(orPass(found, release.resource, "nothing of Milvus is open to the internet"));
});

function* service(release: Release): Results {
  const { resource, get } = release;
  const key = "service";
  const known = allKnown(
    get(key, "type"),
    get(key, "annotations"),
    get(key, "loadBalancerSourceRanges"),
  );
  if (!known.known) {
    yield undecided(resource, known, { key });
    return;
  }
  const [type, annotations, ranges] = known.value;
  if (facesInternet(type, annotations)) {
    yield* behind(release);
    if (hasOwnGroups(type, annotations)) {
      const message = `the load balancer faces the internet for whom its own security groups let in: loadBalancerSourceRanges count for nothing beside them`;
      const fix = "make the load balancer internal, or let the groups in addresses that you know";
      yield fail(resource, message, { attribute: "values", key, fix });
      return;
    }
    const from = sourceRanges(ranges, annotations);
    const open = isEveryAddress(from);
    const whom = open ? " and takes every address" : `, for ${from.join(", ")}`;
    const details = open
      ? { severity: "error" as const }
      : { fix: "make the load balancer internal, or waive it for these ranges" };
    yield fail(resource, `the load balancer faces the internet${whom}`, {
      attribute: "values",
      key,
      ...details,
    });
  }
}

/** What a load balancer that faces the internet lets through, besides requests with a password. */
function* behind({ resource, get }: Release): Results {
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

/** Milvus' console, which shows and changes all that Milvus holds. */
function* attu({ resource, get }: Release): Results {
  const key = "attu";
  const on = get(key, "enabled");
  if (on.known && on.value !== true) return;
  const known = allKnown(
    on,
    get(key, "service", "type"),
    get(key, "service", "annotations"),
    get(key, "ingress", "enabled"),
    get(key, "ingress", "annotations"),
  );
  if (!known.known) {
    yield undecided(resource, known, { key });
    return;
  }
  const [, type, annotations, entry, its] = known.value;
  if (facesInternet(type, annotations) || ingressFacesInternet(entry, its)) {
    const message = "Attu, Milvus' console, faces the internet";
    const fix = "make its load balancer internal, or reach it by kubectl port-forward";
    yield fail(resource, message, { attribute: "values", key, fix });
  }
}

function* ingress({ resource, get }: Release): Results {
  const key = "ingress";
  const known = allKnown(get(key, "enabled"), get(key, "annotations"));
  if (!known.known) yield undecided(resource, known, { key });
  else if (ingressFacesInternet(known.value[0], known.value[1])) {
    const fix = "make the ingress internal, or waive it";
    yield fail(resource, "the ingress faces the internet", { attribute: "values", key, fix });
  }
}
