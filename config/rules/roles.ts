import { iamNameViolations } from "../../aws/names";
import { ROLE_NAME_LENGTH } from "../../aws/limits";
import type { RoleSettings } from "../deployment";
import type { Path } from "../source";
import type { Rule } from "./rule";

/** What the vendor's cross-account policy may read, pass and re-trust. */
const COVERED = "zilliz-byoc";

/** Names that are put together here stay within IAM's limits and the vendor's policy. */
export const checkRoles: Rule = ({ config, deployment, report }) => {
  const { project, bootstrap } = deployment;
  if (bootstrap && !report.isWrong(["bootstrap", "prefix"])) {
    checkLength(["bootstrap", "prefix"], `${bootstrap.prefix}management-role`);
  }
  if (!project) return;
  const roles: [string, RoleSettings][] = [
    ["storageRoleName", project.storageRole],
    ["crossAccountRoleName", project.crossAccountRole],
    ["eksRoleName", project.eksRole],
  ];
  const uncovered: string[] = [];
  for (const [key, role] of roles) {
    const given = config.project![key as "eksRoleName"] !== undefined;
    const path: Path = given ? ["project", key] : ["project", "prefix"];
    if (report.isWrong(path) || report.isWrong(["project", "path"])) continue;
    if (!given) checkLength(path, role.name);
    if (`${role.path}${role.name}`.startsWith(`/${COVERED}`)) continue;
    if (given) {
      report.error(path, coverage(`${role.path}${role.name}`));
    } else {
      uncovered.push(role.name);
    }
  }
  if (uncovered.length > 0) {
    const key = config.project!.prefix === undefined ? "path" : "prefix";
    report.error(["project", key], coverage(`${project.path}${uncovered[0]}`));
  }

  function checkLength(path: Path, name: string) {
    const violations = iamNameViolations(name, ROLE_NAME_LENGTH);
    if (violations.length === 0) return;
    report.error(path, {
      code: "iam-name",
      message: `makes the role name ${name}, which ${violations.join("; ")}`,
      allowed: `at most ${ROLE_NAME_LENGTH} characters`,
      fix: "shorten the prefix or the deployment's name, or name the role",
    });
  }
};

function coverage(name: string) {
  return {
    code: "coverage",
    message: `makes the role ${name}, which the cross-account policy does not cover: it ends at role/${COVERED}*`,
    allowed: `a path or, at path "/", a name that begins with ${COVERED}`,
    fix: `use the prefix ${COVERED}-, or the path /${COVERED}/`,
  } as const;
}
