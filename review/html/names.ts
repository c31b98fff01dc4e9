import type { TrustNodeKind } from "../review";
import type { ActionGroup } from "../../iam/words/action-groups";
import type { PolicyUse } from "../../terraform/model-view";
import type { Provenance } from "../../policies/document";
import type { StackKind } from "../../config/deployment";

/** Sections as headings say them. */
export const SECTION_NAMES: Readonly<Record<StackKind, string>> = {
  bootstrap: "Bootstrap",
  project: "Project",
  integration: "Integration",
  milvus: "Self-managed Milvus",
  "milvus-release": "Self-managed Milvus: release",
};

export const GROUP_NAMES: Readonly<Record<ActionGroup, string>> = {
  list: "list",
  read: "read",
  tag: "tag",
  write: "write",
  permissions: "change permissions",
  everything: "do everything",
};

export const USE_NAMES: Readonly<Record<PolicyUse, string>> = {
  managed: "managed policy",
  inline: "inline policy",
  trust: "trust policy",
  bucket: "bucket policy",
  key: "key policy",
  other: "resource policy",
};

/** What each label of a policy text promises. */
export const PROVENANCE_MEANINGS: Readonly<Record<Provenance, string>> = {
  documented: "word for word the text of one of the vendor’s documents",
  current: "text that the vendor’s own Terraform ships today; newer than the documents",
  upstream: "text of the controller’s own project or of AWS, at a named version",
  derived: "written from a description, because no original has been published",
};

export const NODE_KINDS: Readonly<Record<TrustNodeKind, string>> = {
  account: "other AWS account",
  "own-account": "own AWS account",
  service: "AWS service",
  "identity-provider": "identity provider",
  anyone: "anyone",
  role: "role",
  bucket: "bucket",
  key: "encryption key",
};
