import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  type CreateRoleCommandInput,
} from "@aws-sdk/client-iam";
import { EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
} from "@aws-sdk/client-kms";
import {
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type LifecycleRule,
  type Tag,
} from "@aws-sdk/client-s3";
import { ACCOUNT, REGION } from "../support/moto";
import { networkChanges, type OutsideChange } from "./outside-network";

const ISSUER = `oidc.eks.${REGION}.amazonaws.com/id/9F8E7D6C5B4A39281706F5E4D3C2B1A0`;

const COMMON = {
  version: 1,
  accountId: ACCOUNT,
  region: REGION,
  tags: { CostCenter: "4711" },
  zilliz: { externalId: "cid-verified" },
};

/** As many roles, policies and buckets as byoc.yaml has. */
export const CONFIG = {
  ...COMMON,
  name: "verified",
  bootstrap: {},
  project: { bucket: { name: "zilliz-byoc-verified" }, permissionsBoundary: "bootstrap" },
  integration: { externalId: "zilliz-external-verified", bucket: { name: "verified-export" } },
  milvus: {
    cluster: { oidcIssuer: `https://${ISSUER}`, createOidcProvider: true },
    bucket: { name: "verified-milvus", preventDestroy: false },
  },
};

/** What else there can be. */
export const WITH_NETWORK = {
  ...COMMON,
  name: "network",
  project: {
    bucket: { name: "zilliz-byoc-network", versioning: true },
    createKmsKey: true,
    network: { cidr: "10.30.0.0/16" },
  },
};

const STORAGE = "zilliz-byoc-verified-storage-role";
const CROSS_ACCOUNT = "zilliz-byoc-verified-cross-account-role";
const INTEGRATION = "zilliz-integration-role-verified";
const INTEGRATION_POLICY = `arn:aws:iam::${ACCOUNT}:policy/zilliz-policy-for-integration-verified`;
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const BUCKET = "zilliz-byoc-verified";

export function outsideChanges(endpoint: string): OutsideChange[] {
  const settings = {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
  };
  const iam = new IAMClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const kms = new KMSClient(settings);
  const ec2 = new EC2Client(settings);
  return [
    ...policyChanges(iam),
    ...roleChanges(iam),
    ...bucketChanges(s3),
    ...keyChanges(kms),
    ...networkChanges(ec2),
  ];
}

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string, Resource = "*") => ({ Effect: "Allow", Action, Resource });

