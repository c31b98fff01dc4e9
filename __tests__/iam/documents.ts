import type { DifferenceKind } from "../../iam/difference";
import type { IamPolicy } from "../../iam/policy";
import { tlsOnlyBucketPolicy } from "../../policies/protection/bucket-policy";
import { oracle, type Substitutions } from "../policies/oracle";

/** A statement to be changed at will. */
export type Draft = Record<string, any>;

const FILES: Readonly<Record<string, readonly [file: string, substitutions: Substitutions]>> = {
  crossAccount: ["cross-account-policy", { "{bucketName}": "b" }],
  storage: ["storage-policy", { "{bucketName}": "b" }],
  storageTrust: ["storage-role-trust", { "{accountId}": "111122223333" }],
  integration: ["integration-policy", { "<bucket>": "b" }],
  integrationTrust: ["integration-trust", { "my-external-id": "cid-1" }],
  milvus: ["milvus-s3-policy", { "<bucket-name>": "b" }],
  irsaTrust: ["irsa-trust-example", {}],
  eksTrust: [
    "current/eks-role-trust",
    { "${var.federated_principal}": "arn:aws:iam::111122223333:oidc-provider/eks_oidc_url" },
  ],
  loadBalancer: ["current/aws-lb-controller-policy", {}],
  boundary: ["derived/zilliz-permission-boundary-policy", { "${account_id}": "111122223333" }],
};

/** A document's policy, for the caller to change. */
export function documentOf(name: string): { Version: string; Statement: Draft[] } {
  if (name === "bucket") {
    const { document } = tlsOnlyBucketPolicy({ partition: "aws", bucket: "b" });
    return JSON.parse(JSON.stringify(document));
  }
  const [file, substitutions] = FILES[name]!;
  return structuredClone(oracle(file, substitutions)) as never;
}

export const DOCUMENTS = [...Object.keys(FILES), "bucket"];

export type Change = (statement: (sid: string | number) => Draft, all: Draft[]) => void;

/** A document with one change; statements are named by Sid or by place, from 0. */
export function changed(name: string, change: Change): IamPolicy {
  const document = documentOf(name);
  const statement = (sid: string | number) => {
    const found =
      typeof sid === "number"
        ? document.Statement[sid]
        : document.Statement.find(({ Sid }) => Sid === sid);
    if (!found) throw new Error(`${name} has no statement ${sid}`);
    return found;
  };
  change(statement, document.Statement);
  return document as never;
}

export interface Mutation {
  readonly title: string;
  readonly of: string;
  readonly change: Change;
  /** Kind and statement of every difference, in order. */
  readonly gives: readonly (readonly [DifferenceKind, string])[];
}
