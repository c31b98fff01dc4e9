import { oidcProviderArn } from "../../../aws/arn";
import { regionOfIssuer } from "../../../aws/regions";
import { command } from "../../../text/shell";
import { describedCluster } from "../../cluster/cluster";
import { failed, ok, type LineBody } from "../line";
import type { Inquiry } from "../subject";

/** The EKS cluster of section `milvus`, and the provider by which IAM believes its tokens. */
export async function cluster(asking: Inquiry): Promise<readonly LineBody[]> {
  const { milvus } = asking.deployment;
  if (!milvus) return [];
  const { clusterName, podIdentity, createOidcProvider } = milvus;
  return Promise.all([
    ...(clusterName === undefined ? [] : [clusterLine(clusterName, asking)]),
    ...(podIdentity === "irsa" && !createOidcProvider ? [provider(asking)] : []),
  ]);
}

async function clusterLine(name: string, { deployment, aws }: Inquiry): Promise<LineBody> {
  const about = `cluster ${name}`;
  const { issuer = "", clusterAccess } = deployment.milvus ?? {};
  const region =
    clusterAccess?.kind === "eks"
      ? clusterAccess.region
      : (regionOfIssuer(issuer) ?? deployment.region);
  const found = await describedCluster(name, region, aws.asking);
  if (!found) {
    const list = command("aws", "eks", "list-clusters", "--region", region);
    return failed(about, `is not in ${region}`, { fix: `correct milvus.cluster; see ${list}` });
  }
  const { status, identity } = found;
  if (status !== "ACTIVE") return failed(about, `is ${status}`, { fix: "wait until it is ACTIVE" });
  const own = identity?.oidc?.issuer?.replace(/^https:\/\//, "");
  if (issuer !== "" && own !== undefined && own !== issuer) {
    return failed(about, `has the issuer ${own}`, {
      reason: `milvus.cluster says ${issuer}, and a role that trusts it is of no use to this cluster`,
      fix: `milvus.cluster.oidcIssuer: https://${own} in ${deployment.file}`,
    });
  }
  return ok(about, `is active, in ${region}`);
}

async function provider({ deployment, aws }: Inquiry): Promise<LineBody> {
  const { partition, accountId, milvus } = deployment;
  const issuer = milvus?.issuer ?? "";
  const arn = oidcProviderArn(partition, accountId, issuer);
  const answer = await aws.iam.oidcProvider(arn);
  const about = "OIDC provider of the cluster";
  const document = "configure-s3-access-by-iam-role";
  if (!answer) {
    return failed(about, `IAM has none for ${issuer}`, {
      reason: "without it no token of the cluster is believed",
      fix: `milvus.cluster.createOidcProvider: true in ${deployment.file}`,
      document,
    });
  }
  const clients = answer.ClientIDList ?? [];
  if (clients.includes("sts.amazonaws.com")) return ok(about, "is there", { document });
  const words = ["aws", "iam", "add-client-id-to-open-id-connect-provider"];
  const fix = command(
    ...words,
    ...["--open-id-connect-provider-arn", arn, "--client-id", "sts.amazonaws.com"],
  );
  return failed(about, `takes tokens for ${clients.join(", ") || "nobody"}`, {
    reason: "pods of EKS have tokens for sts.amazonaws.com",
    fix,
    document,
  });
}
