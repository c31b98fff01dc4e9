import {
  ALB_SCHEME,
  facesInternet,
  ingressFacesInternet,
  isEveryAddress,
  sourceRanges,
} from "../../charts/exposure";
import type { ReleaseSettings } from "../../config/release";
import { asksForPassword } from "../milvus-config";
import { SCHEME_ANNOTATION } from "../service";
import { isRecord, valueAt } from "../../text/record";
import { error, isOwn, originOf, setting, warning, type Check } from "./problem";

const RANGES = ["service", "loadBalancerSourceRanges"];

/** What of Milvus the internet can reach; open to every address it is by consent only. */
export const checkExposure: Check = function* ({ release, values }) {
  const { exposure } = release.service;
  const at = (...path: readonly string[]) => valueAt(values, path);
  const annotations = at("service", "annotations");
  if (facesInternet(at("service", "type"), annotations)) {
    const isOpen = isEveryAddress(sourceRanges(at(...RANGES), annotations));
    if (isOpen && exposure !== "public") {
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

function placeOfExposure(release: ReleaseSettings) {
  if (isOwn(release, RANGES)) return setting("values", ...RANGES);
  if (release.service.sourceRanges) return setting("service", "sourceRanges");
  const annotation = ["service", "annotations", SCHEME_ANNOTATION];
  return originOf(release, annotation, setting("service", "scheme"));
}
