import { parse } from "yaml";
import { coordinatorKeys, hasIndexNode, hasStreaming } from "./features";
import { queueChart, type Mode, type Queue } from "./queues";

/** Helm's limit; it leaves room for what charts append. */
export const RELEASE_NAME_LENGTH = 53;
/** Name of a load balancer of version 2. */
export const LOAD_BALANCER_NAME_LENGTH = 32;
/** A Service is a DNS label. */
const SERVICE_NAME_LENGTH = 63;
/** Its pods carry the label `<name>-<revision>`, of which the revision takes eleven characters. */
const STATEFUL_SET_NAME_LENGTH = 52;

/** What decides which objects a release has. */
export interface ReleaseShape {
  readonly name: string;
  readonly chartVersion: string;
  readonly mode: Mode;
  /** Absent with a queue of the user's own, or one inside of Milvus. */
  readonly queue?: Queue;
  /** Whether the chart installs etcd. */
  readonly etcd: boolean;
}

/** Name of an object that a release makes, and how long it may be. */
export interface ObjectName {
  readonly kind: "Service" | "StatefulSet";
  readonly name: string;
  readonly longest: number;
}

/** Name of the Service that clients connect to; other objects begin with it. */
export function fullName(release: string): string {
  return nameOf(release, "milvus");
}

/** A sub-chart and the chart itself name their objects alike: the release, if it holds the name. */
function nameOf(release: string, chart: string): string {
  return release.includes(chart) ? release : `${release}-${chart}`;
}

/** Objects of a release whose names can become too long. */
export function objectNames(shape: ReleaseShape): ObjectName[] {
  const parts = subCharts(shape).map((chart) => nameOf(shape.name, chart));
  const queue = shape.queue && queueChart(shape.queue, shape.chartVersion);
  return [
    ...components(shape).map((part) => service(fullName(shape.name) + part)),
    ...parts.flatMap((name) => [service(`${name}-headless`), statefulSet(name)]),
    ...(queue && queue !== "kafka" ? ofPulsar(nameOf(shape.name, queue)) : []),
  ];
}

/** The longest of its parts. */
function ofPulsar(name: string): ObjectName[] {
  return [service, statefulSet].map((named) => named(`${name}-zookeeper`));
}

/**
 * Charts that would take the very name of the release, all of them together: a release
 * `milvus-etcd` has two Services `milvus-etcd`, seen with milvus-helm 4.1.10 and 5.0.19.
 */
export function namesakes(shape: ReleaseShape): readonly string[] {
  const holders = ["milvus", ...subCharts(shape)].filter((chart) => shape.name.includes(chart));
  return holders.length > 1 ? holders : [];
}

function subCharts({ etcd, queue }: ReleaseShape): readonly string[] {
  return [...(etcd ? ["etcd"] : []), ...(queue === "kafka" ? ["kafka", "zookeeper"] : [])];
}

function components({ mode, chartVersion }: ReleaseShape): readonly string[] {
  if (mode === "standalone") return [""];
  return [
    "",
    ...coordinatorKeys(chartVersion).map((key) => `-${key.replace("Coordinator", "coord")}`),
    "-querynode",
    "-datanode",
    ...(hasIndexNode(chartVersion) ? ["-indexnode"] : []),
    ...(hasStreaming(chartVersion) ? ["-streamingnode"] : []),
  ];
}

function service(name: string): ObjectName {
  return { kind: "Service", name, longest: SERVICE_NAME_LENGTH };
}

function statefulSet(name: string): ObjectName {
  return { kind: "StatefulSet", name, longest: STATEFUL_SET_NAME_LENGTH };
}

/**
 * Rules that a load balancer's name breaks. Source: Elastic Load Balancing API, CreateLoadBalancer.
 */
export function loadBalancerNameViolations(name: string): string[] {
  const violations: string[] = [];
  if (name.length < 1 || name.length > LOAD_BALANCER_NAME_LENGTH) {
    violations.push(`has ${name.length} characters; 1 to ${LOAD_BALANCER_NAME_LENGTH} are allowed`);
  }
  if (/[^A-Za-z0-9-]/.test(name)) violations.push("may hold letters, digits and hyphens only");
  if (/^-|-$/.test(name)) violations.push("must not begin or end with a hyphen");
  if (name.startsWith("internal-")) violations.push('must not begin with "internal-"');
  return violations;
}

/** Whether the chart's unquoted templates make `true` of a value for Milvus: the text is as good. */
export function readsTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && /^(true|True|TRUE)$/.test(value));
}

/**
 * Whether the chart's unquoted templates keep a text a text: `bucketName: 2024-01-01` is a date and
 * `rootPath: 007` a number to the YAML that Milvus reads.
 */
export function staysText(text: string): boolean {
  return (["1.1", "1.2"] as const).every((version) => {
    try {
      return parse(text, { version, logLevel: "error" }) === text;
    } catch {
      return false;
    }
  });
}
