import { own } from "../text/own";
import type { Resource } from "../terraform/model";
import { blocksIn, plainText } from "../terraform/json";
import { isRecord } from "../text/record";

/** What opens a bucket, or keeps it from being opened, beside its policy. */
export interface Doors {
  readonly bucket?: Resource;
  readonly block?: Resource;
  readonly ownership?: Resource;
  readonly acls?: readonly Resource[];
  /** Parts that may be of this bucket, or may not exist. */
  readonly uncertain?: readonly Resource[];
}

const LIST = "may list the objects of";
const CANNED: Readonly<Record<string, readonly string[]>> = {
  "public-read": [`everybody ${LIST}`],
  "public-read-write": [`everybody ${LIST}`, "everybody may write and delete objects of"],
  "authenticated-read": [`everybody with an account of AWS ${LIST}`],
  "log-delivery-write": ["S3's log delivery may write objects of"],
  "aws-exec-read": [`Amazon EC2 ${LIST}`],
};

const PERMISSIONS: Readonly<Record<string, string>> = {
  READ: LIST,
  WRITE: "may write and delete objects of",
  READ_ACP: "may read the access list of",
  WRITE_ACP: "may rewrite the access list of",
  FULL_CONTROL: "may do anything to",
};

/** What ACLs give to others than the owner, in words, with the resource that says so. */
export function aclGrants(doors: Doors | undefined): ReadonlyMap<string, Resource> {
  const grants = new Map<string, Resource>();
  for (const acl of [...(doors?.acls ?? []), ...(doors?.bucket ? [doors.bucket] : [])]) {
    const canned = acl.values["acl"];
    for (const words of typeof canned === "string" ? (own(CANNED, canned) ?? []) : []) {
      grants.set(words, acl);
    }
    for (const words of explicit(acl)) grants.set(words, acl);
  }
  return grants;
}

function explicit({ values }: Resource): string[] {
  const policies = blocksIn(values["access_control_policy"]);
  const owners = policies.flatMap(({ owner }) => blocksIn(owner).map(({ id }) => id));
  return policies
    .flatMap((policy) => blocksIn(policy["grant"]))
    .flatMap(({ grantee, permission }) => {
      const [who] = blocksIn(grantee);
      if (!who || owners.includes(who["id"])) return [];
      const deed = own(PERMISSIONS, plainText(permission)) ?? `has ${plainText(permission)} on`;
      return [`${granteeWords(who)} ${deed}`];
    });
}

function granteeWords(grantee: unknown): string {
  if (!isRecord(grantee)) return "somebody";
  const { uri, id, email_address: email } = grantee;
  if (typeof uri === "string") {
    if (uri.endsWith("/AllUsers")) return "everybody";
    if (uri.endsWith("/AuthenticatedUsers")) return "everybody with an account of AWS";
    return uri;
  }
  return typeof id === "string" ? `the account with the canonical ID ${id}` : plainText(email);
}
