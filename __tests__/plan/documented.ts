import { oracle, type Substitutions } from "../policies/oracle";
import type { WrittenConfig, WrittenIssuer, WrittenSection } from "./configs";

/** Address of a resource, then the policy that the documents give it. */
export type Documented = Readonly<Record<string, unknown>>;

const ZILLIZ = "965570967084";

/** What the documents say for each stack of a config, by the end of the stack's id. */
export function documented(config: WrittenConfig): Record<string, Documented> {
  return {
    ...(config.bootstrap && { bootstrap: bootstrap(config) }),
    ...(config.project && { project: project(config, config.project) }),
    ...(config.integration && { integration: integration(config, config.integration) }),
    ...(config.milvus && { "milvus-access": milvus(config, config.milvus) }),
  };
}

/** Of the boundary, byoc-prerequisites and the sources give no text to compare with. */
function bootstrap(config: WrittenConfig): Documented {
  const account = { "${account_id}": config.accountId };
  return {
    "aws_iam_policy.aws_lb_irsa_policy": oracle("current/aws-lb-controller-policy"),
    "aws_iam_policy.bootstrap_policy": oracle("derived/zilliz-bootstrap-policy", account),
    "aws_iam_policy.cluster_autoscaler_irsa_policy": oracle("current/cluster-autoscaler-policy"),
    "aws_iam_policy.ebs_csi_irsa_policy": oracle("current/ebs-csi-controller-policy"),
    "aws_iam_policy.management_policy": oracle("derived/zilliz-management-policy", account),
    "aws_iam_policy.zilliz_business_irsa_policy": oracle("derived/zilliz-business-irsa-policy"),
    "aws_iam_role.management_role": namedRoleTrust(config),
  };
}

function project(config: WrittenConfig, section: WrittenSection & WrittenIssuer): Documented {
  const { accountId } = config;
  const bucket = section.bucket.name;
  const issuer = issuerOf(section);
  const real: Substitutions = issuer === undefined ? {} : { eks_oidc_url: issuer };
  const current = config.policyEdition === "current";
  return {
    "aws_iam_role.storage_role": oracle("storage-role-trust", {
      "{accountId}": accountId,
      ...real,
    }),
    "aws_iam_role_policy.storage_policy": oracle("storage-policy", { "{bucketName}": bucket }),
    ...(section.kmsKeyArn && {
      "aws_iam_role_policy.storage_kms_policy": oracle("current/storage-kms-policy", {
        "${var.s3_kms_key_arn}": section.kmsKeyArn,
      }),
    }),
    "aws_iam_role.cross_account_role": current
      ? namedRoleTrust(config)
      : anyoneOfAccountTrust(config),
    "aws_iam_role_policy.cross_account_policy": current
      ? oracle("current/cross-account-policy", {
          "${var.name}": config.name,
          "${var.bucketName}": bucket,
        })
      : oracle("cross-account-policy", { "{bucketName}": bucket }),
    "aws_iam_role.eks_role": oracle("current/eks-role-trust", {
      "${var.federated_principal}": `arn:aws:iam::${accountId}:oidc-provider/eks_oidc_url`,
      ...real,
    }),
    "aws_iam_policy.aws_lb_controller_policy": oracle("current/aws-lb-controller-policy"),
    "aws_iam_policy.cluster_autoscaler_policy": oracle("current/cluster-autoscaler-policy"),
    "aws_iam_policy.ebs_csi_controller_policy": oracle("current/ebs-csi-controller-policy"),
  };
}

function integration(
  config: WrittenConfig,
  section: WrittenSection & { readonly externalId?: string },
): Documented {
  return {
    "aws_iam_role.integration_role": oracle("integration-trust", {
      [ZILLIZ]: config.zilliz?.accountId ?? ZILLIZ,
      "my-external-id": section.externalId ?? externalId(config),
    }),
    "aws_iam_policy.integration_policy": integrationPolicy(config, section),
  };
}

function integrationPolicy(config: WrittenConfig, section: WrittenSection): unknown {
  const bucket = { "<bucket>": section.bucket.name };
  const { kmsKeyArn, createKmsKey } = section;
  if (!kmsKeyArn && !createKmsKey) return oracle("integration-policy", bucket);
  const newer: Substitutions =
    config.policyEdition === "current"
      ? {
          AllowKMSGenerateDataKey: "AllowKMSDecryptAndGenerateDataKey",
          '"kms:GenerateDataKey"': '"kms:Decrypt","kms:GenerateDataKey*"',
        }
      : {};
  const documentedArn = "arn:aws:kms:<region>:<account_id>:key/<key_id>";
  if (kmsKeyArn) {
    return oracle("integration-policy-kms", { ...bucket, ...newer, [documentedArn]: kmsKeyArn });
  }
  // A key that is made here has no id yet; its alias stands for it.
  const alias = `alias/zilliz-integration-${config.name}`;
  return oracle("integration-policy-kms", {
    ...bucket,
    ...newer,
    "<region>": config.region,
    "<account_id>": config.accountId,
    '<key_id>"': `*","Condition":{"ForAnyValue:StringEquals":{"kms:ResourceAliases":"${alias}"}}`,
  });
}

function milvus(config: WrittenConfig, section: NonNullable<WrittenConfig["milvus"]>): Documented {
  const partition = config.region.startsWith("us-gov-")
    ? "aws-us-gov"
    : config.region.startsWith("cn-")
      ? "aws-cn"
      : "aws";
  const { namespace = "milvus", name = "milvus-s3-access-sa" } = section.serviceAccount ?? {};
  return {
    "aws_iam_policy.milvus_policy": oracle("milvus-s3-policy", {
      "<bucket-name>": section.bucket.name,
      "arn:aws:": `arn:${partition}:`,
    }),
    "aws_iam_role.milvus_role": oracle("irsa-trust-example", {
      "111122223333": config.accountId,
      "arn:aws:": `arn:${partition}:`,
      "oidc.eks.region-code.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE":
        issuerOf(section.cluster) ?? "",
      "default:my-service-account": `${namespace}:${name}`,
    }),
  };
}

/** The console's "Another AWS account" with "Require external ID", of which no text is printed. */
function anyoneOfAccountTrust(config: WrittenConfig): unknown {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${config.zilliz?.accountId ?? ZILLIZ}:root` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId(config) } },
      },
    ],
  };
}

function namedRoleTrust(config: WrittenConfig): unknown {
  return oracle("current/cross-account-trust", {
    "${local.config.zillizAccount}": config.zilliz?.accountId ?? ZILLIZ,
    "${var.ExternalId}": externalId(config),
  });
}

function externalId(config: WrittenConfig): string {
  if (!config.zilliz) throw new Error(`${config.name} has no external ID`);
  return config.zilliz.externalId;
}

function issuerOf({ oidcIssuer, oidcProviderArn }: WrittenIssuer): string | undefined {
  return (oidcIssuer ?? oidcProviderArn)?.replace(/^https:\/\/|^.*:oidc-provider\//, "");
}
