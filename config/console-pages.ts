/** Pages of the Zilliz Cloud console, each with an external ID of its own. */
export const EXTERNAL_ID_PAGES = {
  /** Document create-cross-account-role, step 1. */
  setup: "the setup guide of the Zilliz Cloud console",
  /** Document integrate-with-aws-s3, step 4. */
  integration: "the step Create IAM Role of the integration's page in the Zilliz Cloud console",
} as const;
