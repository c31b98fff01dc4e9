import type { Section } from "../../config/deployment";
import { modulePrefix, staticAddress } from "../../terraform/references";

/** The roles that the documents describe. */
export type RoleKind =
  "storage" | "cross-account" | "eks" | "integration" | "milvus" | "bootstrap" | "management";

export interface KindInfo {
  readonly section: Section;
  /** How messages call it. */
  readonly words: string;
  /** Address that this project and, where it has such a role, the vendor's Terraform give it. */
  readonly address: string;
  /**
   * Addresses that stand beside it in the same module: one alone is a name that anybody may have
   * chosen.
   */
  readonly companions: readonly string[];
  /** Names of documents and of the vendor's Terraform. */
  readonly name: RegExp;
}

const PROJECT = [
  "aws_iam_role.storage_role",
  "aws_iam_role.cross_account_role",
  "aws_iam_role.eks_role",
];
const BOOTSTRAP = ["aws_iam_policy.permission_boundary", "aws_iam_policy.management_policy"];

export const KINDS: Readonly<Record<RoleKind, KindInfo>> = {
  storage: {
    section: "project",
    words: "the storage role",
    address: "aws_iam_role.storage_role",
    companions: PROJECT,
    name: /^zilliz-byoc-.+-storage-role$/,
  },
  "cross-account": {
    section: "project",
    words: "the cross-account role",
    address: "aws_iam_role.cross_account_role",
    companions: PROJECT,
    name: /^zilliz-byoc-.+-cross-account-role$/,
  },
  eks: {
    section: "project",
    words: "the EKS role",
    address: "aws_iam_role.eks_role",
    companions: PROJECT,
    name: /^zilliz-byoc-.+-eks-role$/,
  },
  integration: {
    section: "integration",
    words: "the integration role",
    address: "aws_iam_role.integration_role",
    companions: ["aws_iam_policy.integration_policy"],
    name: /^zilliz-integration-role(-.+)?$/,
  },
  milvus: {
    section: "milvus",
    words: "the Milvus role",
    address: "aws_iam_role.milvus_role",
    companions: ["aws_iam_policy.milvus_policy"],
    name: /^milvus-s3-access-sa$/,
  },
  bootstrap: {
    section: "bootstrap",
    words: "the bootstrap role",
    address: "aws_iam_role.bootstrap_role",
    companions: BOOTSTRAP,
    name: /^zilliz-bootstrap-role$/,
  },
  management: {
    section: "bootstrap",
    words: "the management role",
    address: "aws_iam_role.management_role",
    companions: BOOTSTRAP,
    name: /^zilliz-management-role$/,
  },
};

export const ROLE_KINDS = Object.keys(KINDS) as readonly RoleKind[];

/** An address without its module and its index: what it is called where it is written. */
export function localAddress(address: string): string {
  return staticAddress(address.slice(modulePrefix(address).length));
}
