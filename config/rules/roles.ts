import { iamNameViolations } from "../../aws/names";
import { ROLE_NAME_LENGTH } from "../../aws/limits";
import type { RoleSettings } from "../deployment";
import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

/** What the vendor's cross-account policy may read, pass and re-trust. */
const COVERED = "zilliz-byoc";

/** Names that are put together here stay within the limits of IAM, KMS and the vendor's policy. */
export const checkRoles: ConfigRule = ({ config, deployment, report }) => {
  const { project } = deployment;
  if (!project || report.isWrong(["project", "path"])) return;
  const derived: RoleSettings[] = [];
  for (const [key, role] of [
    ["storageRoleName", project.storageRole],
    ["crossAccountRoleName", project.crossAccountRole],
    ["eksRoleName", project.eksRole],
  ] as const) {
    if (config.project?.[key] === undefined && !report.isWrong(["project", key])) {
      derived.push(role);
    } else if (!report.isWrong(["project", key]) && !isCovered(role)) {
      report.error(["project", key], {
        ...uncovered(`${role.path}${role.name}`),
        fix: byName(role, `begin it with ${COVERED}-`),
      });
    }
  }
  const key = config.project?.prefix === undefined ? "path" : "prefix";
  if (report.isWrong(["project", "prefix"]) || report.isAnyWrong("name")) return;
  const long = derived.filter(({ name }) => iamNameViolations(name, ROLE_NAME_LENGTH).length > 0);
  if (long.length > 0) {
    report.error(["project", "prefix"], {
      code: "iam-name",
      message: `makes role names that are too long: ${long
        .map(({ name }) => `${name} (${name.length} characters)`)
        .join(", ")}`,
      allowed: `at most ${ROLE_NAME_LENGTH} characters`,
      fix: "shorten the prefix or the deployment's name, or name the roles one by one",
    });
  }
  const first = derived.find((role) => !isCovered(role));
  if (first) {
    report.error(["project", key], {
      ...uncovered(`${first.path}${first.name}`),
      fix: byName(first, `use the prefix ${COVERED}-`),
    });
  }
  const { key: bucketKey } = project.bucket;
  const alias = bucketKey && "alias" in bucketKey ? bucketKey.alias : "";
  if (/[^\w/-]/.test(alias)) {
    report.error(["project", "prefix"], {
      message: `makes the key alias ${alias}, which KMS refuses`,
      allowed: "a-z, A-Z, 0-9, _ and - where createKmsKey is true",
      fix: "choose another prefix, or name a key of your own in kmsKeyArn",
    });
  }
};

function isCovered({ path, name }: RoleSettings): boolean {
  return `${path}${name}`.startsWith(`/${COVERED}`);
}

/** Names count at the path "/" alone. */
function byName({ path }: RoleSettings, name: string): string {
  const byPath = `use the path /${COVERED}/`;
  return path === "/" ? `${name}, or ${byPath}` : byPath;
}

function uncovered(name: string) {
  return {
    code: "coverage",
    message: `makes the role ${name}, which the cross-account policy does not cover: it ends at role/${COVERED}*`,
    allowed: `the path /${COVERED}/, or at path "/" names that begin with ${COVERED}`,
  } as const;
}

/** A boundary that another config makes cannot be widened here. */
export const checkBoundary: ConfigRule = ({ config, deployment, report }) => {
  if (report.isAnyWrong("region")) return;
  for (const section of BUCKET_SECTIONS) {
    if (config[section]?.permissionsBoundary !== "bootstrap") continue;
    if (deployment.partition !== "aws") {
      report.error([section, "permissionsBoundary"], {
        code: "partition",
        message: "names the boundary of section bootstrap, which exists in the partition aws only",
        allowed: "none, or the ARN of a policy",
        fix: "remove the line",
      });
    } else if (section === "project") {
      report.warning([section, "permissionsBoundary"], {
        code: "coverage",
        message:
          "leaves the EKS role without a boundary: that of section bootstrap has no ECR, which nodes need",
        allowed:
          "bootstrap, or the ARN of a policy with ECR, which every role of the section carries",
      });
    }
    if (deployment.partition === "aws" && !config.bootstrap) {
      report.warning([section, "permissionsBoundary"], {
        code: "section",
        message:
          "names a boundary that this config does not make; the one that exists may lack what the roles need",
        allowed: "with section bootstrap in the same config",
        fix: "add bootstrap: {} at the top of the file, or name the boundary by its ARN",
      });
    }
  }
};

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
