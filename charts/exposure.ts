import { isRecord } from "../text/record";

/** How the annotations begin by which a Service says what load balancer it wants. */
export const LOAD_BALANCER = "service.beta.kubernetes.io/aws-load-balancer-";
const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";
/** Of an Ingress. */
export const ALB_SCHEME = "alb.ingress.kubernetes.io/scheme";

/** The chart's own, where nothing is set. */
const EVERY_ADDRESS = ["0.0.0.0/0"];

/**
 * Whether the load balancer of a Service faces the internet, as the AWS Load Balancer Controller and
 * the legacy controller of Kubernetes read its annotations; of two readings the more open one.
 */
export function facesInternet(type: unknown, annotations: unknown): boolean {
  if (type !== "LoadBalancer") return false;
  const said = (name: string) => textOf(annotations, `${LOAD_BALANCER}${name}`);
  // Of another word the one controller makes no load balancer, and the other looks at no scheme.
  const scheme = said("scheme");
  if (scheme === "internal" || scheme === "internet-facing") return scheme === "internet-facing";
  // For the legacy controller all but "" and "false" is a yes, "0.0.0.0/0" was its first form; the
  // other one reads it as Go does, and makes nothing of what is neither yes nor no.
  const internal = said("internal");
  if (internal !== undefined) return /^(|0|f|F|false|FALSE|False)$/.test(internal);
  // The legacy controller, whose load balancers are public, leaves these two types to the other.
  return !["external", "nlb-ip"].includes(said("type") ?? "");
}

/**
 * Address blocks that a load balancer lets in, by the chart's list or, where that is empty, by the
 * annotation; none stand for every address.
 */
export function sourceRanges(list: unknown, annotations: unknown): readonly string[] {
  if (list === undefined) return EVERY_ADDRESS;
  if (Array.isArray(list) && list.length > 0) {
    return list.map((range) => (typeof range === "string" ? range : JSON.stringify(range)));
  }
  const annotated = textOf(annotations, SOURCE_RANGES) ?? "";
  return annotated === "" ? [] : annotated.split(",").map((range) => range.trim());
}

/** Security groups of the user's own, beside which a load balancer heeds no address blocks. */
export const GROUPS_ANNOTATION = `${LOAD_BALANCER}security-groups`;

export function hasOwnGroups(type: unknown, annotations: unknown): boolean {
  return type === "LoadBalancer" && (textOf(annotations, GROUPS_ANNOTATION) ?? "") !== "";
}

/** Nobody comes from these over the internet. Source: IANA special-purpose address registry. */
const NEVER_PUBLIC = [
  ...["0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.168.0.0/16", "224.0.0.0/3"],
];

/** Whether address blocks come to every address of the internet, one by one or together. */
export function isEveryAddress(ranges: readonly string[]): boolean {
  if (ranges.length === 0 || ranges.some((range) => /\/0+\s*$/.test(range))) return true;
  return (
    covers([...ranges, ...NEVER_PUBLIC].map(blockOf), { first: 0, last: 2 ** 32 - 1 }) ||
    covers(ranges.map(blockOfV6), GLOBAL)
  );
}

/** Whether a block is wider than any network of one's own: more than 16 million addresses. */
export function isWide(range: string): boolean {
  const [, bits = "32"] = /\/(\d{1,3})\s*$/.exec(range) ?? [];
  return Number(bits) < (range.includes(":") ? 16 : 8);
}

interface Block {
  readonly first: number;
  readonly last: number;
}

function covers(blocks: readonly (Block | undefined)[], whole: Block): boolean {
  let next = whole.first;
  const known = blocks.filter((block) => block !== undefined);
  for (const { first, last } of known.sort((a, b) => a.first - b.first)) {
    if (first > next) return false;
    next = Math.max(next, last + 1);
  }
  return next > whole.last;
}

/** What there is of IPv6 in the internet, by its first 16 bits: 2000::/3. Source: RFC 4291. */
const GLOBAL: Block = { first: 0x2000, last: 0x3fff };

/** The same of a block of IPv6; a smaller one than these bits tell is none. */
function blockOfV6(range: string): Block | undefined {
  const [, start = "", size = ""] =
    /^\s*([\da-f]{0,4}):[\da-f:]*\/(\d{1,3})\s*$/i.exec(range) ?? [];
  if (size === "" || Number(size) > 16) return undefined;
  const count = 2 ** (16 - Number(size));
  const address = Number.parseInt(start || "0", 16);
  const first = address - (address % count);
  return { first, last: first + count - 1 };
}

/** First and last address of an IPv4 block. */
function blockOf(range: string): Block | undefined {
  const match = /^\s*(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})\s*$/.exec(range);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}

/** Whether the load balancer of an Ingress faces the internet: only by its annotation. */
export function ingressFacesInternet(enabled: unknown, annotations: unknown): boolean {
  return enabled === true && textOf(annotations, ALB_SCHEME) === "internet-facing";
}

/** An annotation as Kubernetes has it: what is no text is none, and null is empty. */
function textOf(annotations: unknown, name: string): string | undefined {
  if (!isRecord(annotations) || !Object.hasOwn(annotations, name)) return undefined;
  const value = annotations[name];
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}
