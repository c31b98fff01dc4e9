import { parseArn } from "../../aws/arn";
import { regionOfIssuer } from "../../aws/regions";
import type { KeyPath } from "../show";
import type { ConfigRule } from "./rule";

/** The cluster's region is its issuer's: AWS is asked for the cluster in the deployment's. */
export const checkClusterRegion: ConfigRule = ({ config, deployment, report }) => {
  if (report.isAnyWrong("region")) return;
  const { project, milvus } = deployment;
  const { region } = config;
  const differs = (section: KeyPath, issuer: string | undefined, settings: object | undefined) => {
    const key = settings && "oidcIssuer" in settings ? "oidcIssuer" : "oidcProviderArn";
    const path = [...section, key];
    const found = issuer === undefined ? undefined : regionOfIssuer(issuer);
    if (found === undefined || found === region || report.isWrong(path)) return undefined;
    return { path, message: `is of a cluster in ${found}; the deployment is in ${region}` };
  };
  const ofProject = differs(["project"], project?.issuer, config.project);
  if (ofProject) {
    report.error(ofProject.path, {
      code: "region",
      message: ofProject.message,
      allowed: `an issuer of ${region}, where Zilliz Cloud makes the project's cluster`,
      fix: "name the issuer of that cluster, or remove the line until there is one",
    });
  }
  const cluster = config.milvus?.cluster;
  const ofMilvus = differs(["milvus", "cluster"], milvus?.issuer, cluster);
  if (!ofMilvus || cluster?.podIdentity) return;
  if (milvus?.clusterAccess?.kind === "eks" && milvus.clusterAccess.endpoint === undefined) {
    report.error(ofMilvus.path, {
      code: "region",
      message: `${ofMilvus.message}, where EKS would be asked for it`,
      allowed: `an issuer of ${region}; one of another region with access.endpoint and access.certificateAuthority, or access.kubeconfig`,
      fix: "correct the issuer or region, or add endpoint and certificateAuthority",
    });
    return;
  }
  report.warning(ofMilvus.path, {
    code: "region",
    message: `${ofMilvus.message}, and Milvus would reach its bucket across regions`,
    allowed: `an issuer of ${region}`,
    fix: "correct the issuer or region, unless it is meant",
  });
};

const ROLE = ["milvus", "cluster", "access", "roleArn"] as const;

/** A role of another account is asked for the token, while EKS is asked with this one's rights. */
export const checkAccessRole: ConfigRule = ({ config, deployment, report }) => {
  const access = deployment.milvus?.clusterAccess;
  if (access?.kind !== "eks" || access.endpoint !== undefined || report.isAnyWrong("accountId")) {
    return;
  }
  const account = access.roleArn === undefined ? undefined : parseArn(access.roleArn)?.account;
  if (account === undefined || account === config.accountId || report.isWrong(ROLE)) return;
  report.error(ROLE, {
    message: `lies in account ${account}, and EKS would be asked for the cluster in ${config.accountId}`,
    allowed: `a role of ${config.accountId}; one of another account beside endpoint and certificateAuthority`,
    fix: "add endpoint and certificateAuthority, or correct the role",
  });
};
