import type { Deployment, MilvusSection } from "../deployment";
import type { ConfigReport } from "../report";
import suffixes from "./name-suffixes.json";
import { BUCKET_SECTIONS } from "./rule";

/** Something that AWS, or one run, can hold only once. */
interface Claim {
  /** Equal where two want the same. */
  readonly key: string;
  readonly what: string;
  /** In the section that wants it. */
  readonly path: readonly string[];
  /** Where another name is not the only way out. */
  readonly fix?: string;
}

/** @param scope within which there can be one. */
function claim(scope: string, what: string, ...path: readonly string[]): Claim {
  return { key: `${scope} ${what}`, what, path };
}

/** Two sections, or two deployments of one run, that would fight over the same name. */
export function checkUnique(
  checked: readonly { readonly deployment: Deployment; readonly report: ConfigReport }[],
): void {
  const holders = new Map<string, { deployment: Deployment; section: string }>();
  for (const { deployment, report } of checked) {
    const [name, ...others] = claims(deployment);
    for (const { key, what, path, fix } of [name, ...others]) {
      // What is wrong stands for an example here.
      if (report.isWrong(path)) continue;
      const holder = holders.get(key);
      if (!holder) {
        holders.set(key, { deployment, section: path[0]! });
        continue;
      }
      // The first pair of two equal names says enough: everything derived from them collides too.
      if (key !== name.key && holders.get(name.key)?.deployment !== deployment) continue;
      report.error(path, {
        code: "duplicate-name",
        message:
          holder.deployment === deployment
            ? `${what} is used by section ${holder.section} too`
            : `${what} is used by ${holder.deployment.name} (${holder.deployment.file}) too`,
        allowed: "a name that is used once",
        fix: fix ?? "give one of them another name",
      });
    }
  }
}

/** What a deployment claims, its own name first. */
function claims(deployment: Deployment): [Claim, ...Claim[]] {
  const { name, accountId, partition, region, bootstrap, project, integration, milvus } =
    deployment;
  const found: [Claim, ...Claim[]] = [claim("", `the deployment name ${name}`, "name")];
  // IAM compares names without case, whatever their paths.
  const iam = (kind: "role" | "policy", value: string, ...path: readonly string[]) => {
    const what = `the ${kind} name ${value}`;
    found.push({ ...claim(accountId, what.toLowerCase(), ...path), what });
  };
  const suffixed = (kind: "role" | "policy", section: "bootstrap" | "project", stem: string) => {
    for (const suffix of suffixes[section][kind]) iam(kind, `${stem}${suffix}`, section, "prefix");
  };
  if (bootstrap) {
    suffixed("role", "bootstrap", bootstrap.prefix);
    suffixed("policy", "bootstrap", bootstrap.prefix);
  }
  if (project) {
    iam("role", project.storageRole.name, "project", "storageRoleName");
    iam("role", project.crossAccountRole.name, "project", "crossAccountRoleName");
    iam("role", project.eksRole.name, "project", "eksRoleName");
    suffixed("policy", "project", project.stem);
  }
  if (integration) {
    iam("role", integration.role.name, "integration", "roleName");
    iam("policy", integration.policyName, "integration", "policyName");
  }
  if (milvus) {
    iam("role", milvus.role.name, "milvus", "roleName");
    iam("policy", milvus.policyName, "milvus", "policyName");
    if (milvus.createOidcProvider) {
      const what = `the OIDC provider of ${milvus.issuer}`;
      found.push({
        ...claim(accountId, what, "milvus", "cluster", "createOidcProvider"),
        fix: "remove createOidcProvider from one of them: an account has one provider for an issuer",
      });
    }
    found.push(...releaseClaims(deployment, milvus));
  }
  for (const section of BUCKET_SECTIONS) {
    const bucket = deployment[section]?.bucket;
    if (!bucket || bucket.existing) continue;
    found.push(claim(partition, `the bucket name ${bucket.name}`, section, "bucket", "name"));
    if (bucket.key && "alias" in bucket.key) {
      const what = `the key alias ${bucket.key.alias}`;
      found.push(claim(`${accountId} ${region}`, what, section, "createKmsKey"));
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
  const place = `${accountId} ${region}`;
  const cluster =
    access.kind === "eks"
      ? `${place} ${access.clusterName}`
      : `${access.path} ${access.context ?? ""}`;
  const { namespace, name } = serviceAccount;
  const own = (scope: string, what: string, ...path: readonly string[]) =>
    claim(scope, what, "milvus", ...path);
  const data = `the place ${bucket.name}/${release.rootPath ?? ""} of Milvus' data`;
  const balancer = release.service.loadBalancerName;
  const found = [
    own(cluster, `the release ${namespace}/${release.name}`, "release", "name"),
    own(cluster, `the service account ${namespace}/${name}`, "serviceAccount", "name"),
    own(partition, data, "release", "rootPath"),
  ];
  if (release.createNamespace) {
    found.push({
      ...own(cluster, `the namespace ${namespace}`, "serviceAccount", "namespace"),
      fix: "set createNamespace: false in one of them, or name another namespace",
    });
  }
  if (balancer !== undefined) {
    const what = `the load balancer ${balancer}`;
    found.push(own(place, what, "release", "service", "loadBalancerName"));
  }
  return found;
}
