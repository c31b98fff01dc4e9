// What the AWS Load Balancer Controller (service/model_build_load_balancer.go) and the legacy one
// (cloud-provider-aws, EnsureLoadBalancer) make of a Service's annotations.
import {
  facesInternet,
  hasOwnGroups,
  ingressFacesInternet,
  isEveryAddress,
  LOAD_BALANCER,
  sourceRanges,
} from "../../charts/exposure";

const annotated = (annotations: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`${LOAD_BALANCER}${name}`, value]),
  );

test.each<[Readonly<Record<string, unknown>>, boolean]>([
  // The legacy controller's own: public.
  [{}, true],
  [{ type: "nlb" }, true],
  [{ type: null }, true],
  // AWS's controller: internal, where nothing is said.
  [{ type: "external" }, false],
  [{ type: "nlb-ip" }, false],
  [{ scheme: "internal" }, false],
  [{ scheme: "internet-facing" }, true],
  [{ type: "external", scheme: "internet-facing" }, true],
  [{ type: "external", scheme: "internal", internal: "false" }, false],
  // No scheme of the one controller, and no annotation of the other.
  [{ type: "external", scheme: "public" }, false],
  [{ type: "external", scheme: null }, false],
  [{ type: "nlb", scheme: "public" }, true],
  [{ scheme: "public" }, true],
  [{ scheme: "public", internal: "true" }, false],
  [{ internal: "true" }, false],
  [{ internal: true }, false],
  [{ internal: "0.0.0.0/0" }, false],
  [{ type: "external", internal: "0.0.0.0/0" }, false],
  [{ internal: "yes" }, false],
  [{ type: "external", internal: "1" }, false],
  [{ internal: "false" }, true],
  [{ internal: false }, true],
  [{ internal: "" }, true],
  [{ internal: null }, true],
  [{ type: "external", internal: "False" }, true],
])("%j faces the internet: %s", (annotations, expected) => {
  expect(facesInternet("LoadBalancer", annotated(annotations))).toBe(expected);
  expect(facesInternet("ClusterIP", annotated(annotations))).toBe(false);
});

test.each([undefined, null, "text", ["list"], Object.create({ scheme: "internal" })])(
  "annotations that are none (%p) keep no load balancer inside",
  (annotations) => expect(facesInternet("LoadBalancer", annotations)).toBe(true),
);

test.each<[unknown, unknown, readonly string[], boolean]>([
  // The chart's own list stands before the annotation, which is all that an empty one leaves.
  [undefined, "10.0.0.0/8", ["0.0.0.0/0"], true],
  [null, "10.0.0.0/8", ["10.0.0.0/8"], false],
  [[], "10.0.0.0/8, 192.168.0.0/16", ["10.0.0.0/8", "192.168.0.0/16"], false],
  [[], "10.0.0.0/8,::/0", ["10.0.0.0/8", "::/0"], true],
  [[], "", [], true],
  [[], undefined, [], true],
  ["10.0.0.0/8", undefined, [], true],
  [["10.0.0.0/8"], "0.0.0.0/0", ["10.0.0.0/8"], false],
  [["10.0.0.0/8", "0.0.0.0/0"], undefined, ["10.0.0.0/8", "0.0.0.0/0"], true],
  [[{ toString: 1 }], undefined, ['{"toString":1}'], false],
])("list %j and annotation %j let in %j", (list, annotation, ranges, every) => {
  const name = "service.beta.kubernetes.io/load-balancer-source-ranges";
  const annotations = annotation === undefined ? {} : { [name]: annotation };
  expect(sourceRanges(list, annotations)).toEqual(ranges);
  expect(isEveryAddress(ranges)).toBe(every);
});

test("an ingress faces the internet by its annotation only", () => {
  const annotations = { "alb.ingress.kubernetes.io/scheme": "internet-facing" };
  expect(ingressFacesInternet(true, annotations)).toBe(true);
  expect(ingressFacesInternet(false, annotations)).toBe(false);
  expect(ingressFacesInternet(true, {})).toBe(false);
});

test.each([
  [["0.0.0.0/1", "128.0.0.0/1"], true],
  [["128.0.0.0/1", " 0.0.0.0/1 "], true],
  // All that is public, piece by piece: private and reserved addresses are nobody's.
  [["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/3"], true],
  [["::/1", "8000::/1"], true],
  [["2000::/3"], true],
  [["3000::/4", "2000::/4"], true],
  [["2000::/4", "2001:db8::/32", "3fff::/20"], false],
  [["8000::/1"], false],
  [["0.0.0.0/1"], false],
  [["0.0.0.0/1", "128.0.0.0/2"], false],
  [["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], false],
  [["0.0.0.0/1", "${var.rest}"], false],
])("%j come together to every address: %p", (ranges, expected) => {
  expect(isEveryAddress(ranges)).toBe(expected);
});

test("security groups of one's own are those of a load balancer", () => {
  const annotations = annotated({ "security-groups": "sg-1" });
  expect(hasOwnGroups("LoadBalancer", annotations)).toBe(true);
  expect(hasOwnGroups("ClusterIP", annotations)).toBe(false);
  expect(hasOwnGroups("LoadBalancer", annotated({ "security-groups": "" }))).toBe(false);
});
