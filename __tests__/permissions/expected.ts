/** What is to be told of a change of the catalogue, by the rule that sees it and its name. */
export type Expected = "none" | "lost" | "undecided";

/** Rules about something else than who may do what. */
const OTHER_RULES = [
  "backend-state",
  "bucket-encryption",
  "bucket-kms",
  "bucket-logging",
  "bucket-old-versions",
  "bucket-unfinished-uploads",
  "bucket-versioning",
  "key-deletion-window",
  "key-rotation",
  "lifecycle-guards",
  "provider-account-guard",
  "provider-credentials",
  // What Milvus does with its rights, and who reaches it over the network.
  "plan-release",
  "release-exposure",
  "release-external-s3",
  "release-no-keys",
  "release-version",
  "role-session",
  "tags-vendor",
];

const NONE = [
  // What somebody did to the account is put right by the plan.
  "plan-drift: somebody has changed a managed policy",
  "plan-drift: somebody has changed the inline policy",
  "plan-drift: somebody has deleted a role",
  "plan-drift: somebody has made the sessions longer",
  "plan-drift: somebody has put a boundary on a role, of their own",
  "trust-shape: a trust was open, and the plan mends it",
  // The same rights after something was made anew, or under another name.
  "identifiers-bootstrap: the management role is named otherwise",
  "identifiers-bootstrap: the path is another",
  "names-coverage: the EKS role has a name of its own",
  "names-coverage: the role stands in a path",
  "plan-destroy: a role is replaced",
  "plan-destroy: a subnet is replaced",
  "plan-destroy: an attachment is replaced",
  "plan-destroy: the bucket is replaced",
  "plan-destroy: the key's alias is replaced",
  "plan-destroy: the provider of the cluster is replaced",
  "synth-placeholder: a name is to be filled in",
  "synth-unresolved-token: the plan has a name that is a token",
  // An ACL that gives nobody anything.
  "bucket-acl: the bucket gets an ACL",
  "bucket-acl: an object has an ACL, which S3 refuses",
  "policy-json: a Sid has a hyphen",
  "policy-json: two statements have one Sid",
  // Which service account the release runs as says nothing of what that account may do.
  "release-trust: Milvus runs as the account default",
  "release-trust: the plan moves the release",
  "release-trust: the release moves to another namespace",
  "release-trust: the release is in another namespace",
];

const LOST = [
  "document-cross-account-trust: something else is denied too",
  "simulation: the denial shuts Zilliz Cloud out",
  "document-bootstrap-policies: volumes are attached no more",
  "document-bootstrap-trusts: the management role sets no source identity any more",
  "document-cross-account-policy: a statement is missing",
  "document-cross-account-policy: creating works from one network only",
  "document-cross-account-policy: the role has no policy at all",
  "document-cross-account-trust: only one role of Zilliz Cloud is let in",
  "document-cross-account-trust: requests must come from one address",
  "document-eks-policies: the load balancer's policy hangs on no role",
  "document-eks-trust: node groups are shut out",
  "document-milvus-trust: sessions are not tagged",
  "document-milvus-trust: the plan tags no sessions",
  "document-integration-policy: only one folder is written",
  "document-integration-policy: the bucket's location is hidden",
  "document-integration-policy: the policy hangs on no role",
  "document-integration-trust: exports need multi-factor authentication, which no service has",
  "document-milvus-policy: nothing can be deleted",
  "document-storage-policy: all of S3 is denied except listing",
  "document-storage-policy: objects are written with a tag only",
  "document-storage-policy: the key is not used",
  "document-storage-policy: writing objects is missing",
  "document-storage-trust: the log service is shut out",
  "identifiers-bootstrap: a policy of the set is missing",
  "identifiers-bootstrap: the bootstrap role has its policy no more",
  "identifiers-bootstrap: the management policy is attached nowhere",
  "plan-destroy: an inline policy is destroyed",
  "plan-destroy: the key is destroyed",
  "plan-destroy: the key is forgotten",
  "policy-json: a policy variable stands in a policy of 2008",
  "release-trust: nobody makes the service account",
  "release-trust: tags are forbidden to EKS",
  "release-trust: the annotation of the role is gone",
  "release-trust: the association is gone, and the annotated role trusts EKS alone",
  "release-trust: the plan drops the annotation of the role",
  "release-trust: the service account has no role",
  "release-trust: there is no such service account",
  // Of the policies that may be a ceiling here, the other one lets through less.
  "role-boundary: the management role's boundary is another",
  "simulation: EKS gives up as it may not tag",
  "simulation: a Deny takes node groups away",
  "simulation: clusters cannot be made",
  "simulation: exports cannot be written",
  "simulation: nodes cannot assume the EKS role",
  "simulation: objects cannot be deleted",
  "simulation: the bucket cannot be listed",
  "simulation: the statement refuses",
  "simulation: what is encrypted cannot be read",
  "trust-pod-identity: EKS may not tag",
];

const UNDECIDED = [
  // AWS would not take them for their length, so they are not compared.
  "policy-size: the ceiling is longer than a managed policy may be",
  "policy-size: the policies have more characters than IAM takes",
  "bucket-public-access: a flag is an expression",
  "bucket-public-access: a flag is known after apply only",
  "identifiers-bootstrap: a policy stands in another path",
  "input-complete: Terraform could not finish the plan",
  "input-complete: a module lies where nobody looks",
  "input-complete: the configuration is taken out",
  "input-complete: the plan is of some targets only",
  "input-complete: what is written for the resources is taken out",
  "oidc-provider-audience: the audiences are known after apply only",
  // The role goes, but the plan keeps what is put on it.
  "plan-destroy: a role is forgotten",
  "plan-destroy: the cross-account role is destroyed",
  "policy-admin: nodes have a policy that is known after apply only",
  "policy-json: a statement has no effect",
  "policy-json: the text is cut off",
  "policy-literal: the bucket's ARN is taken from AWS",
  "policy-literal: the text is known after apply only",
  "policy-literal: the text is made of what AWS computes",
  // The text of the new ceiling is in no file.
  "role-boundary: the boundary is another policy",
  "role-boundary: the boundary is one of AWS's policies",
  "release-trust: the association is for pods that nobody can tell",
  "synth-unresolved-token: a policy has a token of CDKTF",
];

const BY_NAME = new Map<string, Expected>([
  ...NONE.map((name) => [name, "none"] as const),
  ...LOST.map((name) => [name, "lost"] as const),
  ...UNDECIDED.map((name) => [name, "undecided"] as const),
]);

/** Everything that is listed above, for a test that it exists. */
export const LISTED: readonly string[] = [...BY_NAME.keys()];
export const LISTED_RULES: readonly string[] = OTHER_RULES;

/** Whatever is not listed lets somebody do more. */
export function expectedOf(rule: string, name: string): Expected | "gained" {
  return BY_NAME.get(`${rule}: ${name}`) ?? (OTHER_RULES.includes(rule) ? "none" : "gained");
}
