import type { Partition } from "../aws/partition";
import type { ResourceKind } from "../iam/ways";
import type { Input, Known, ReadPolicy, Resource } from "./model";

/** What carries a policy; decides its size limit and whether it names principals. */
export type PolicyUse = "managed" | "inline" | "trust" | "bucket" | "key" | "other";

/** A policy that stands somewhere in the input. */
export interface PolicyOf {
  readonly resource: Resource;
  /** Attribute that holds it: `policy`, `assume_role_policy`, `inline_policy[0].policy`. */
  readonly attribute: string;
  readonly use: PolicyUse;
  readonly document: Known<ReadPolicy>;
  /**
   * Of a text that is not known: its statements as far as their actions and principals are. Each
   * says no more than the whole does; others may be missing.
   */
  readonly partial?: ReadPolicy;
  /** Characters that AWS counts, where the text is a policy; also of one that is too long to be judged. */
  readonly size?: number;
  /**
   * False when the account holds it but no configuration declares it: an inline policy that
   * somebody put on the role by hand. Absent where the input cannot tell.
   */
  readonly declared?: boolean;
}

/** What somebody may do, joined over all inputs. */
export interface Rights {
  readonly resource: Resource;
  readonly name: Known<string>;
  /** Literal where the account is known. */
  readonly arn: Known<string>;
  /** Inline and attached policies that an input holds. */
  readonly identity: readonly PolicyOf[];
  /** ARNs of attached policies that no input holds: those that AWS maintains, or others' own. */
  readonly attachedElsewhere: readonly string[];
  /** Attachments of something that cannot be told. */
  readonly attachedUnknown: readonly Unlinked[];
  /** Absent when the role has none; with an unknown ARN it may be absent or not. */
  readonly boundary?: { readonly arn: Known<string>; readonly policy?: PolicyOf };
}

/** A user or a group of IAM. */
export interface HolderView extends Rights {
  readonly kind: "user" | "group";
  /** Of a user. */
  readonly groups: readonly HolderView[];
}

/** A role with everything that decides what it may do. */
export interface RoleView extends Rights {
  readonly path: string;
  readonly trust: PolicyOf;
  /** `aws_iam_role_policies_exclusive` and its like: what else is on the role gets removed. */
  readonly exclusive: readonly Resource[];
}

/** Something that runs with the rights of a role: a function, an instance, a build. */
export interface WorkloadView {
  readonly resource: Resource;
  readonly kind: ResourceKind;
  /** As its ARN has it, where it is known. */
  readonly name?: string;
  /** Where an input holds it. */
  readonly role?: Resource;
}

/** A bucket with the resources that set it up, joined over all inputs. */
export interface BucketView {
  readonly resource: Resource;
  readonly name: Known<string>;
  readonly arn: Known<string>;
  readonly publicAccessBlock?: Resource;
  readonly ownership?: Resource;
  readonly encryption?: Resource;
  readonly versioning?: Resource;
  readonly lifecycle?: Resource;
  readonly logging?: Resource;
  /** Of `aws_s3_bucket_policy` or, where there is none, of the bucket itself. */
  readonly policy?: PolicyOf;
  /** Any other resource that sets up this bucket: its ACL, its replication. */
  readonly others: readonly Resource[];
  /** What may set up this bucket, or may not exist: where one is missed, the verdict is UNKNOWN. */
  readonly uncertain: readonly Resource[];
}

/** A KMS key. */
export interface KeyView {
  readonly resource: Resource;
  readonly arn: Known<string>;
  readonly aliases: readonly Resource[];
  /** Absent when none is written: the key then has KMS's own, which trusts the account. */
  readonly policy?: PolicyOf;
}

/** An OIDC provider of IAM. */
export interface OidcProviderView {
  readonly resource: Resource;
  /** Issuer without `https://`. */
  readonly issuer: Known<string>;
  readonly arn: Known<string>;
  readonly clientIds: Known<readonly string[]>;
}

/** A resource whose other end cannot be told. */
export interface Unlinked {
  readonly resource: Resource;
  readonly attribute: string;
  readonly why: string;
}

/** Where an input deploys to, as far as it tells. */
export interface DeploymentPlace {
  readonly account: Known<string>;
  readonly region: Known<string>;
  readonly partition: Known<Partition>;
}

/** Everything that was read, joined. Lists are made once, when they are first asked for. */
export interface Model {
  readonly inputs: readonly Input[];
  /** All managed resources, also those that a plan deletes. */
  readonly resources: readonly Resource[];
  /** Those that there will be, of one type or of several. */
  readonly ofType: (...types: string[]) => readonly Resource[];
  readonly byAddress: (file: string, address: string) => Resource | undefined;
  readonly inputOf: (resource: Resource) => Input;
  readonly placeOf: (resource: Resource) => DeploymentPlace;
  readonly roles: () => readonly RoleView[];
  /** Users, then groups. */
  readonly holders: () => readonly HolderView[];
  readonly workloads: () => readonly WorkloadView[];
  readonly buckets: () => readonly BucketView[];
  readonly keys: () => readonly KeyView[];
  readonly oidcProviders: () => readonly OidcProviderView[];
  /** Every policy anywhere: managed, inline, trusts, of buckets, of keys, of anything else. */
  readonly policies: () => readonly PolicyOf[];
  /** Role policies and attachments, and parts of buckets, whose role or bucket cannot be told. */
  readonly unlinked: () => readonly Unlinked[];
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
}
