import { own } from "../../text/own";
import dictionary from "./dictionary.json";

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
  if (tag !== undefined)
    return { noun: `the tag ${tag} ${own(dictionary.tags, kind.toLowerCase())}` };
  const [, inContext] = /^kms:EncryptionContext:(.+)$/i.exec(key) ?? [];
  if (inContext !== undefined) return { noun: `${inContext} in the encryption context` };
  const lower = key.toLowerCase();
  const counted = own(dictionary.countedKeys, lower);
  if (counted !== undefined) return { noun: counted, isCounted: true };
  const isToken = !lower.startsWith("aws:") && /:(sub|aud|amr|oaud)$/.test(lower);
  return {
    noun: isToken ? tokenWords(lower, values) : (own(dictionary.conditionKeys, lower) ?? key),
  };
}

/** Of tokens of an EKS cluster the subject is a service account; of others whatever their issuer says. */
function tokenWords(key: string, values: readonly string[]): string {
  if (key.endsWith(":amr")) return "the way of signing in";
  if (!key.endsWith(":sub")) return "the audience of the token";
  const isEks = /oidc[._]eks|eks_oidc/.test(key);
  const isAccount = values.some((value) => value.startsWith("system:serviceaccount:"));
  return isEks || isAccount ? "the service account" : "the subject of the token";
}

/** A flag in words; undefined for keys of which nothing is known. */
export function flagWords(key: string, isTrue: boolean): string | undefined {
  const [yes, no] = own(dictionary.flags, key.toLowerCase()) ?? [];
  return isTrue ? yes : no;
}
