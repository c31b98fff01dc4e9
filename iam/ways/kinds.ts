import arns from "./arns.json";

/**
 * What a step of a way acts on, as ARNs are made of it. `{name}` is a name of the walker's choice; an
 * action that takes no resource acts on `anything`.
 * Source: AWS service authorization reference, "Resource types defined by" each service.
 */
const ARNS: Readonly<Record<keyof typeof arns, string>> = arns;

export type ResourceKind = keyof typeof arns;

/** @throws Error when the table of ways names a kind that has no ARN here. */
export function kindNamed(text: string): ResourceKind {
  if (!isKind(text)) throw new Error(`no ARN is known of the kind "${text}"`);
  return text;
}

function isKind(text: string): text is ResourceKind {
  return Object.hasOwn(ARNS, text);
}

/** Where ARNs are. */
export interface Whereabouts {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A name that no policy would have in mind. */
const ANY_NAME = "zq-any";

/** ARN of something that only a grant on every one of its kind takes in. */
export function anyOf(kind: ResourceKind, where: Whereabouts): string {
  return arnOf(kind, where, ANY_NAME);
}

export function arnOf(kind: ResourceKind, where: Whereabouts, name: string): string {
  const template = ARNS[kind];
  if (template === "*") return template;
  const { partition, account, region } = where;
  return `arn:${partition}:${template}`
    .replaceAll("{account}", account)
    .replaceAll("{region}", region)
    .replaceAll("{name}", name);
}