function policyChanges(iam: IAMClient): OutsideChange[] {
  const newVersion = (SetAsDefault: boolean) => () =>
    iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: INTEGRATION_POLICY,
        PolicyDocument: document(allow("s3:*")),
        SetAsDefault,
      }),
    );
  const latest: string[] = [];
  const backToFirst = async () => {
    await iam.send(
      new SetDefaultPolicyVersionCommand({ PolicyArn: INTEGRATION_POLICY, VersionId: "v1" }),
    );
    await iam.send(
      new DeletePolicyVersionCommand({
        PolicyArn: INTEGRATION_POLICY,
        VersionId: latest.pop() ?? "",
      }),
    );
  };
  const remembered = (change: ReturnType<typeof newVersion>) => async () => {
    const { PolicyVersion } = await change();
    latest.push(PolicyVersion?.VersionId ?? "");
  };
  const own = `arn:aws:iam::${ACCOUNT}:policy/somebodys`;
  return [
    {
      what: "a version of a policy that is not the default",
      stack: "verified-integration",
      change: remembered(newVersion(false)),
      undo: backToFirst,
      says: [],
    },
    {
      what: "a policy edited, its default version another",
      stack: "verified-integration",
      change: remembered(newVersion(true)),
      undo: backToFirst,
      says: [
        /differs {2}aws_iam_policy.integration_policy/,
        /role zilliz-integration-role-verified may now .*s3:\*/,
      ],
    },
    {
      what: "a policy of AWS attached",
      stack: "verified-project",
      change: () =>
        iam.send(new AttachRolePolicyCommand({ RoleName: STORAGE, PolicyArn: ADMINISTRATOR })),
      undo: () =>
        iam.send(new DetachRolePolicyCommand({ RoleName: STORAGE, PolicyArn: ADMINISTRATOR })),
      says: [
        /failed {3}role zilliz-byoc-verified-storage-role: policy arn:aws:iam::aws:policy\/AdministratorAccess is attached, and the config does not mean it/,
        /may now do anything in the account/,
        /fix: aws iam detach-role-policy --role-name zilliz-byoc-verified-storage-role/,
      ],
    },
    {
      what: "a policy of the account attached",
      stack: "verified-project",
      change: async () => {
        const PolicyDocument = document(allow("ec2:TerminateInstances"));
        await iam.send(new CreatePolicyCommand({ PolicyName: "somebodys", PolicyDocument }));
        await iam.send(new AttachRolePolicyCommand({ RoleName: STORAGE, PolicyArn: own }));
      },
      undo: async () => {
        await iam.send(new DetachRolePolicyCommand({ RoleName: STORAGE, PolicyArn: own }));
        await iam.send(new DeletePolicyCommand({ PolicyArn: own }));
      },
      says: [
        /policy arn:aws:iam::123456789012:policy\/somebodys is attached/,
        /\+ storage role zilliz-byoc-verified-storage-role may now .*ec2:TerminateInstances/,
      ],
    },
    {
      what: "an attachment taken away",
      stack: "verified-integration",
      change: () =>
        iam.send(
          new DetachRolePolicyCommand({ RoleName: INTEGRATION, PolicyArn: INTEGRATION_POLICY }),
        ),
      undo: () =>
        iam.send(
          new AttachRolePolicyCommand({ RoleName: INTEGRATION, PolicyArn: INTEGRATION_POLICY }),
        ),
      says: [
        /missing {2}aws_iam_role_policy_attachment.integration_attachment/,
        /check bucket failed: get bucket location: … StatusCode: 403/,
        /- integration role zilliz-integration-role-verified may no longer/,
      ],
    },
    {
      what: "an inline policy put on a role",
      stack: "verified-project",
      change: () =>
        iam.send(
          new PutRolePolicyCommand({
            RoleName: CROSS_ACCOUNT,
            PolicyName: "by-hand",
            PolicyDocument: document(allow("iam:CreateUser")),
          }),
        ),
      undo: () =>
        iam.send(new DeleteRolePolicyCommand({ RoleName: CROSS_ACCOUNT, PolicyName: "by-hand" })),
      says: [/inline policy by-hand is there, and the config does not mean it/, /iam:CreateUser/],
    },
    inlineChange(iam),
    policyMoved(iam),
  ];
}

/** IAM changes no path: the policy is made anew. */
function policyMoved(iam: IAMClient): OutsideChange {
  const moved = INTEGRATION_POLICY.replace(":policy/", ":policy/moved/");
  const move = async (from: string, to: string) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: from }));
    const { PolicyName, DefaultVersionId: VersionId, Description, Tags } = Policy!;
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: from, VersionId }));
    const PolicyDocument = decodeURIComponent(version.PolicyVersion!.Document!);
    await iam.send(new DetachRolePolicyCommand({ RoleName: INTEGRATION, PolicyArn: from }));
    await iam.send(new DeletePolicyCommand({ PolicyArn: from }));
    const Path = to.replace(/^.*:policy(\/.*?)[^/]+$/, "$1");
    await iam.send(
      new CreatePolicyCommand({ PolicyName, PolicyDocument, Description, Tags, Path }),
    );
    await iam.send(new AttachRolePolicyCommand({ RoleName: INTEGRATION, PolicyArn: to }));
  };
  return {
    what: "a policy moved to another path",
    stack: "verified-integration",
    change: () => move(INTEGRATION_POLICY, moved),
    undo: () => move(moved, INTEGRATION_POLICY),
    says: [
      /differs {2}aws_iam_policy.integration_policy .*\n +path: \/moved\/ in AWS, \/ is meant\n/,
      /missing {2}aws_iam_role_policy_attachment.integration_attachment/,
      /policy arn:aws:iam::123456789012:policy\/moved\/\S+ is attached, and the config does not/,
      /^(?![^]*(GAINED|LOST))/,
    ],
  };
}

function inlineChange(iam: IAMClient): OutsideChange {
  const named = { RoleName: STORAGE, PolicyName: "zilliz-byoc-verified-storage-policy" };
  let before = "";
  return {
    what: "an inline policy edited",
    stack: "verified-project",
    change: async () => {
      const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand(named));
      before = decodeURIComponent(PolicyDocument);
      await iam.send(
        new PutRolePolicyCommand({
          ...named,
          PolicyDocument: before.replaceAll(`arn:aws:s3:::${BUCKET}/*`, "arn:aws:s3:::*"),
        }),
      );
    },
    undo: () => iam.send(new PutRolePolicyCommand({ ...named, PolicyDocument: before })),
    says: [
      /differs {2}aws_iam_role_policy.storage_policy/,
      /\+ storage role zilliz-byoc-verified-storage-role may now .*arn:aws:s3:::\*/,
    ],
  };
}

