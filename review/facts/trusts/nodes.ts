import { createHash } from "node:crypto";
import { parseArn } from "../../../aws/arn";
import { cached } from "../../../text/cache";
import { rootAccount, type PrincipalElement } from "../../../iam/principal";
import type { Deployment } from "../../../config/deployment";
import { OIDC_PLACEHOLDER } from "../../../policies/project/oidc-placeholder";
import type { TrustNode, TrustNodeKind } from "../../review";
import { vendorSections } from "../source";

/** A node whose id is the same in every run, and a name in any language that draws graphs. */
export function node(kind: TrustNodeKind, label: string, detail?: string): TrustNode {
  const id = `${kind.replaceAll("-", "_")}_${hashOf(`${kind}\0${label}\0${detail ?? ""}`)}`;
  return { id, kind, label, detail };
}

const hashOf = cached((text: string) =>
  createHash("sha256").update(text).digest("hex").slice(0, 10),
);

/** Who a trust, or the policy of a bucket or key, names. */
export function principalNode({ type, name }: PrincipalElement, deployment: Deployment): TrustNode {
  if (name === "*") return node("anyone", "everybody");
  if (type === "Service") return node("service", name, "AWS service");
  const provider = /:oidc-provider\/(.+)$/.exec(name)?.[1];
  if (provider !== undefined) return providerNode(provider);
  const account = rootAccount(name) ?? parseArn(name)?.account;
  if (account === undefined) return node("account", name, type);
  const part = rootAccount(name) === undefined ? parseArn(name)?.resource : undefined;
  const detail = part === undefined ? `account ${account}` : `${part} of account ${account}`;
  if (account === deployment.accountId) return node("own-account", "this account", detail);
  const isVendor = vendorSections(deployment).some((one) => one.zillizAccountId === account);
  return node("account", isVendor ? "Zilliz Cloud" : "another account", detail);
}

function providerNode(issuer: string): TrustNode {
  if (issuer !== OIDC_PLACEHOLDER) return node("identity-provider", "OIDC issuer", issuer);
  const detail = `placeholder ${issuer}, which Zilliz replaces`;
  return node("identity-provider", "OIDC issuer of the cluster to be made", detail);
}
