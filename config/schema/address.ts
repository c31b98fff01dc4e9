import { isIPv4, isIPv6 } from "node:net";
import type { Objection } from "./field";

/** How an address is refused that names no host by https. */
interface AddressKind {
  /** What to do where the value itself does not say. */
  readonly fix?: string;
  /** Whether http will do for this machine itself: what is sent leaves it for nobody to read. */
  readonly loopback?: boolean;
}

/** An address as Terraform's providers take it: a name, IPv4 or [IPv6], with port and path or without. */
export function addressObjection(
  value: string,
  { fix, loopback = false }: AddressKind,
): Objection | undefined {
  const violations: string[] = [];
  const rest = value.replace(/^[a-z]+:\/\//i, "");
  const [authority = ""] = rest.split(/[/?#]/);
  const [, host = "", port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(authority) ?? [];
  const isOwn = loopback && LOOPBACK.test(host);
  if (!value.startsWith("https://") && !(isOwn && value.startsWith("http://"))) {
    violations.push("must begin with https://");
  }
  const allowed = `https://<host>[:<port>], the host a name, an IPv4 address or an IPv6 in brackets${
    loopback ? "; http:// for this machine alone" : ""
  }`;
  if (authority.includes("@")) {
    const message = "holds a user or a password";
    return { code: "credential", message, allowed, fix: "remove all up to the @" };
  }
  const isV6 = host.startsWith("[");
  if (!(isV6 ? isIPv6(host.slice(1, -1)) : isHost(host))) violations.push("names no host");
  if (
    port !== undefined &&
    !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)
  ) {
    violations.push("names no port: 1 to 65535");
  }
  if (/[?#]/.test(rest)) violations.push("must not hold a query or fragment");
  if (/\s/.test(value)) violations.push("holds a space");
  if (violations.length === 0) return undefined;
  const bare = /^http:\/\//i.test(value) ? loopback : !value.includes("://");
  const isOnly = violations.length === 1 && !value.startsWith("https://");
  return {
    code: "value",
    message: violations.join("; "),
    allowed,
    fix: isOnly && bare ? `use https://${rest}` : fix,
  };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** All digits is an address, which must be one. */
function isHost(host: string): boolean {
  if (/^[\d.]+$/.test(host)) return isIPv4(host);
  const labels = host.replace(/\.$/, "").split(".");
  return host.length <= 253 && labels.every((label) => LABEL.test(label));
}

const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