function roleChanges(iam: IAMClient): OutsideChange[] {
  let trust = "";
  const edited = async (edit: (text: string) => string) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: INTEGRATION }));
    trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: INTEGRATION, PolicyDocument: edit(trust) }),
    );
  };
  const restored = () =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: INTEGRATION, PolicyDocument: trust }));
  // moto forgets a description that is not given again.
  const Description = "Assumed by Zilliz Cloud to export backups and audit logs";
  const kept = { RoleName: INTEGRATION, Description };
  const OpenIDConnectProviderArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
  // moto cannot add an audience to one that is there.
  const providerFor = async (...ClientIDList: string[]) => {
    const found = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${ISSUER}`,
        ClientIDList,
        ThumbprintList: found.ThumbprintList,
        Tags: found.Tags,
      }),
    );
  };
  const boundary = `arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-permission-boundary-policy`;
  return [
    {
      what: "another external ID in a trust",
      stack: "verified-integration",
      change: () =>
        edited((text) => text.replace("zilliz-external-verified", "zilliz-external-another0")),
      undo: restored,
      says: [
        /differs {2}aws_iam_role.integration_role/,
        /failed .*with the external ID: denied/,
        /try assume role from\[…\] to \[arn:aws:iam::123456789012:role\/zilliz-integration-role-verified\] with externalId\[\(masked\)\] failed/,
        /the external ID in the trust is not the config's/,
      ],
    },
    {
      what: "the condition of a trust taken away",
      stack: "verified-integration",
      change: () =>
        edited((text) => {
          const policy = JSON.parse(text) as { Statement: { Condition?: unknown }[] };
          for (const statement of policy.Statement) delete statement.Condition;
          return JSON.stringify(policy);
        }),
      undo: restored,
      says: [
        /failed .*with another external ID: allowed/,
        /failed .*without an external ID: allowed/,
        /GAINED/,
      ],
    },
    {
      what: "another account in a trust",
      stack: "verified-integration",
      change: () => edited((text) => text.replaceAll("965570967084", "999999999999")),
      undo: restored,
      says: [/the trust does not name Zilliz Cloud/, /\+ .*999999999999/],
    },
    {
      what: "a tag of a role gone",
      stack: "verified-integration",
      change: () =>
        iam.send(new UntagRoleCommand({ RoleName: INTEGRATION, TagKeys: ["CostCenter"] })),
      undo: () =>
        iam.send(
          new TagRoleCommand({
            RoleName: INTEGRATION,
            Tags: [{ Key: "CostCenter", Value: "4711" }],
          }),
        ),
      says: [/differs .*integration_role/, /tags.CostCenter: nothing in AWS, 4711 is meant/],
    },
    {
      what: "longer sessions of a role",
      stack: "verified-integration",
      change: () => iam.send(new UpdateRoleCommand({ ...kept, MaxSessionDuration: 43200 })),
      undo: () => iam.send(new UpdateRoleCommand({ ...kept, MaxSessionDuration: 3600 })),
      says: [/max_session_duration: 43200 in AWS, 3600 is meant/],
    },
    {
      what: "a boundary removed",
      stack: "verified-project",
      change: () => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: STORAGE })),
      undo: () =>
        iam.send(
          new PutRolePermissionsBoundaryCommand({
            RoleName: STORAGE,
            PermissionsBoundary: boundary,
          }),
        ),
      says: [/permissions_boundary: nothing in AWS, arn:aws:iam::123456789012:policy\/zilliz/],
    },
    {
      what: "a boundary where none is meant",
      stack: "verified-integration",
      change: () =>
        iam.send(
          new PutRolePermissionsBoundaryCommand({
            RoleName: INTEGRATION,
            PermissionsBoundary: boundary,
          }),
        ),
      undo: () => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: INTEGRATION })),
      says: [/permissions_boundary: arn:aws:iam::123456789012:policy\/zilliz.* in AWS/],
    },
    {
      what: "an audience added to the OIDC provider",
      stack: "verified-milvus-access",
      change: () => providerFor("sts.amazonaws.com", "somebody"),
      undo: () => providerFor("sts.amazonaws.com"),
      says: [
        /differs {2}aws_iam_openid_connect_provider.cluster/,
        /client_id_list: .*"somebody".* in AWS, \["sts.amazonaws.com"\] is meant/,
      ],
    },
    roleDeleted(iam),
    issuerWritten(iam),
  ];
}

function roleDeleted(iam: IAMClient): OutsideChange {
  let before: CreateRoleCommandInput | undefined;
  return {
    what: "a role deleted",
    stack: "verified-integration",
    change: async () => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: INTEGRATION }));
      before = {
        RoleName: INTEGRATION,
        Path: Role?.Path,
        Description: Role?.Description,
        MaxSessionDuration: Role?.MaxSessionDuration,
        Tags: Role?.Tags,
        AssumeRolePolicyDocument: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
      };
      await iam.send(
        new DetachRolePolicyCommand({ RoleName: INTEGRATION, PolicyArn: INTEGRATION_POLICY }),
      );
      await iam.send(new DeleteRoleCommand({ RoleName: INTEGRATION }));
    },
    undo: async () => {
      await iam.send(new CreateRoleCommand(before!));
      await iam.send(
        new AttachRolePolicyCommand({ RoleName: INTEGRATION, PolicyArn: INTEGRATION_POLICY }),
      );
    },
    says: [
      /missing {2}aws_iam_role.integration_role/,
      /missing {2}aws_iam_role_policy_attachment.integration_attachment/,
      /- .*zilliz-integration-role-verified/,
    ],
  };
}

/** What Zilliz itself does when it has made the cluster is no difference. */
function issuerWritten(iam: IAMClient): OutsideChange {
  let before = "";
  return {
    what: "the issuer of the cluster written into a trust by Zilliz",
    stack: "verified-project",
    change: async () => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: STORAGE }));
      before = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
      const PolicyDocument = before.replaceAll("eks_oidc_url", ISSUER);
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: STORAGE, PolicyDocument }));
    },
    undo: () =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: STORAGE, PolicyDocument: before })),
    says: [],
  };
}

function bucketChanges(s3: S3Client): OutsideChange[] {
  const of = { Bucket: BUCKET };
  const closed = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  const close = () =>
    s3.send(new PutPublicAccessBlockCommand({ ...of, PublicAccessBlockConfiguration: closed }));
  let policy: string | undefined;
  let rules: LifecycleRule[] | undefined;
  let tags: Tag[] | undefined;
  const keptPolicy = async () => {
    policy = (await s3.send(new GetBucketPolicyCommand(of))).Policy;
  };
  const putPolicy = () => s3.send(new PutBucketPolicyCommand({ ...of, Policy: policy }));
  return [
    {
      what: "public access no longer blocked",
      stack: "verified-project",
      change: () => s3.send(new DeletePublicAccessBlockCommand(of)),
      undo: close,
      says: [/missing {2}aws_s3_bucket_public_access_block.bucket/],
    },
    {
      what: "one of its four settings off",
      stack: "verified-project",
      change: () =>
        s3.send(
          new PutPublicAccessBlockCommand({
            ...of,
            PublicAccessBlockConfiguration: { ...closed, RestrictPublicBuckets: false },
          }),
        ),
      undo: close,
      says: [/restrict_public_buckets: false in AWS, true is meant/],
    },
    {
      what: "owners no longer enforced",
      stack: "verified-project",
      change: () => s3.send(new DeleteBucketOwnershipControlsCommand(of)),
      undo: () =>
        s3.send(
          new PutBucketOwnershipControlsCommand({
            ...of,
            OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
          }),
        ),
      says: [/missing {2}aws_s3_bucket_ownership_controls.bucket/],
    },
    {
      what: "another encryption",
      stack: "verified-integration",
      change: () =>
        s3.send(
          new PutBucketEncryptionCommand({
            Bucket: "verified-export",
            ServerSideEncryptionConfiguration: {
              Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }],
            },
          }),
        ),
      undo: () =>
        s3.send(
          new PutBucketEncryptionCommand({
            Bucket: "verified-export",
            ServerSideEncryptionConfiguration: {
              Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
            },
          }),
        ),
      says: [/sse_algorithm: aws:kms in AWS, AES256 is meant/],
    },
    {
      what: "versioning suspended",
      stack: "network-project",
      change: () =>
        s3.send(
          new PutBucketVersioningCommand({
            Bucket: "zilliz-byoc-network",
            VersioningConfiguration: { Status: "Suspended" },
          }),
        ),
      undo: () =>
        s3.send(
          new PutBucketVersioningCommand({
            Bucket: "zilliz-byoc-network",
            VersioningConfiguration: { Status: "Enabled" },
          }),
        ),
      says: [/versioning_configuration.status: Suspended in AWS, Enabled is meant/],
    },
    {
      what: "lifecycle rules gone",
      stack: "verified-project",
      change: async () => {
        rules = (await s3.send(new GetBucketLifecycleConfigurationCommand(of))).Rules;
        await s3.send(new DeleteBucketLifecycleCommand(of));
      },
      undo: () =>
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            ...of,
            LifecycleConfiguration: { Rules: rules },
          }),
        ),
      says: [/missing {2}aws_s3_bucket_lifecycle_configuration.bucket/],
    },
    {
      what: "a lifecycle rule that deletes everything after a day",
      stack: "verified-project",
      change: async () => {
        rules = (await s3.send(new GetBucketLifecycleConfigurationCommand(of))).Rules;
        const more = {
          ID: "gone",
          Status: "Enabled" as const,
          Filter: { Prefix: "" },
          Expiration: { Days: 1 },
        };
        await s3.send(
          new PutBucketLifecycleConfigurationCommand({
            ...of,
            LifecycleConfiguration: { Rules: [...(rules ?? []), more] },
          }),
        );
      },
      undo: () =>
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            ...of,
            LifecycleConfiguration: { Rules: rules },
          }),
        ),
      says: [/differs {2}aws_s3_bucket_lifecycle_configuration.bucket/, /"id":"gone"/],
    },
    {
      what: "the policy of a bucket gone",
      stack: "verified-project",
      change: async () => {
        await keptPolicy();
        await s3.send(new DeleteBucketPolicyCommand(of));
      },
      undo: putPolicy,
      says: [/missing {2}aws_s3_bucket_policy.bucket/],
    },
    {
      what: "a bucket opened by its policy",
      stack: "verified-project",
      change: async () => {
        await keptPolicy();
        const Policy = document({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::${BUCKET}/*`,
        });
        await s3.send(new PutBucketPolicyCommand({ ...of, Policy }));
      },
      undo: putPolicy,
      says: [/differs {2}aws_s3_bucket_policy.bucket/, /\+ .*anybody|\+ .*everybody/i],
    },
    {
      what: "a tag of a bucket changed",
      stack: "verified-project",
      change: async () => {
        tags = (await s3.send(new GetBucketTaggingCommand(of))).TagSet;
        const TagSet = (tags ?? []).map((tag) =>
          tag.Key === "Vendor" ? { ...tag, Value: "x" } : tag,
        );
        await s3.send(new PutBucketTaggingCommand({ ...of, Tagging: { TagSet } }));
      },
      undo: () => s3.send(new PutBucketTaggingCommand({ ...of, Tagging: { TagSet: tags } })),
      says: [/tags.Vendor: x in AWS, zilliz-byoc is meant/],
    },
  ];
}

