import { isContained, matches, overlaps } from "./glob";

/**
 * Wildcards in ARNs. IAM compares each of the six parts by itself, so `arn:aws:s3:*` is not the
 * beginning of an ARN but a pattern that lacks parts; such a text, `*` above all, is compared as a
 * whole. Source: IAM user guide, "IAM JSON policy elements: Resource", "ARN condition operators".
 */

/** The five parts before the resource, then all the rest; undefined where there are fewer. */
function parts(text: string): readonly string[] | undefined {
  const found: string[] = [];
  let start = 0;
  for (let count = 0; count < 5; count += 1) {
    const colon = text.indexOf(":", start);
    if (colon < 0) return undefined;
    found.push(text.slice(start, colon));
    start = colon + 1;
  }
  found.push(text.slice(start));
  return found;
}

type Relation = (first: string, second: string) => boolean;

/** Holds part by part where both texts have six parts, and as a whole where one has not. */
function partByPart(relation: Relation, first: string, second: string): boolean {
  const one = parts(first);
  const other = one && parts(second);
  if (!one || !other) return relation(first, second);
  return one.every((part, index) => relation(part, other[index]!));
}

/** Whether a pattern of a policy matches an ARN, or the `*` of a request without a resource. */
export function arnMatches(pattern: string, arn: string): boolean {
  return pattern === "*" || partByPart(matches, pattern, arn);
}

/**
 * Whether every ARN that `inner` matches is matched by `outer` as well. True is always right. A
 * pattern that lacks parts is never within one that has all six.
 */
export function arnIsContained(inner: string, outer: string): boolean {
  return outer === "*" || partByPart(isContained, inner, outer);
}

const EVERY_ARN =
  /^(?:[*:]*\*[*:]*|arn:(?:aws[\w-]*|[*?]+)(?::\*+)+|arn:(?:aws[\w-]*|[*?]+):\*+:\*+:\d{12}:\*+)$/;

/** Whether a pattern takes in every ARN, of all accounts or of one: `*`, `arn:aws:*:*:*:*`. */
export function isEveryArn(pattern: string): boolean {
  return EVERY_ARN.test(pattern);
}

/** Whether there may be an ARN that both patterns match. False is always right. */
export function arnOverlaps(first: string, second: string): boolean {
  return partByPart(overlaps, first, second);
}
