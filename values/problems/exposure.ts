import type { ReleaseSettings } from "../../config/release";
import { asksForPassword } from "../milvus-config";
import { NAME_ANNOTATION, SCHEME_ANNOTATION } from "../service";
import type { Values } from "../values";
import { isRecord } from "../../text/record";
import { valueAt } from "../../text/record";
import { error, isOwn, originOf, setting, warning, type Check } from "./problem";

const PREFIX = NAME_ANNOTATION.replace(/name$/, "");
const RANGES = ["service", "loadBalancerSourceRanges"];
/** The chart's own, where nothing is set. */
const CHART_RANGES = ["0.0.0.0/0"];
const ALB_SCHEME = "alb.ingress.kubernetes.io/scheme";

/** What of Milvus the internet can reach; open to every address it is by consent only. */
export const checkExposure: Check = function* ({ release, values }) {
  const { exposure } = release.service;
  if (facesInternet(values)) {
    if (isOpen(values) && exposure !== "public") {
      yield error(placeOfExposure(release), {
        code: "release",
        message: "Milvus would be open to every address of the internet",
        allowed: "an internal load balancer, or the address blocks that may connect",
        fix: "set service.sourceRanges, or service.exposure to public if it is meant",
      });
    }
    if (valueAt(values, ["metrics", "enabled"]) !== false) {
      yield warning(originOf(release, ["metrics", "enabled"], setting("metrics", "enabled")), {
        code: "release",
        message:
          "the load balancer faces the internet and passes on port 9091, which shows and changes Milvus' insides without a password",
        allowed: "false with a load balancer that faces the internet",
        fix: "set metrics.enabled to false",
      });
    }
    if (asksForPassword(values) === false) {
      yield warning(setting("authorization"), {
        code: "release",
        message: "the load balancer faces the internet, and Milvus asks nobody for a password",
        allowed: "true with a load balancer that faces the internet",
        fix: "set authorization to true",
      });
    }
  } else if (release.authorization === true && asksForPassword(values) !== true) {
    yield warning(setting("values", "extraConfigFiles", "user.yaml"), {
      code: "release",
      message: "takes the place of the file that has Milvus ask for a password",
      allowed: "a file that sets common.security.authorizationEnabled as well",
      fix: "add common.security.authorizationEnabled: true to it",
    });
  }
  const ingress = ["ingress", "annotations", ALB_SCHEME];
  if (
    valueAt(values, ["ingress", "enabled"]) === true &&
    valueAt(values, ingress) === "internet-facing" &&
    exposure !== "public"
  ) {
    yield warning(setting("values", ...ingress), {
      code: "release",
      message: "the ingress faces the internet",
      allowed: "internal",
      fix: "set it to internal, or service.exposure to public if it is meant",
    });
  }
};

function placeOfExposure(release: ReleaseSettings) {
  if (isOwn(release, RANGES)) return setting("values", ...RANGES);
  if (release.service.sourceRanges) return setting("service", "sourceRanges");
  const annotation = ["service", "annotations", SCHEME_ANNOTATION];
  return originOf(release, annotation, setting("service", "scheme"));
}

/** As the controller reads the annotations; without its own, Kubernetes makes a public one. */
function facesInternet(values: Values): boolean {
  if (valueAt(values, ["service", "type"]) !== "LoadBalancer") return false;
  const annotations = annotationsOf(values);
  const scheme = annotations[SCHEME_ANNOTATION];
  if (scheme !== undefined && scheme !== null) return scheme !== "internal";
  const internal = annotations[`${PREFIX}internal`];
  if (internal !== undefined) return internal !== "true" && internal !== true;
  const type = annotations[`${PREFIX}type`];
  return type !== "external" && type !== "nlb-ip";
}

/** An empty list is no filter; an annotation filters where the list does not. */
function isOpen(values: Values): boolean {
  const set = valueAt(values, RANGES);
  const listed = set === undefined ? CHART_RANGES : Array.isArray(set) ? set.map(String) : [];
  const annotated = annotationsOf(values)["service.beta.kubernetes.io/load-balancer-source-ranges"];
  const ranges =
    listed.length === 0 && typeof annotated === "string" ? annotated.split(",") : listed;
  return ranges.length === 0 || ranges.some((range) => /\/0+\s*$/.test(range));
}

function annotationsOf(values: Values): Values {
  const annotations = valueAt(values, ["service", "annotations"]);
  return isRecord(annotations) ? annotations : {};
}
