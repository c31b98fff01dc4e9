import { cachedOf } from "../../text/cache";
import type { RequestContext } from "../context";

/** A role as far as escalation paths look at it. */
export interface TargetRole {
  readonly arn: string;
  /** What reports call it: "storage role". */
  readonly label: string;
  /** Absent when they are not known. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The surroundings of a role, in which paths are tried. */
export interface Surroundings {
  readonly self: TargetRole;
  /** Other roles that are known, of this deployment and beside it. */
  readonly roles: readonly TargetRole[];
  /** Names of buckets with data. */
  readonly buckets: readonly string[];
  /** ARNs of the managed policies that are attached to the role. */
  readonly ownPolicies: readonly string[];
  readonly boundaryArn?: string;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** One request of an attempt. */
export interface Step {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

/** A way to walk a path: it is open when every step is allowed. */
export interface Attempt {
  /** What it is tried on: "the role itself", "any role". */
  readonly target: string;
  readonly steps: readonly Step[];
}

/** A way by which a role gets more rights than it was given, or hurts what is not its own. */
export interface EscalationPath {
  readonly id: string;
  /** What the role could do; follows "the role can". */
  readonly sentence: string;
  /** How to close it. */
  readonly close: string;
  readonly attempts: (surroundings: Surroundings) => readonly Attempt[];
}

/** The request sets the tag that Zilliz's policies look for; whoever asks may set any tag. */
export const SETS_VENDOR_TAG: RequestContext = {
  "aws:RequestTag/Vendor": "zilliz-byoc",
  "aws:TagKeys": ["Vendor"],
};

/** The resource has that tag already. */
export const HAS_VENDOR_TAG: RequestContext = vendorTag("zilliz-byoc");

/** The resource is somebody else's: it has no such tag. */
export const NOT_TAGGED: RequestContext = vendorTag([]);

function vendorTag(value: string | readonly string[]): RequestContext {
  return {
    "aws:ResourceTag/Vendor": value,
    "ec2:ResourceTag/Vendor": value,
    "iam:ResourceTag/Vendor": value,
  };
}

/** What a request for a role knows of the role's tags; nothing when they are not known. */
export function tagsOf({ tags }: TargetRole): RequestContext {
  return tags ? contextOfTags(tags) : {};
}

const contextOfTags = cachedOf((tags: NonNullable<TargetRole["tags"]>): RequestContext => {
  const all = { Vendor: [], ...tags };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  );
});

/** What somebody attaches who may attach anything. */
export const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** The role under test, as the target of its own rights. */
export function itself({ self }: Surroundings): TargetRole {
  return { ...self, label: "the role itself" };
}

/** A role that has nothing to do with Zilliz, to show what reaches every role of the account. */
export function anyRole({ partition, account }: Surroundings): TargetRole {
  return { arn: `arn:${partition}:iam::${account}:role/Admin`, label: "any role", tags: {} };
}

/** Any role whose name begins as the documents ask. */
export function anyZillizRole({ partition, account }: Surroundings): TargetRole {
  const arn = `arn:${partition}:iam::${account}:role/zilliz-byoc-any`;
  return { arn, label: "any role named zilliz-byoc…" };
}

/** Clusters by their names: one that the documents' patterns match, and one that they do not. */
export function clusters({ partition, region, account }: Surroundings) {
  const arn = (name: string) => `arn:${partition}:eks:${region}:${account}:cluster/${name}`;
  return [
    { target: "any cluster named zilliz-byoc-…", arn: arn("zilliz-byoc-any") },
    { target: "any cluster", arn: arn("production") },
  ];
}

/** One action on each of those clusters. */
export function onClusters(action: string, context: RequestContext): EscalationPath["attempts"] {
  return (surroundings) =>
    clusters(surroundings).map(({ target, arn: resource }) => ({
      target,
      steps: [{ action, resource, context }],
    }));
}
