import { own } from "../../text/own";

interface Subject {
  readonly noun: string;
  /** Without "the": requests may have several. */
  readonly isCounted?: boolean;
}

/** What a key of a condition is about; keys that nobody needs to know are named as they are. */
export function subjectOf(key: string, values: readonly string[]): Subject {
  const [, kind = "", tag] =
    /^[^:]+:(RequestTag|ResourceTag|ExistingObjectTag|RequestObjectTag|PrincipalTag)\/(.+)$/i.exec(
      key,
    ) ?? [];
  if (tag !== undefined) return { noun: `the tag ${tag} ${TAGGED[kind.toLowerCase()]}` };
  const [, inContext] = /^kms:EncryptionContext:(.+)$/i.exec(key) ?? [];
  if (inContext !== undefined) return { noun: `${inContext} in the encryption context` };
  const lower = key.toLowerCase();
  const counted = own(COUNTED, lower);
  if (counted !== undefined) return { noun: counted, isCounted: true };
  const isToken = !lower.startsWith("aws:") && /:(sub|aud|amr|oaud)$/.test(lower);
  return { noun: isToken ? tokenWords(lower, values) : (own(SUBJECTS, lower) ?? key) };
}

/** Of tokens of an EKS cluster the subject is a service account; of others whatever their issuer says. */
function tokenWords(key: string, values: readonly string[]): string {
  if (key.endsWith(":amr")) return "the way of signing in";
  if (!key.endsWith(":sub")) return "the audience of the token";
  const isEks = /oidc[._]eks|eks_oidc/.test(key);
  const isAccount = values.some((value) => value.startsWith("system:serviceaccount:"));
  return isEks || isAccount ? "the service account" : "the subject of the token";
}

const TAGGED: Readonly<Record<string, string>> = {
  requesttag: "of the request",
  resourcetag: "of the resource",
  existingobjecttag: "of the object",
  requestobjecttag: "given to the object",
  principaltag: "of the caller",
};

const SUBJECTS: Readonly<Record<string, string>> = {
  "sts:externalid": "the external ID",
  "sts:rolesessionname": "the name of the session",
  "sts:sourceidentity": "the person behind the session",
  "iam:passedtoservice": "the service that gets the role",
  "iam:permissionsboundary": "the permissions boundary",
  "iam:policyarn": "the policy",
  "iam:awsservicename": "the service",
  "aws:sourceip": "the caller's address",
  "aws:sourcevpc": "the caller's network (VPC)",
  "aws:sourcevpce": "the network endpoint that the request comes through",
  "aws:sourcearn": "the resource that the service acts for",
  "aws:sourceaccount": "the account that the service acts for",
  "aws:sourceorgid": "the organization that the service acts for",
  "aws:principalorgid": "the caller's organization",
  "aws:principalaccount": "the caller's account",
  "aws:principalarn": "the caller",
  "aws:principaltype": "the kind of caller",
  "aws:resourceaccount": "the account of the resource",
  "aws:resourceorgid": "the organization of the resource",
  "aws:requestedregion": "the region",
  "aws:currenttime": "the time",
  "aws:username": "the name of the user",
  "aws:multifactorauthage": "the number of seconds since the second factor (MFA) was given",
  "ec2:instancetype": "the type of the machine",
  "kms:viaservice": "the service that uses the key",
  "kms:calleraccount": "the caller's account",
  "s3:prefix": "the folder that is listed",
  "s3:x-amz-acl": "the access list (ACL) of the new object",
  "s3:x-amz-server-side-encryption": "the encryption of the new object",
  "s3:max-keys": "the number of objects listed at once",
};

const COUNTED: Readonly<Record<string, string>> = {
  "aws:tagkeys": "tag of the request",
  "aws:calledvia": "service on the way",
  "aws:principalorgpaths": "place of the caller in the organization",
  "kms:resourcealiases": "alias of the key",
  "sts:transitivetagkeys": "tag that is handed on",
};

/** What a key that is true or false says, either way. */
const FLAGS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  "aws:securetransport": ["the connection is encrypted", "the connection is not encrypted"],
  "aws:multifactorauthpresent": [
    "the caller has given a second factor (MFA)",
    "the caller has given no second factor (MFA)",
  ],
  "aws:viaawsservice": [
    "a service of AWS asks for the caller",
    "the caller asks without a service of AWS between",
  ],
  "aws:principalisawsservice": [
    "the caller is a service of AWS",
    "the caller is no service of AWS",
  ],
  "kms:grantisforawsresource": [
    "the grant is for a service of AWS",
    "the grant is for somebody else than a service of AWS",
  ],
};

/** A flag in words; undefined for keys of which nothing is known. */
export function flagWords(key: string, isTrue: boolean): string | undefined {
  const [yes, no] = own(FLAGS, key.toLowerCase()) ?? [];
  return isTrue ? yes : no;
}
