/**
 * Defaults that are needed where the section that has them is absent, too; all others stand in the
 * schema alone.
 */
export const DEFAULTS = {
  /** create-cross-account-role, step 1. */
  zilliz: { accountId: "965570967084" },
  /** byoc-prerequisites names every role and policy `zilliz-…`. */
  bootstrap: { prefix: "zilliz-", path: "/zilliz/" },
  milvus: {
    /** configure-s3-access-by-iam-role. */
    serviceAccount: { namespace: "milvus", name: "milvus-s3-access-sa" },
    /** The same, "Add Milvus Helm Chart repo". */
    chartRepository: "https://zilliztech.github.io/milvus-helm/",
  },
} as const;

/** Vendor tag that the conditions of the vendor's policies rest on; every resource carries it. */
export const VENDOR_TAG = { key: "Vendor", value: "zilliz-byoc" } as const;
