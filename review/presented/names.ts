import type { StackKind } from "../../config/deployment";
import type { TrustNodeKind } from "../review";

/** Sections as headings say them. */
export const SECTION_NAMES: Readonly<Record<StackKind, string>> = {
  bootstrap: "Bootstrap",
  project: "Project",
  integration: "Integration",
  milvus: "Self-managed Milvus",
  "milvus-release": "Self-managed Milvus: release",
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
