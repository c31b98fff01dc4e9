import type { Section } from "../../config/deployment";

/** Steps on the vendor's side, of one section of a document. */
interface Steps {
  /** Document and section. */
  readonly from: string;
  /** In the order of the document; names of the console are in bold type. */
  readonly steps: readonly string[];
}

/** What is left to do by hand where the values go: what Terraform has made in AWS is left out. */
export const CONSOLE_STEPS: Readonly<Record<Section, readonly Steps[]>> = {
  bootstrap: [
    {
      from: "byoc-prerequisites, Next steps",
      steps: [
        "Have the license of the welcome email at hand: its ID, core size and period.",
        "Begin the activation on the Zilliz Cloud console and paste the seven ARNs, each into its field.",
      ],
    },
  ],
  project: [
    {
      from: "create-bucket-and-role, steps 1 and 2",
      steps: [
        "Under **Storage settings**, paste the bucket's name into **Bucket**.",
        "Paste the ARN of the storage role into **IAM Role ARN** there.",
      ],
    },
    {
      from: "create-cross-account-role, step 1",
      steps: [
        "Compare **External ID** of the setup guide with what the command above prints: the trust lets in who gives that one.",
        "Paste the ARNs of the EKS role and of the cross-account role, each into its field.",
      ],
    },
  ],
  integration: [
    {
      from: "integrate-with-aws-s3, step 1",
      steps: [
        "On the project's page open **Integrations**, and under **Amazon S3** click **+ Integration**.",
        "Give it an **Integration Name**, and a description if you like.",
        "In **Region** select the region of the cluster, which must be the bucket's.",
      ],
    },
    {
      from: "integrate-with-aws-s3, steps 2 to 4",
      steps: [
        "Paste the bucket's name into **Bucket Name**.",
        "In **Create IAM Policy**, hold the text against the file of the policy beside this page: it is made already.",
        "In **Create IAM Role**, hold account and external ID against the trust beside this page, and paste the role's **ARN**.",
      ],
    },
    {
      from: "integrate-with-aws-s3, step 5",
      steps: [
        "Click **Validate Integration**. Only Zilliz Cloud can try whether it is let in.",
        "Once the status is **Successful**, click **Add**.",
      ],
    },
  ],
  milvus: [
    {
      from: "configure-s3-access-by-iam-role, Deploy Milvus",
      steps: [
        "Milvus runs with the service account above, which carries the role's ARN as an annotation.",
        "Its Helm values name the bucket, and no access keys.",
      ],
    },
  ],
};
