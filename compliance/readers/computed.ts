import { bucketArn, oidcProviderArn, policyArn, roleArn } from "../../aws/arn";
import type { Partition } from "../../aws/partition";
import type { Known } from "../model";
import { own } from "../own";
import { Unresolved } from "./known";
import type { Place } from "./model-view";

/** Reads another attribute of the same resource; Unresolved where it cannot be told. */
type Get = (attribute: string) => unknown;

/** Works out one attribute, from texts that are known. */
type Rule = (part: (attribute: string) => string, place: Parts) => string;

interface Parts {
  readonly partition: () => Partition;
  readonly account: () => string;
}

const ROLE_ARN: Rule = (part, { partition, account }) =>
  roleArn(partition(), account(), part("path"), part("name"));
const POLICY_ARN: Rule = (part, { partition, account }) =>
  policyArn(partition(), account(), part("path"), part("name"));
const PROVIDER_ARN: Rule = (part, { partition, account }) =>
  oidcProviderArn(partition(), account(), part("url").replace(/^https:\/\//, ""));

/** Attributes that AWS makes of others, by type of resource. */
const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  aws_s3_bucket: {
    id: (part) => part("bucket"),
    arn: (part, { partition }) => bucketArn(partition(), part("bucket")),
  },
  aws_iam_role: { id: (part) => part("name"), arn: ROLE_ARN },
  aws_iam_policy: { id: POLICY_ARN, arn: POLICY_ARN },
  aws_iam_openid_connect_provider: { id: PROVIDER_ARN, arn: PROVIDER_ARN },
};

/** What IAM takes where nothing is written. */
const DEFAULTS: Readonly<Record<string, string>> = { path: "/" };

class Missing extends Error {
  constructor(readonly what: Unresolved) {
    super(what.toString());
  }
}

/** An attribute of a resource that AWS makes of known ones; undefined when it is none of those. */
export function computed(type: string, attribute: string, get: Get, place: Place): unknown {
  const rule = own(own(RULES, type) ?? {}, attribute);
  if (!rule) return undefined;
  const part = (name: string) => {
    const value = get(name) ?? own(DEFAULTS, name);
    if (value instanceof Unresolved) throw new Missing(value);
    if (typeof value !== "string" || value === "") {
      throw new Missing(new Unresolved(`${type}.${name}`, "is not set in the file"));
    }
    return value;
  };
  try {
    return rule(part, {
      partition: () => need(place.partition) as Partition,
      account: () => need(place.account),
    });
  } catch (error) {
    if (error instanceof Missing) return error.what;
    throw error;
  }
}

function need(value: Known<string>): string {
  if (value.known) return value.value;
  throw new Missing(Unresolved.because(`the ${value.attribute}`, value));
}
