import { SECTIONS, type Deployment, type MilvusSection, type Section } from "../deployment";
import type { ConfigReport } from "../report";
import type { KeyPath } from "../show";

/** Something that AWS, or one run, can hold only once. */
interface Claim {
  readonly key: string;
  readonly what: string;
  readonly path: KeyPath;
  readonly section: Section | "name";
  /** Where another name is not the only way out. */
  readonly fix?: string;
}

/** How the names end that nobody can choose whole. */
const SUFFIXES = {
  bootstrap: {
    role: ["management-role", "bootstrap-role"],
    policy: [
      "management-policy",
      "bootstrap-policy",
      "permission-boundary-policy",
      "aws-lb-irsa-policy",
      "ca-irsa-policy",
      "ebs-csi-irsa-policy",
      "business-irsa-policy",
    ],
  },
  project: {
    role: [],
    policy: [
      "-aws-lb-controller-policy",
      "-cluster-autoscaler-policy",
      "-ebs-csi-controller-policy",
    ],
  },
} as const;

/** Two sections, or two deployments of one run, that would fight over the same name. */
export function checkUnique(
  checked: readonly { readonly deployment: Deployment; readonly report: ConfigReport }[],
): void {
  const holders = new Map<string, { deployment: Deployment; section: string }>();
  for (const { deployment, report } of checked) {
    for (const claim of claims(deployment)) {
      // What is wrong stands for an example here.
      if (report.isWrong(claim.path)) continue;
      const holder = holders.get(claim.key);
      if (!holder) {
        holders.set(claim.key, { deployment, section: claim.section });
        continue;
      }
      // The first pair of two equal names says enough: everything derived from them collides too.
      if (
        claim.section !== "name" &&
        holders.get(`stack ${deployment.name}`)?.deployment !== deployment
      ) {
        continue;
      }
      report.error(claim.path, {
        code: "duplicate-name",
        message:
          holder.deployment === deployment
            ? `${claim.what} is used by section ${holder.section} too`
            : `${claim.what} is used by ${holder.deployment.name} (${holder.deployment.file}) too`,
        allowed: "a name that is used once",
        fix: claim.fix ?? "give one of them another name",
      });
    }
  }
}

function claims(deployment: Deployment): Claim[] {
  const { name, accountId, partition, region, bootstrap, project, integration, milvus } =
    deployment;
  const found: Claim[] = [
    { key: `stack ${name}`, what: `the deployment name ${name}`, path: ["name"], section: "name" },
  ];
  // IAM compares names without case, whatever their paths.
  const iam = (kind: string, value: string, section: Section, path: KeyPath) =>
    found.push({
      key: `${accountId} ${kind} ${value.toLowerCase()}`,
      what: `the ${kind} name ${value}`,
      path,
      section,
    });
  const suffixed = (kind: "role" | "policy", section: "bootstrap" | "project", stem: string) => {
    for (const suffix of SUFFIXES[section][kind]) {
      iam(kind, `${stem}${suffix}`, section, [section, "prefix"]);
    }
  };
  if (bootstrap) {
    suffixed("role", "bootstrap", bootstrap.prefix);
    suffixed("policy", "bootstrap", bootstrap.prefix);
  }
  if (project) {
    iam("role", project.storageRole.name, "project", ["project", "storageRoleName"]);
    iam("role", project.crossAccountRole.name, "project", ["project", "crossAccountRoleName"]);
    iam("role", project.eksRole.name, "project", ["project", "eksRoleName"]);
    suffixed("policy", "project", project.stem);
  }
  if (integration) {
    iam("role", integration.role.name, "integration", ["integration", "roleName"]);
    iam("policy", integration.policyName, "integration", ["integration", "policyName"]);
  }
  if (milvus) {
    iam("role", milvus.role.name, "milvus", ["milvus", "roleName"]);
    iam("policy", milvus.policyName, "milvus", ["milvus", "policyName"]);
    if (milvus.createOidcProvider) {
      found.push({
        key: `${accountId} oidc ${milvus.issuer}`,
        what: `the OIDC provider of ${milvus.issuer}`,
        path: ["milvus", "cluster", "createOidcProvider"],
        section: "milvus",
      });
    }
    found.push(...releaseClaims(deployment, milvus));
  }
  for (const section of SECTIONS) {
    if (section === "bootstrap") continue;
    const bucket = deployment[section]?.bucket;
    if (!bucket || bucket.existing) continue;
    found.push({
      key: `${partition} bucket ${bucket.name}`,
      what: `the bucket name ${bucket.name}`,
      path: [section, "bucket", "name"],
      section,
    });
    if (bucket.key && "alias" in bucket.key) {
      found.push({
        key: `${accountId} ${region} ${bucket.key.alias}`,
        what: `the key alias ${bucket.key.alias}`,
        path: [section, "createKmsKey"],
        section,
      });
    }
  }
  return found;
}

/** What two releases of one cluster, bucket or account cannot both have. */
function releaseClaims(
  { accountId, partition, region }: Deployment,
  { release, clusterAccess: access, serviceAccount, bucket }: MilvusSection,
): Claim[] {
  if (!release || !access) return [];
  const cluster =
    access.kind === "eks"
      ? `${accountId} ${region} ${access.clusterName}`
      : `${access.path} ${access.context ?? ""}`;
  const { namespace, name } = serviceAccount;
  const claim = (key: string, what: string, ...path: readonly string[]): Claim => ({
    key: `${key} ${what}`,
    what,
    path: ["milvus", ...path],
    section: "milvus",
  });
  const rootPath = release.rootPath ?? "";
  const balancer = release.service.loadBalancerName;
  return [
    claim(cluster, `the release ${namespace}/${release.name}`, "release", "name"),
    claim(cluster, `the service account ${namespace}/${name}`, "serviceAccount", "name"),
    ...(release.createNamespace
      ? [
          {
            ...claim(cluster, `the namespace ${namespace}`, "serviceAccount", "namespace"),
            fix: "set createNamespace: false in one of them, or name another namespace",
          },
        ]
      : []),
    claim(partition, `the place ${bucket.name}/${rootPath} of Milvus' data`, "release", "rootPath"),
    ...(balancer === undefined
      ? []
      : [
          claim(
            `${accountId} ${region}`,
            `the load balancer ${balancer}`,
            ...["release", "service", "loadBalancerName"],
          ),
        ]),
  ];
}
