import { parseArn } from "../../aws/arn";
import type { KeyPath } from "../show";
import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

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
  check(["project", "oidcProviderArn"], config.project?.oidcProviderArn);
  check(["milvus", "cluster", "oidcProviderArn"], config.milvus?.cluster.oidcProviderArn);
};
