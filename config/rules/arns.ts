import { parseArn } from "../../aws/arn";
import type { KeyPath } from "../show";
import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

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
      message: "stands beside oidcProviderArn, which names a provider that exists",
      allowed: "createOidcProvider with oidcIssuer",
      fix: "remove one of them",
    });
  }
};

/** Every ARN belongs to the deployment's partition, account and, where it has one, region. */
export const checkArns: ConfigRule = ({ config, deployment, report }) => {
  if (report.isAnyWrong("accountId", "region")) return;
  const check = (path: KeyPath, value: string | undefined, foreignAccount?: string) => {
    const arn = value === undefined || report.isWrong(path) ? undefined : parseArn(value);
    if (!arn) return;
    const differences: string[] = [];
    if (arn.partition !== deployment.partition) {
      differences.push(`partition ${arn.partition}, the deployment in ${deployment.partition}`);
    }
    if (arn.account !== config.accountId && arn.account !== foreignAccount) {
      differences.push(`account ${arn.account || "none"}, the deployment in ${config.accountId}`);
    }
    if (arn.region !== "" && arn.region !== config.region) {
      differences.push(`region ${arn.region}, the deployment in ${config.region}`);
    }
    if (differences.length === 0) return;
    const region = arn.region === "" ? "" : config.region;
    report.error(path, {
      code: "arn",
      message: `lies in ${differences.join("; in ")}`,
      allowed: `arn:${deployment.partition}:${arn.service}:${region}:${config.accountId}:…`,
      fix: "name one of this account and region, or correct accountId and region",
    });
  };
  for (const section of BUCKET_SECTIONS) {
    check([section, "kmsKeyArn"], config[section]?.kmsKeyArn);
    check([section, "permissionsBoundary"], config[section]?.permissionsBoundary, "aws");
  }
  check(["aws", "assumeRole", "roleArn"], config.aws?.assumeRole?.roleArn);
  check(["project", "oidcProviderArn"], config.project?.oidcProviderArn);
  check(["milvus", "cluster", "oidcProviderArn"], config.milvus?.cluster.oidcProviderArn);
};
