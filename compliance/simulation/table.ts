import { BOOTSTRAP, MANAGEMENT } from "./bootstrap";
import { BOUNDARY } from "./boundary";
import { CROSS_ACCOUNT_EC2 } from "./cross-account-ec2";
import { CROSS_ACCOUNT_EKS } from "./cross-account-eks";
import { CROSS_ACCOUNT_IAM } from "./cross-account-iam";
import { EKS } from "./eks";
import { INTEGRATION } from "./integration";
import { MILVUS, MILVUS_POD_TRUST, MILVUS_TRUST } from "./milvus";
import type { SimulationRow } from "./row";
import { STORAGE, STORAGE_TRUST } from "./storage";
import { CROSS_ACCOUNT_TRUST, INTEGRATION_TRUST } from "./vendor-trust";

/**
 * What the roles of a deployment must be able to do, and what they must not: the documents as
 * questions with answers. A row that fails names a right that somebody lost or should not have.
 */
export const SIMULATION_TABLE: readonly SimulationRow[] = [
  ...CROSS_ACCOUNT_EKS,
  ...CROSS_ACCOUNT_IAM,
  ...CROSS_ACCOUNT_EC2,
  ...CROSS_ACCOUNT_TRUST,
  ...STORAGE,
  ...STORAGE_TRUST,
  ...EKS,
  ...INTEGRATION,
  ...INTEGRATION_TRUST,
  ...MILVUS,
  ...MILVUS_TRUST,
  ...MILVUS_POD_TRUST,
  ...BOOTSTRAP,
  ...MANAGEMENT,
  ...BOUNDARY,
];
