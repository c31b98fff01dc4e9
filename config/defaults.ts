/**
 * Every default of the config file, in one place: the schema shows them, `resolve` applies them.
 * Names that depend on the deployment are functions of its name.
 */
export const DEFAULTS = {
  policyEdition: "documented",
  zilliz: {
    /** create-cross-account-role, step 1. */
    accountId: "965570967084",
  },
  /** IAM's own default, in seconds. */
  maxSessionDuration: 3600,
  permissionsBoundary: "none",
  bucket: {
    existing: false,
    versioning: false,
    expireOldVersionsAfterDays: 30,
    abortUploadsAfterDays: 7,
    forceDestroy: false,
    preventDestroy: true,
  },
  bootstrap: {
    /** byoc-prerequisites names every role and policy `zilliz-…`. */
    prefix: "zilliz-",
    path: "/zilliz/",
    bootstrapRole: true,
  },
  project: {
    /** create-bucket-and-role and create-cross-account-role: "use the prefix zilliz-byoc". */
    prefix: "zilliz-byoc-",
    path: "/",
  },
  integration: {
    path: "/",
    /**
     * Not under `zilliz-byoc`: the cross-account policy may rewrite the trust of every role of
     * that prefix.
     */
    roleName: (name: string) => `zilliz-integration-role-${name}`,
    policyName: (name: string) => `zilliz-policy-for-integration-${name}`,
  },
  milvus: {
    path: "/",
    /** configure-s3-access-by-iam-role. */
    roleName: "milvus-s3-access-sa",
    policyName: "MilvusS3ReadWrite",
    createOidcProvider: false,
    /** The document binds the role by the cluster's issuer. */
    podIdentity: false,
    serviceAccount: { namespace: "milvus", name: "milvus-s3-access-sa" },
    release: {
      name: "milvus",
      /** configure-s3-access-by-iam-role, "Add Milvus Helm Chart repo". */
      repository: "https://zilliztech.github.io/milvus-helm/",
      preset: "production",
      mode: "cluster",
      createNamespace: true,
      preventDestroy: true,
      wait: true,
      /** Helm's own 300 are too few: pods restart until etcd and the queue are there. */
      timeoutSeconds: 1200,
      /** Nothing is open to every address unless the config says so in words. */
      exposure: "private",
    },
  },
  network: {
    cidr: "10.0.0.0/16",
    privateLink: false,
  },
} as const;

/** Vendor tag that the conditions of the vendor's policies rest on; every resource carries it. */
export const VENDOR_TAG = { key: "Vendor", value: "zilliz-byoc" } as const;
