import { evaluate } from "../../iam/evaluate";
import { PolicyShapeError } from "../../iam/policy";
import type { RequestContext } from "../../iam/context";
import type { RoleView } from "../../terraform/model-view";
import { POD_SERVICE, POD_TAGS } from "../trusts/pod-identity";
import type { Association } from "./service-account";

/** Whether a trust lets a service account in; `untagged`: but not with the tags that EKS puts on. */
export type Answer = "yes" | "no" | "untagged" | { readonly why: string };

/** A service account that pods run as. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
}

/** Asks a trust for a token of a service account, by each provider that it names. */
export function byToken(role: RoleView, { namespace, name }: Pod): Answer {
  return answered(role, (allowed, text) => {
    const subject = `system:serviceaccount:${namespace}:${name}`;
    const providers = new Set(text.match(/arn:[^"]*:oidc-provider\/[^"]+/g));
    const open = [...providers].some((principal) => {
      const issuer = principal.slice(principal.indexOf("/") + 1);
      const context = { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: "sts.amazonaws.com" };
      return allowed({ principal, action: "sts:AssumeRoleWithWebIdentity", context });
    });
    return open ? "yes" : "no";
  });
}

/** Asks a trust for a session that EKS opens for a service account's pods, with its tags. */
export function byEks(
  role: RoleView,
  { namespace, name }: Pod,
  { clusterArn, clusterName }: Association,
): Answer {
  const context = {
    [POD_TAGS.namespace]: namespace,
    [POD_TAGS.serviceAccount]: name,
    ...(clusterArn !== undefined && {
      [POD_TAGS.cluster]: clusterArn,
      "aws:SourceArn": clusterArn,
    }),
    ...(clusterName !== undefined && { [POD_TAGS.clusterName]: clusterName }),
  };
  return answered(role, (allowed) => {
    // Of the cluster, and of what else a trust may ask, nothing is known for sure.
    const asks = { principal: POD_SERVICE, context, unmentionedKeys: "favourable" } as const;
    if (!allowed({ ...asks, action: "sts:AssumeRole" })) return "no";
    return allowed({ ...asks, action: "sts:TagSession" }) ? "yes" : "untagged";
  });
}

interface Question {
  readonly principal: string;
  readonly action: string;
  readonly context: RequestContext;
  readonly unmentionedKeys?: "favourable";
}

function answered(
  { trust: { document }, arn }: RoleView,
  ask: (allowed: (question: Question) => boolean, text: string) => Answer,
): Answer {
  if (!document.known) return { why: document.why };
  if (!arn.known) return { why: "its ARN is unknown" };
  const resource = { name: "trust", document: document.value };
  const allowed = (question: Question) =>
    evaluate({ ...question, resource: arn.value }, { resource }).result === "Allowed";
  try {
    return ask(allowed, JSON.stringify(document.value));
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return { why: error.message };
  }
}
