import { own } from "../../text/own";
import { unique } from "../../text/unique";
import { parseArn } from "../../aws/arn";
import { enumerate } from "./enumerate";
import { serviceWords } from "./service";
import dictionary from "./dictionary.json";

/**
 * A resource, or a pattern of resources, for a reader who knows no ARNs: `objects of bucket X`,
 * `every OIDC provider`, `roles zilliz-byoc*`.
 */
export function resourceWords(pattern: string): string {
  if (pattern === "*") return "everything";
  const arn = parseArn(pattern);
  if (!arn) return pattern;
  if (arn.service === "s3" && arn.region === "") return s3Words(arn.resource);
  if (/^\*+$/.test(arn.resource)) return `everything in ${serviceWords(arn.service)}`;
  const [, group, stream] = /^log-group:(.*):log-stream:(.*)$/.exec(arn.resource) ?? [];
  if (group !== undefined && stream !== undefined) {
    return `${named("log stream", stream)} of ${named("log group", group)}`;
  }
  const only = own<string>(dictionary.onlyType, arn.service);
  if (only !== undefined && !/[/:]/.test(arn.resource)) return named(only, arn.resource);
  const [, type = "", name = ""] = /^([^/:]*)[/:]?(.*)$/.exec(arn.resource) ?? [];
  const noun =
    own<string>(dictionary.resourceTypes, `${arn.service}:${type}`) ?? type.replaceAll("-", " ");
  if (noun === "" || noun.includes("*")) return pattern;
  return named(noun, name);
}

/** Several resources: "bucket X and its objects". */
export function placesWords(patterns: readonly string[]): string {
  const words = unique(patterns.map(resourceWords));
  const merged = words.flatMap((one) => {
    if (words.some((bucket) => one === `objects of ${bucket}`)) return [];
    if (!words.includes(`objects of ${one}`)) return [one];
    return [`${one} and ${/^buckets /.test(one) ? "their" : "its"} objects`];
  });
  return enumerate(merged);
}

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

export function plural(noun: string): string {
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
