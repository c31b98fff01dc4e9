import { parseArn } from "../../aws/arn";
import type { ConfigRule } from "./rule";

/** Issuer and provider ARN name the same provider; Milvus has one; creating needs the issuer. */
export const checkOidc: ConfigRule = ({ config, deployment, report }) => {
  const cluster = config.milvus?.cluster;
  for (const [path, settings] of [
    [["project"], config.project],
    [["milvus", "cluster"], cluster],
  ] as const) {
    if (!settings?.oidcIssuer || !settings.oidcProviderArn) continue;
    if (report.isAnyWrong("accountId", "region")) continue;
    const own = [...path, "oidcProviderArn"];
    if (report.isWrong(own) || report.isWrong([...path, "oidcIssuer"])) continue;
    const named = parseArn(settings.oidcProviderArn)?.resource.replace(/^oidc-provider\//, "");
    const issuer = settings.oidcIssuer.replace(/^https:\/\//, "");
    if (named === issuer) continue;
    report.error(own, {
      code: "conflict",
      message: "names another issuer than oidcIssuer",
      allowed: `arn:${deployment.partition}:iam::${config.accountId}:oidc-provider/${issuer}`,
      fix: "remove one of them",
    });
  }
  if (!cluster || report.isWrong(["milvus", "cluster"])) return;
  const wrong =
    report.isWrong(["milvus", "cluster", "oidcIssuer"]) ||
    report.isWrong(["milvus", "cluster", "oidcProviderArn"]);
  // With Pod Identity the role trusts EKS, so that only a provider to be created needs the issuer.
  const needed = cluster.createOidcProvider === true || cluster.podIdentity !== true;
  if (!wrong && needed && !cluster.oidcIssuer && !cluster.oidcProviderArn) {
    report.error(["milvus", "cluster", "oidcIssuer"], {
      code: "missing",
      message: cluster.podIdentity
        ? "is missing; createOidcProvider creates the provider of this issuer"
        : "is missing; the role trusts one service account of this cluster",
      allowed: cluster.podIdentity
        ? "oidcIssuer with createOidcProvider"
        : "oidcIssuer or oidcProviderArn, or podIdentity: true",
      fix: `aws eks describe-cluster --name ${cluster.name ?? "<cluster>"} --query cluster.identity.oidc.issuer`,
    });
  }
  if (cluster.createOidcProvider && cluster.oidcProviderArn) {
    report.error(["milvus", "cluster", "createOidcProvider"], {
      code: "conflict",
      message: "stands beside oidcProviderArn, which names a provider that exists",
      allowed: "createOidcProvider with oidcIssuer",
      fix: "remove one of them",
    });
  }
};
