import { VENDOR_TAG } from "../defaults";
import type { KeyPath } from "../show";
import type { ConfigRule } from "./rule";

/** What is ignored is not put on anything either: tags of the deployment would be missing. */
export const checkIgnoredTags: ConfigRule = ({ config, deployment, report }) => {
  const { keys = [], keyPrefixes = [] } = config.aws?.ignoreTags ?? {};
  const own = [VENDOR_TAG.key, ...Object.keys(deployment.tags)];
  const check = (path: KeyPath, lost: string | undefined) => {
    if (lost === undefined || report.isWrong(path)) return;
    report.error(path, {
      message: `would keep the tag ${lost} off everything that is made`,
      allowed: "tags that others put there",
      fix: "remove it",
    });
  };
  keys.forEach((key, index) => {
    check(
      ["aws", "ignoreTags", "keys", index],
      own.find((one) => one === key),
    );
  });
  keyPrefixes.forEach((prefix, index) => {
    check(
      ["aws", "ignoreTags", "keyPrefixes", index],
      own.find((one) => one.startsWith(prefix)),
    );
  });
};

/** `aws eks get-token` assumes a role without an external ID. */
export const checkToken: ConfigRule = ({ config, deployment, report }) => {
  const access = deployment.milvus?.clusterAccess;
  const path = ["aws", "assumeRole", "externalId"];
  if (access?.kind !== "eks" || access.roleArn !== undefined || report.isWrong(path)) return;
  if (config.aws?.assumeRole?.externalId === undefined) return;
  if (config.milvus?.cluster.access?.profile !== undefined) return;
  report.warning(path, {
    message:
      "is nothing that aws eks get-token can give: the cluster is asked with the credentials that assume the role",
    allowed: "a role without an external ID, or milvus.cluster.access",
    fix: "name a profile that assumes the role in milvus.cluster.access.profile",
  });
};
