/** The vendor's own Terraform, at the commit that this project was held against. */
export const VENDOR_TERRAFORM =
  "zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam";

/** The table that describes each bootstrap policy in one sentence. */
export const BOOTSTRAP_DESCRIPTION = "byoc-prerequisites, IAM permissions (description)";
