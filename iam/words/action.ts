import { own } from "../../text/own";
import { actionOf, mayActOn } from "../actions";
import { resourceWords } from "./resource";

/**
 * What somebody may do, for a reader who knows no IAM: "read objects of bucket X". Follows "may".
 * What has no effect is left out, such as DeleteObject on a bucket, unless nothing has one.
 *
 * @param resources patterns; none where the resource goes without saying, as in a trust policy.
 */
export function deedWords(actions: readonly string[], resources: readonly string[]): string {
  const deeds = actions.map((action) => ({ action, on: effective(action, resources) }));
  const some = resources.length === 0 || deeds.some(({ on }) => on.length > 0);
  const byWhere = new Map<string, string[]>();
  for (const { action, on } of deeds) {
    if (some && on.length === 0 && resources.length > 0) continue;
    const where = enumerate((some ? on : resources).map(resourceWords));
    byWhere.set(where, [...(byWhere.get(where) ?? []), action]);
  }
  const words = enumerate([...byWhere].map(([where, together]) => togetherWords(together, where)));
  return some ? words : `${words} (without effect: the actions never act on such resources)`;
}

function effective(action: string, resources: readonly string[]): readonly string[] {
  const known = actionOf(action);
  return known ? resources.filter((resource) => mayActOn(known, resource)) : resources;
}

function togetherWords(actions: readonly string[], where: string): string {
  const verbs = actions.map((action) => own(VERBS, action));
  if (where !== "" && verbs.every((verb) => verb !== undefined)) {
    return `${enumerate([...new Set(verbs)])} ${where}`;
  }
  const deeds = enumerate(actions.map(actionWords));
  return where === "" ? deeds : `${deeds} (${where})`;
}

/** Actions whose description would not go before a resource. */
const VERBS: Readonly<Record<string, string>> = {
  "s3:*": "do anything to",
  "s3:GetObject": "read",
  "s3:PutObject": "write",
  "s3:DeleteObject": "delete",
  "s3:ListBucket": "list the objects of",
  "s3:GetBucketLocation": "see the region of",
  "s3:DeleteBucket": "delete",
  "s3:PutBucketPolicy": "rewrite the access policy of",
  "kms:Decrypt": "decrypt with",
  "kms:Encrypt": "encrypt with",
  "kms:GenerateDataKey": "encrypt with",
  "kms:GenerateDataKey*": "encrypt with",
  "kms:*": "do anything to",
  "iam:*": "do anything to",
  "iam:CreateOpenIDConnectProvider": "create",
  "iam:GetOpenIDConnectProvider": "see",
  "iam:DeleteOpenIDConnectProvider": "delete",
  "iam:GetRole": "see",
  "iam:CreateRole": "create",
  "iam:DeleteRole": "delete",
  "iam:PassRole": "give a service the rights of",
  "iam:UpdateAssumeRolePolicy": "change who may assume",
  "iam:AttachRolePolicy": "give more rights to",
  "iam:PutRolePolicy": "give any rights to",
  "iam:DeleteRolePermissionsBoundary": "take the ceiling off",
  "iam:PutRolePermissionsBoundary": "change the ceiling of",
  "iam:CreatePolicyVersion": "rewrite",
  "sts:AssumeRole": "assume",
};

/** Actions of a trust policy, where the role goes without saying, and bare wildcards. */
const PHRASES: Readonly<Record<string, string>> = {
  "*": "do anything",
  "sts:AssumeRole": "assume the role",
  "sts:AssumeRoleWithWebIdentity": "assume the role with a token of the identity provider",
  "sts:TagSession": "tag sessions of the role",
  "sts:SetSourceIdentity": "set a source identity for sessions of the role",
};

function actionWords(action: string): string {
  const phrase = own(PHRASES, action);
  if (phrase !== undefined) return phrase;
  const [service = "", name = ""] = action.split(":");
  if (name === "*") return `do anything in ${service}`;
  if (action.includes("*")) return `do whatever ${action} matches`;
  return actionOf(action)?.description ?? `${camelWords(name)} in ${service}`;
}

/** `CreateLaunchTemplate`: "create launch template". */
function camelWords(name: string): string {
  return name.replaceAll(/([a-z0-9])(?=[A-Z])/g, "$1 ").toLowerCase();
}

const SHOWN = 3;

/** "a, b and c"; of long lists the first few, and how many more. */
export function enumerate(parts: readonly string[], conjunction = "and"): string {
  const shown = parts.length > SHOWN + 1 ? parts.slice(0, SHOWN) : parts;
  const rest = parts.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown[shown.length - 1];
  const before = rest > 0 ? shown : shown.slice(0, -1);
  return before.length === 0 ? (last ?? "") : `${before.join(", ")} ${conjunction} ${last}`;
}
