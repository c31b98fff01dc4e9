import type { ConfigRule } from "./rule";

/** How the roles begin that other documents, or other deployments of the account, make. */
const DOCUMENTED = ["zilliz-byoc-", "zilliz-integration-role-"];

/**
 * The derived bootstrap policies reach every role of their path; at the root path, every role of
 * their prefix, which takes in roles that are none of theirs.
 */
export const checkCoverage: ConfigRule = ({ deployment, report }) => {
  const { bootstrap, project, integration, milvus } = deployment;
  if (bootstrap?.path !== "/" || report.isWrong(["bootstrap", "prefix"])) return;
  if (report.isAnyWrong("name")) return;
  const roles = [
    project?.storageRole,
    project?.crossAccountRole,
    project?.eksRole,
    integration?.role,
    milvus?.role,
  ]
    .filter((role) => role?.path === "/")
    .map((role) => role!.name);
  const reached = [
    ...DOCUMENTED.map((stem) => `${stem}*`),
    ...roles.filter((name) => !DOCUMENTED.some((stem) => name.startsWith(stem))),
  ].filter((name) => name.startsWith(bootstrap.prefix));
  if (reached.length === 0) return;
  report.warning(["bootstrap", "path"], {
    code: "coverage",
    message: `makes the bootstrap policies reach every role/${bootstrap.prefix}*, also ${reached.join(", ")}`,
    allowed: "a path of its own, such as /zilliz/",
    fix: "remove the line, or set a prefix that no other role has",
  });
};