function keyChanges(kms: KMSClient): OutsideChange[] {
  const id = async () => {
    const KeyId = "alias/zilliz-byoc-network-storage";
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    return { KeyId: KeyMetadata?.KeyId ?? "" };
  };
  let policy: string | undefined;
  return [
    {
      what: "a key disabled",
      stack: "network-project",
      change: async () => kms.send(new DisableKeyCommand(await id())),
      undo: async () => kms.send(new EnableKeyCommand(await id())),
      says: [/differs {2}aws_kms_key.bucket_key/, /is_enabled: false in AWS, true is meant/],
    },
    {
      what: "a key no longer rotated",
      stack: "network-project",
      change: async () => kms.send(new DisableKeyRotationCommand(await id())),
      undo: async () => kms.send(new EnableKeyRotationCommand(await id())),
      says: [/enable_key_rotation: false in AWS, true is meant/],
    },
    {
      what: "a key given to somebody else",
      stack: "network-project",
      change: async () => {
        const key = { ...(await id()), PolicyName: "default" };
        policy = (await kms.send(new GetKeyPolicyCommand(key))).Policy;
        const Policy = (policy ?? "").replaceAll(ACCOUNT, "999999999999");
        await kms.send(new PutKeyPolicyCommand({ ...key, Policy }));
      },
      undo: async () =>
        kms.send(
          new PutKeyPolicyCommand({ ...(await id()), PolicyName: "default", Policy: policy }),
        ),
      says: [/differs {2}aws_kms_key.bucket_key/, /\+ .*999999999999/],
    },
  ];
}
