import { bucketArn, iamArn, oidcProviderArn, policyArn, roleArn } from "../aws/arn";
import type { Partition } from "../aws/partition";
import { own } from "../text/own";
import { orUnresolved, Unresolved } from "./known";
import type { DeploymentPlace } from "./model-view";

/** Account of an input that names none: all of it counts as one account. */
export const UNNAMED_ACCOUNT = "000000000000";

/** Reads another attribute of the same resource; Unresolved where it cannot be told. */
type Get = (attribute: string) => unknown;

/** A part of an attribute, or why it cannot be told. */
type Part<Text extends string = string> = Text | Unresolved;

interface Parts {
  readonly get: (attribute: string) => Part;
  readonly partition: Part<Partition>;
  readonly account: Part;
}

/** Works out one attribute. */
type Rule = (parts: Parts) => Part;

/** What is made of parts that are all known; else why the first of them is not, and what it may be anyway. */
function made<Texts extends readonly string[]>(
  parts: readonly [...{ [Index in keyof Texts]: Part<Texts[Index]> }],
  make: (...known: Texts) => string,
): Part {
  const missing = parts.find((part) => part instanceof Unresolved);
  if (!missing) return make(...(parts as unknown as Texts));
  const anyway = parts.map((part) => (part instanceof Unresolved ? part.partial : part));
  if (anyway.includes(undefined)) return missing;
  return new Unresolved(missing.reference, missing.why, make(...(anyway as unknown as Texts)));
}

const named =
  (arn: typeof roleArn): Rule =>
  ({ partition, account, get }) =>
    made([partition, account, get("path"), get("name")], arn);
const ROLE_ARN = named(roleArn);
const POLICY_ARN = named(policyArn);
const PROVIDER_ARN: Rule = ({ partition, account, get }) =>
  made([partition, account, get("url")], (where: Partition, owner: string, url: string) =>
    oidcProviderArn(where, owner, url.replace(/^https:\/\//, "")),
  );

/** Attributes that AWS makes of others, by type of resource. */
const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  aws_s3_bucket: {
    id: ({ get }) => get("bucket"),
    arn: ({ partition, get }) => made([partition, get("bucket")], bucketArn),
  },
  aws_iam_role: { id: ({ get }) => get("name"), arn: ROLE_ARN },
  aws_iam_user: { id: ({ get }) => get("name"), arn: named(iamArn("user")) },
  aws_iam_group: { id: ({ get }) => get("name"), arn: named(iamArn("group")) },
  aws_iam_policy: { id: POLICY_ARN, arn: POLICY_ARN },
  aws_iam_openid_connect_provider: { id: PROVIDER_ARN, arn: PROVIDER_ARN },
};

/** What IAM takes where nothing is written. */
const DEFAULTS: Readonly<Record<string, string>> = { path: "/" };

/** An attribute of a resource that AWS makes of known ones; undefined when it is none of those. */
export function computed(
  type: string,
  attribute: string,
  get: Get,
  place: DeploymentPlace,
): unknown {
  const rule = own(own(RULES, type) ?? {}, attribute);
  if (!rule) return undefined;
  return rule({
    get: (name) => partOf(type, name, get(name) ?? own(DEFAULTS, name)),
    partition: orUnresolved(place.partition),
    account: place.account.known
      ? place.account.value
      : new Unresolved("the account", `is unknown: ${place.account.why}`, UNNAMED_ACCOUNT),
  });
}

function partOf(type: string, name: string, value: unknown): Part {
  if (value instanceof Unresolved) return value;
  if (typeof value === "string" && value !== "") return value;
  return new Unresolved(`${type}.${name}`, "is not set in the file");
}
