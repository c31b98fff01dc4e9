import {
  ALB_SCHEME,
  facesInternet,
  GROUPS_ANNOTATION,
  hasOwnGroups,
  ingressFacesInternet,
  isEveryAddress,
  isWide,
  sourceRanges,
} from "../../charts/exposure";
import type { ReleaseSettings } from "../../config/release";
import { PRIVATE_NETWORKS } from "../../config/resolve-release";
import { asksForPassword } from "../milvus-config";
import { SCHEME_ANNOTATION } from "../service";
import { isRecord, valueAt } from "../../text/record";
import { error, isOwn, originOf, setting, warning, type Check } from "./problem";

const RANGES = ["service", "loadBalancerSourceRanges"];
const GROUPS = ["service", "annotations", GROUPS_ANNOTATION];

/** What of Milvus the internet can reach; open to every address it is by consent only. */
export const checkExposure: Check = function* ({ release, values }) {
  const { exposure } = release.service;
  const at = (...path: readonly string[]) => valueAt(values, path);
  const annotations = at("service", "annotations");
  if (facesInternet(at("service", "type"), annotations)) {
    const byGroups = hasOwnGroups(at("service", "type"), annotations);
    if (byGroups && exposure !== "public") {
      yield error(setting("values", ...GROUPS), {
        message:
          "the load balancer faces the internet, and these groups alone decide who may connect: sourceRanges do not count",
        allowed: "an internal load balancer, or service.exposure: public",
        fix: "set service.exposure to public if it is meant",
      });
    }
    const isOpen = isEveryAddress(sourceRanges(at(...RANGES), annotations));
    if (isOpen && !byGroups && exposure !== "public") {
      yield error(placeOfExposure(release), {
        message: "Milvus would be open to every address of the internet",
        allowed: "an internal load balancer, or the address blocks that may connect",
        fix: `${
          isOwn(release, RANGES)
            ? `remove ${RANGES.join(".")} from values`
            : "set service.sourceRanges"
        }, or set service.exposure to public if it is meant`,
      });
    }
    const wide = sourceRanges(at(...RANGES), annotations).find(isWide);
    if (wide !== undefined && !isOpen && !byGroups && exposure !== "public") {
      yield warning(placeOfExposure(release), {
        message: `lets ${wide} in, which is wider than any network of one's own`,
        allowed: "the address blocks that may connect",
      });
    }
    if (at("metrics", "enabled") !== false) {
      yield warning(originOf(release, ["metrics", "enabled"], setting("metrics", "enabled")), {
        message:
          "the load balancer faces the internet and passes on port 9091, which shows and changes Milvus' insides without a password",
        allowed: "false with a load balancer that faces the internet",
        fix: "set metrics.enabled to false",
      });
    }
    if (asksForPassword(values) === false) {
      yield warning(setting("authorization"), {
        message: "the load balancer faces the internet, and Milvus asks nobody for a password",
        allowed: "true with a load balancer that faces the internet",
        fix: "set authorization to true",
      });
    }
  } else if (
    release.authorization === true &&
    asksForPassword(values) !== true &&
    // What is no text is told of by checkShapes.
    !isRecord(at("extraConfigFiles", "user.yaml"))
  ) {
    yield warning(setting("values", "extraConfigFiles", "user.yaml"), {
      message: "takes the place of the file that has Milvus ask for a password",
      allowed: "a file that sets common.security.authorizationEnabled as well",
      fix: "add common.security.authorizationEnabled: true to it",
    });
  }
  const ingressIsOpen = ingressFacesInternet(
    at("ingress", "enabled"),
    at("ingress", "annotations"),
  );
  if (ingressIsOpen && exposure !== "public") {
    yield warning(setting("values", "ingress", "annotations", ALB_SCHEME), {
      message: "the ingress faces the internet",
      allowed: "internal",
      fix: "set it to internal, or set service.exposure to public if it is meant",
    });
  }
};

/** A port on every node, for which no address blocks count. */
export const checkNodePorts: Check = function* ({ release, values }) {
  for (const [what, path] of [
    ["Milvus", ["service", "type"]],
    ["Attu, Milvus' console,", ["attu", "service", "type"]],
  ] as const) {
    const isOn = path.length === 2 || valueAt(values, ["attu", "enabled"]) === true;
    if (!isOn || !isOwn(release, path) || valueAt(values, path) !== "NodePort") continue;
    yield warning(setting("values", ...path), {
      message: `opens a port of every node: whoever reaches a node reaches ${what} whatever sourceRanges say`,
      allowed: "ClusterIP, or LoadBalancer",
      fix: `remove ${path.join(".")} from values`,
    });
  }
};

/** Address blocks beside security groups, which the controllers then take alone. */
export const checkGroups: Check = function* ({ release, values }) {
  const at = (key: string) => valueAt(values, ["service", key]);
  if (!hasOwnGroups(at("type"), at("annotations"))) return;
  const given = release.service.sourceRanges;
  const isStandard = given === undefined || String(given) === String(PRIVATE_NETWORKS);
  if (isStandard && !isOwn(release, RANGES)) return;
  yield warning(
    isOwn(release, RANGES) ? setting("values", ...RANGES) : setting("service", "sourceRanges"),
    {
      message: "counts for nothing: the load balancer takes the security groups of its annotation",
      allowed: "address blocks without the annotation, or groups that let in these blocks",
      fix: `remove the line, or values.service.annotations."${GROUPS_ANNOTATION}"`,
    },
  );
};

/** Attu, which shows and changes all that Milvus holds. */
export const checkAttu: Check = function* ({ release, values }) {
  const at = (...path: readonly string[]) => valueAt(values, ["attu", ...path]);
  if (at("enabled") !== true || release.service.exposure === "public") return;
  const annotations = at("service", "annotations");
  const isOpen =
    facesInternet(at("service", "type"), annotations) &&
    (hasOwnGroups(at("service", "type"), annotations) ||
      isEveryAddress(sourceRanges(at("service", "loadBalancerSourceRanges") ?? [], annotations)));
  if (isOpen) {
    yield error(setting("values", "attu", "service"), {
      message: "Attu, Milvus' console, would be open to every address of the internet",
      allowed: "an internal load balancer, or the address blocks that may connect",
      fix: "set values.attu.service.loadBalancerSourceRanges, or set service.exposure to public if it is meant",
    });
  }
  if (ingressFacesInternet(at("ingress", "enabled"), at("ingress", "annotations"))) {
    yield warning(setting("values", "attu", "ingress", "annotations", ALB_SCHEME), {
      message: "the ingress of Attu, Milvus' console, faces the internet",
      allowed: "internal",
      fix: "set it to internal, or set service.exposure to public if it is meant",
    });
  }
};

/** Tags that the load balancer does not get. */
export const checkTags: Check = function* ({ context, values }) {
  if (valueAt(values, ["service", "type"]) !== "LoadBalancer") return;
  for (const key of Object.keys(context.tags).filter((one) => one.includes("="))) {
    yield warning(["tags", key], {
      code: "tag",
      message: "does not reach the load balancer: its annotation ends a key at the first =",
      allowed: "keys without =",
      fix: "rename the key",
    });
  }
};

function placeOfExposure(release: ReleaseSettings) {
  if (isOwn(release, RANGES)) return setting("values", ...RANGES);
  if (release.service.sourceRanges) return setting("service", "sourceRanges");
  const annotation = ["service", "annotations", SCHEME_ANNOTATION];
  return originOf(release, annotation, setting("service", "scheme"));
}
