import type { Mutation } from "../judging";
import { BOOTSTRAP_SET } from "./bootstrap";
import { BOUNDARIES } from "./boundaries";
import { BUCKETS_PLAN } from "./buckets-plan";
import { BUCKETS } from "./buckets";
import { CLUSTER_TRUST } from "./cluster-trust";
import { CROSS_ACCOUNT_PLAN } from "./cross-account-plan";
import { CROSS_ACCOUNT } from "./cross-account";
import { DATA_POLICIES } from "./data-policies";
import { DENIED_TRUSTS } from "./denied-trusts";
import { FILES } from "./files";
import { KEYS_AND_TAGS } from "./keys-and-tags";
import { MILVUS_TRUST } from "./milvus-trust";
import { OTHER_VENDOR_TRUSTS } from "./other-vendor-trusts";
import { PLAN_SAFETY } from "./plan-safety";
import { POD_IDENTITY } from "./pod-identity";
import { PROJECT_POLICIES } from "./project-policies";
import { RELEASES } from "./release";
import { RELEASE_STACK } from "./release-stack";
import { VENDOR_TRUST } from "./vendor-trust";

/** Every change, by theme. */
export const CATALOGUE: Readonly<Record<string, readonly Mutation[]>> = {
  bootstrap: BOOTSTRAP_SET,
  boundaries: BOUNDARIES,
  "buckets plan": BUCKETS_PLAN,
  buckets: BUCKETS,
  "cluster trust": CLUSTER_TRUST,
  "cross account plan": CROSS_ACCOUNT_PLAN,
  "cross account": CROSS_ACCOUNT,
  "data policies": DATA_POLICIES,
  "denied trusts": DENIED_TRUSTS,
  files: FILES,
  "keys and tags": KEYS_AND_TAGS,
  "milvus trust": MILVUS_TRUST,
  "other vendor trusts": OTHER_VENDOR_TRUSTS,
  "plan safety": PLAN_SAFETY,
  "pod identity": POD_IDENTITY,
  "project policies": PROJECT_POLICIES,
  release: RELEASES,
  "release stack": RELEASE_STACK,
  "vendor trust": VENDOR_TRUST,
};
