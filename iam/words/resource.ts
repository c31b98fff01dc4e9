import { own } from "../../text/own";
import { parseArn } from "../../aws/arn";

/**
 * A resource, or a pattern of resources, for a reader who knows no ARNs: `objects of bucket X`,
 * `every OIDC provider`, `roles zilliz-byoc*`.
 */
export function resourceWords(pattern: string): string {
  if (pattern === "*") return "everything";
  const arn = parseArn(pattern);
  if (!arn) return pattern;
  if (arn.service === "s3") return s3Words(arn.resource);
  const [, type = "", name = ""] = /^([^/:]*)[/:]?(.*)$/.exec(arn.resource) ?? [];
  const noun = own(NOUNS, `${arn.service}:${type}`) ?? type.replaceAll("-", " ");
  if (noun === "" || noun.includes("*")) return pattern;
  return named(noun, name);
}

/** Where the type's own name would not be understood. */
const NOUNS: Readonly<Record<string, string>> = {
  "iam:oidc-provider": "OIDC provider",
  "eks:podidentityassociation": "pod identity association",
  "eks:nodegroup": "node group",
  "eks:addon": "add-on",
  "kms:key": "encryption key",
  "elasticloadbalancing:targetgroup": "target group",
  "elasticloadbalancing:loadbalancer": "load balancer",
};

function s3Words(resource: string): string {
  const slash = resource.indexOf("/");
  if (slash < 0) return named("bucket", resource);
  const bucket = named("bucket", resource.slice(0, slash));
  const objects = resource.slice(slash + 1);
  if (objects === "*") return `objects of ${bucket}`;
  return `${objects.includes("*") ? "objects" : "object"} ${objects} of ${bucket}`;
}

function named(noun: string, name: string): string {
  if (/^[*/]+$/.test(name)) return `every ${noun}`;
  return `${name.includes("*") ? plural(noun) : noun} ${name}`.trim();
}

function plural(noun: string): string {
  return noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
