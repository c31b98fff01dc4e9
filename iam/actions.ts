import { own } from "../text/own";
import { cached } from "../text/cache";
import { arnOverlaps } from "./arn-glob";
import { matches } from "./glob";
import data from "./action-data.json";
import prefixes from "./service-prefixes.json";

/** Prefix of every service of AWS. */
const PREFIXES: ReadonlySet<string> = new Set(prefixes.split(" "));

/** What scripts/action-data.ts writes. */
export interface ActionData {
  readonly source: string;
  readonly services: Readonly<Record<string, ServiceData>>;
}

export interface ServiceData {
  /** Resource type to ARN, with variables: `arn:${Partition}:eks:…:cluster/${ClusterName}`. */
  readonly resources: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
  /** Name to `access level|resource types|numbers of condition keys|description`. */
  readonly actions: Readonly<Record<string, string>>;
}

export type AccessLevel = "Read" | "List" | "Write" | "Tagging" | "Permissions management";

export interface ResourceType {
  readonly name: string;
  /** ARNs that resources of this type have, with variables in `${…}`. */
  readonly arns: readonly string[];
}

export interface KnownAction {
  readonly service: string;
  /** In AWS's spelling, with the service: `eks:CreateCluster`. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** None for actions that are always asked for `*`. */
  readonly resourceTypes: readonly ResourceType[];
  readonly conditionKeys: readonly string[];
  /** "create an Amazon EKS cluster"; not for every service. */
  readonly description: string | undefined;
}

const SERVICES: ActionData["services"] = data.services;

/** Everything that the newer load balancers consist of. */
const LOAD_BALANCING = [
  "listener-rule/app",
  "listener-rule/net",
  "listener/app",
  "listener/gwy",
  "listener/net",
  "loadbalancer",
  "targetgroup",
  "truststore",
];

/** Resource types of actions, where AWS's service reference is known to be wrong, or narrower than IAM. */
const RESOURCE_TYPE_OVERRIDES: Readonly<Record<string, readonly string[]>> = {
  // The reference lists none, though the EKS user guide shows policies with the cluster's ARN
  // ("Amazon EKS identity-based policy examples"), as does the vendor's.
  "eks:CreateCluster": ["cluster"],
  // Classic and newer load balancers share the service's name and these actions; the data has the
  // classic ones. The controller's own policy (upstream) tags the newer kinds.
  "elasticloadbalancing:AddTags": LOAD_BALANCING,
  "elasticloadbalancing:RemoveTags": LOAD_BALANCING,
};

/** ARNs that a resource type has besides the one that the reference gives. */
const FURTHER_ARNS: Readonly<Record<string, readonly string[]>> = {
  // Policies that AWS maintains belong to the account "aws".
  "iam:policy": ["arn:${Partition}:iam::aws:policy/${PolicyNameWithPath}"],
};

/** Names of a service's actions by their lower case, made when first needed. */
const indexes = new Map<string, ReadonlyMap<string, string>>();

function namesOf(service: string): ReadonlyMap<string, string> | undefined {
  const actions = own(SERVICES, service)?.actions;
  if (!actions) return undefined;
  const index =
    indexes.get(service) ?? new Map(Object.keys(actions).map((name) => [name.toLowerCase(), name]));
  indexes.set(service, index);
  return index;
}

/** Whether anything is known of a service: the data holds those that this project's policies name. */
export function isKnownService(service: string): boolean {
  return Object.hasOwn(SERVICES, service.toLowerCase());
}

/** What is known of one action; undefined for wildcards and for actions that do not exist. */
export const actionOf = cached((action: string): KnownAction | undefined => {
  const [prefix = "", suffix = ""] = action.split(":");
  const service = prefix.toLowerCase();
  const name = namesOf(service)?.get(suffix.toLowerCase());
  if (name === undefined) return undefined;
  const { actions, keys } = own(SERVICES, service)!;
  const [accessLevel = "", types = "", numbers = "", description = ""] = actions[name]!.split("|");
  const full = `${service}:${name}`;
  return {
    service,
    name: full,
    accessLevel: accessLevel as AccessLevel,
    resourceTypes: (own(RESOURCE_TYPE_OVERRIDES, full) ?? words(types)).map((type) =>
      resourceType(service, type),
    ),
    conditionKeys: words(numbers).map((number) => keys[Number(number)]!),
    description: description === "" ? undefined : description,
  };
});

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}

function resourceType(service: string, name: string): ResourceType {
  const arn = own(own(SERVICES, service)?.resources ?? {}, name);
  const further = own(FURTHER_ARNS, `${service}:${name}`) ?? [];
  return { name, arns: arn === undefined ? further : [arn, ...further] };
}

/** Whether a pattern of a Resource may match a resource of a type. False is always right. */
export function mayBe(pattern: string, { arns }: ResourceType): boolean {
  const answers = answersOf(pattern);
  return arns.some((arn) => answers(arn));
}

/** By pattern, then by ARN of a type: many actions act on the same types. */
const answersOf = cached(
  (pattern: string) =>
    cached(
      (arn: string) =>
        // Names of buckets hold no slash; what has one is an object.
        !(arn.endsWith(":${BucketName}") && pattern.includes("/")) &&
        arnOverlaps(pattern, arnPattern(arn)),
    ),
  1_000,
);

/** Whether an action may be asked for something that a pattern matches. False is always right. */
export function mayActOn({ resourceTypes }: KnownAction, pattern: string): boolean {
  // Actions without resource types are asked for "*", which no ARN matches.
  if (/^\*+$/.test(pattern)) return true;
  return resourceTypes.some((type) => mayBe(pattern, type));
}

/** The pattern of all ARNs of a type: no variable is empty, and an account has twelve digits. */
const arnPattern = cached((arn: string) =>
  arn.replaceAll("${Account}", "????????????").replaceAll(/\$\{[^}]*\}/g, "?*"),
);

/** Every resource type of a service; empty when nothing is known of it. */
export const resourceTypesOf = cached((service: string): readonly ResourceType[] => {
  const resources = own(SERVICES, service.toLowerCase())?.resources ?? {};
  return Object.keys(resources).map((name) => resourceType(service.toLowerCase(), name));
});

/** The known actions that a pattern of a policy matches, in AWS's spelling; `*` matches all. */
export const expandAction = cached((pattern: string): readonly string[] => {
  const wanted = pattern.toLowerCase();
  const [prefix = "", suffix] = wanted.split(":");
  if (suffix === undefined && wanted !== "*") return [];
  return Object.keys(SERVICES)
    .filter((service) => matches(prefix, service))
    .flatMap((service) =>
      [...namesOf(service)!]
        .filter(([lower]) => matches(suffix ?? "*", lower))
        .map(([, name]) => `${service}:${name}`),
    );
});

/**
 * Whether an action of a policy, or a pattern, names something that does not exist. Of a service
 * that is not in the data nothing can be said: never true.
 */
export const isUnknownAction = cached((pattern: string): boolean => {
  if (pattern === "*") return false;
  const [service = "", ...name] = pattern.split(":");
  if (name.length !== 1) return true;
  if (isKnownService(service)) return expandAction(pattern).length === 0;
  // Of the other services the prefixes alone are known.
  return !/[*?]/.test(service) && !PREFIXES.has(service.toLowerCase());
});
