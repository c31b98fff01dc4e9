import { dnsLabelViolations } from "../../aws/names";
import {
  loadBalancerNameViolations,
  namesakes,
  objectNames,
  RELEASE_NAME_LENGTH,
  type ReleaseShape,
} from "../../charts/names";
import { NAME_ANNOTATION } from "../service";
import { valueAt } from "../../text/record";
import { error, originOf, setting, type Check, type ReleaseSubject } from "./problem";

/** The release's name, and the names that it leads to. */
export const checkNames: Check = function* (subject) {
  const { release } = subject;
  const violations = nameViolations(release.name);
  if (violations.length > 0) {
    yield error(setting("name"), {
      code: "kubernetes-name",
      message: violations.join("; "),
      allowed: `1 to ${RELEASE_NAME_LENGTH} of a-z, 0-9 and "-", a letter first, no hyphen last`,
    });
    return;
  }
  // With names of the user's own, the chart makes no others.
  if (!overridesNames(subject)) yield* objects(shapeOf(subject));
  yield* loadBalancer(subject);
};

function nameViolations(name: string): string[] {
  const violations = dnsLabelViolations(name);
  if (name.length > RELEASE_NAME_LENGTH) {
    violations.push(`has ${name.length} characters; Helm takes ${RELEASE_NAME_LENGTH}`);
  }
  // Services are named after it: RFC 1035, not 1123.
  if (/^\d/.test(name)) violations.push("must begin with a letter");
  return violations;
}

function overridesNames({ values }: ReleaseSubject): boolean {
  return ["nameOverride", "fullnameOverride"].some((key) => valueAt(values, [key]));
}

function shapeOf({ release }: ReleaseSubject): ReleaseShape {
  const { name, chartVersion, mode, messageQueue, etcd } = release;
  // Left to itself the chart installs a Pulsar.
  const queue = messageQueue?.type ?? "pulsar";
  return { name, chartVersion, mode, queue, etcd: !etcd.endpoints };
}

function* objects(shape: ReleaseShape) {
  const [worst] = objectNames(shape).sort(
    (a, b) => b.name.length - b.longest - (a.name.length - a.longest),
  );
  const excess = worst ? worst.name.length - worst.longest : 0;
  if (worst && excess > 0) {
    yield error(setting("name"), {
      code: "kubernetes-name",
      message: `makes the name of a ${worst.kind} ${worst.name.length} characters long: ${worst.name}`,
      allowed: `${worst.longest} for a ${worst.kind}`,
      fix: `use a name of at most ${shape.name.length - excess} characters`,
    });
  }
  const charts = namesakes(shape);
  if (charts.length > 0) {
    yield error(setting("name"), {
      code: "kubernetes-name",
      message: `holds the names of the charts ${charts.join(" and ")}, which would then name their services alike`,
      allowed: "a name that holds at most one of milvus, etcd, kafka and zookeeper",
      fix: "use milvus",
    });
  }
}

function* loadBalancer({ release, values }: ReleaseSubject) {
  const name = valueAt(values, ["service", "annotations", NAME_ANNOTATION]);
  if (valueAt(values, ["service", "type"]) !== "LoadBalancer" || typeof name !== "string") return;
  const violations = loadBalancerNameViolations(name);
  if (violations.length === 0) return;
  const key = ["service", "annotations", NAME_ANNOTATION];
  yield error(originOf(release, key, setting("service", "loadBalancerName")), {
    code: "kubernetes-name",
    message: violations.join("; "),
    allowed: "1 to 32 letters, digits and hyphens",
  });
}
