import { ConfigError, checkSources, parseSource } from "../../config";
import type { Deployment } from "../../config/deployment";
import type { Environment } from "../../config";
import { FULL } from "./full";
import { BASE, base, milvus, MILVUS } from "./wrong/case";

function deploymentOf(text: string, environment: Environment = {}): Deployment {
  return checkSources([parseSource("byoc.yaml", text, environment)]).deployments[0]!;
}

const SIZED = {
  replicas: 3,
  resources: { requests: { cpu: "1.5", memory: "2Gi" }, limits: { cpu: "2", memory: "2.5Gi" } },
};
const ALL = `${BASE}bootstrap: {}
integration:
  bucket: { name: acme-export }
milvus:
  cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus }
`;

describe("a config", () => {
  it("means the same in YAML and in JSON", () => {
    const json = {
      version: 1,
      name: "acme",
      accountId: "111122223333",
      region: "us-west-2",
      zilliz: { externalId: "cid-7Qw9Rt2Yp4" },
      project: { bucket: { name: "zilliz-byoc-acme" } },
    };
    expect(deploymentOf(JSON.stringify(json))).toEqual(deploymentOf(BASE));
    expect(deploymentOf(JSON.stringify(json, null, "\t"))).toEqual(deploymentOf(BASE));
  });

  it("means the same with a byte order mark, Windows' line ends, comments and an end mark", () => {
    const changed = `${BASE.replaceAll("\n", "\r\n")}# the end\r\n...\r\n`;
    expect(deploymentOf(changed)).toEqual(deploymentOf(BASE));
  });

  it("reads the environment, also in the middle of a text and several times", () => {
    const text = base("name: acme", "name: ${env:TEAM}")
      .replace("name: zilliz-byoc-acme", "name: zilliz-${env:KIND}-${env:TEAM}")
      .replace('"111122223333"', '"${env:ACCOUNT}"');
    const environment = { TEAM: "acme", KIND: "byoc", ACCOUNT: "111122223333" };
    expect(deploymentOf(text, environment)).toEqual(deploymentOf(BASE));
  });

  it("does not read the environment's values as YAML", () => {
    const text = `${BASE}tags: { Note: "\${env:NOTE}" }\n`;
    expect(deploymentOf(text, { NOTE: "a: 1 = @b" }).tags["Note"]).toBe("a: 1 = @b");
  });

  it("may use anchors in moderation", () => {
    const text = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
tags: { Team: &team data, Owner: *team }
zilliz: &zilliz { externalId: &id cid-7Qw9Rt2Yp4 }
integration: { externalId: *id, bucket: &bucket { name: acme-export } }
`;
    const { tags, integration } = deploymentOf(text);
    expect(tags["Owner"]).toBe("data");
    expect(integration?.externalIds).toEqual(["cid-7Qw9Rt2Yp4"]);
  });

  it("needs no Zilliz side where the integration has an external ID of its own", () => {
    const { integration } = deploymentOf(`version: 1
name: acme
accountId: "111122223333"
region: us-west-2
integration: { externalId: cid-7Qw9Rt2Yp4, bucket: { name: acme-export } }
`);
    expect(integration).toMatchObject({
      zillizAccountId: "965570967084",
      externalIds: ["cid-7Qw9Rt2Yp4"],
    });
  });

  it("leaves out what no section asks for", () => {
    const { bootstrap, project, integration } = deploymentOf(MILVUS);
    expect([bootstrap, project, integration]).toEqual([undefined, undefined, undefined]);
  });

  it("with every field set passes, and every field arrives", () => {
    const { bootstrap, project, integration, milvus: access, ...rest } = deploymentOf(FULL);
    expect(rest).toEqual({
      file: "byoc.yaml",
      name: "acme-prod",
      accountId: "111122223333",
      region: "eu-central-1",
      partition: "aws",
      aws: {
        profile: "acme-tools",
        assumeRole: {
          roleArn: "arn:aws:iam::111122223333:role/teams/terraform",
          sessionName: "acme-pipeline",
          externalId: "acme-access-7Qw9Rt2Yp4",
          durationSeconds: 1800,
        },
        endpoints: { sts: "https://sts.acme.example", iam: "http://127.0.0.1:5000" },
        ignoreTags: { keys: ["LastScanned"], keyPrefixes: ["acme:"] },
      },
      edition: "current",
      tags: { CostCenter: "1234", Team: "Vektor & Söhne".replace(" &", ""), Vendor: "zilliz-byoc" },
      trustDenials: [
        {
          Sid: "OurOrganization",
          Effect: "Deny",
          Principal: "*",
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringNotEquals: {
              "aws:PrincipalOrgID": "o-a1b2c3d4e5",
              "aws:PrincipalAccount": ["999988887777"],
            },
          },
        },
      ],
      backend: {
        type: "s3",
        bucket: "acme-state",
        key: "byoc/{stack}.tfstate",
        region: "eu-central-1",
        use_lockfile: true,
        assume_role: { role_arn: "arn:aws:iam::111122223333:role/state" },
      },
    });
    expect(bootstrap).toEqual({
      zillizAccountId: "999988887777",
      externalIds: ["cid-7Qw9Rt2Yp4"],
      prefix: "acme-zilliz-",
      path: "/acme/zilliz/",
      bootstrapRole: false,
      maxSessionDuration: 7200,
      boundsProject: true,
      boundsEncryptedBuckets: true,
    });
    const boundary =
      "arn:aws:iam::111122223333:policy/acme/zilliz/acme-zilliz-permission-boundary-policy";
    const role = (name: string, bounded = true) => ({
      name,
      path: "/zilliz-byoc/",
      arn: `arn:aws:iam::111122223333:role/zilliz-byoc/${name}`,
      boundary: bounded ? boundary : undefined,
      maxSessionDuration: 10800,
    });
    expect(project).toEqual({
      zillizAccountId: "999988887777",
      externalIds: ["cid-7Qw9Rt2Yp4"],
      bucket: {
        name: "zilliz-byoc-acme",
        existing: false,
        key: {
          arn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f",
        },
        expireOldVersionsAfterDays: 90,
        abortUploadsAfterDays: 3,
        accessLogBucket: "acme-logs",
        forceDestroy: true,
        preventDestroy: false,
      },
      stem: "acme-byoc-acme-prod",
      path: "/zilliz-byoc/",
      storageRole: role("acme-storage"),
      crossAccountRole: role("acme-cross"),
      // The bootstrap boundary holds nothing that nodes need.
      eksRole: role("acme-eks", false),
      issuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABCD",
      boundary: "bootstrap",
      network: {
        cidr: "10.20.0.0/16",
        availabilityZones: ["eu-central-1c", "eu-central-1b", "eu-central-1a"],
        privateLinkService: "com.amazonaws.vpce.eu-central-1.vpce-svc-0d5ce1ec4decbc7df",
      },
    });
    expect(integration).toEqual({
      zillizAccountId: "999988887777",
      externalIds: ["cid-Integration1"],
      bucket: {
        name: "acme-export",
        existing: true,
        key: undefined,
        expireOldVersionsAfterDays: undefined,
        abortUploadsAfterDays: 7,
        accessLogBucket: undefined,
        forceDestroy: false,
        preventDestroy: true,
      },
      role: {
        name: "acme-export-role",
        path: "/export/",
        arn: "arn:aws:iam::111122223333:role/export/acme-export-role",
        boundary: "arn:aws:iam::111122223333:policy/teams/AcmeBoundary",
        maxSessionDuration: 3600,
      },
      policyName: "acme-export-policy",
      boundary: "own",
    });
    expect(access).toEqual({
      bucket: expect.objectContaining({
        name: "acme-milvus",
        key: { alias: "alias/milvus-acme-prod" },
        expireOldVersionsAfterDays: 30,
      }),
      role: {
        name: "acme-milvus",
        path: "/milvus/",
        arn: "arn:aws:iam::111122223333:role/milvus/acme-milvus",
        boundary: undefined,
        maxSessionDuration: 43200,
      },
      policyName: "AcmeMilvus",
      clusterName: "acme-eks",
      issuer: "oidc.eks.eu-central-1.amazonaws.com/id/EFGH",
      createOidcProvider: true,
      podIdentity: "irsa",
      serviceAccount: { namespace: "vectors", name: "milvus.sa" },
      boundary: "none",
      clusterAccess: {
        kind: "eks",
        clusterName: "acme-eks",
        region: "eu-central-1",
        profile: "acme-prod",
        roleArn: "arn:aws:iam::111122223333:role/eks-deployer",
        endpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
        certificateAuthority: expect.stringMatching(/^LS0t/),
        proxyUrl: "http://proxy.acme.example:3128",
      },
      release: {
        name: "acme-milvus",
        chartVersion: "5.0.19",
        chart: { kind: "oci", reference: "oci://registry.acme.example:5000/charts/milvus" },
        preset: "production",
        mode: "cluster",
        createNamespace: true,
        adopt: true,
        preventDestroy: false,
        wait: false,
        timeoutSeconds: 1800,
        service: {
          type: "LoadBalancer",
          port: 443,
          scheme: "internal",
          exposure: "private",
          loadBalancerName: "acme-vectors",
          sourceRanges: ["10.20.0.0/16"],
        },
        rootPath: "milvus/prod",
        components: {
          proxy: SIZED,
          coordinator: SIZED,
          queryNode: SIZED,
          dataNode: SIZED,
          streamingNode: SIZED,
        },
        highAvailability: true,
        messageQueue: {
          type: "external-pulsar",
          host: "pulsar.acme.example",
          port: 6651,
          confirmChange: true,
        },
        etcd: { endpoints: ["etcd-0.acme.example:2379"] },
        storageClass: "gp3",
        metrics: { enabled: true, serviceMonitor: true },
        authorization: true,
        values: { queryNode: { nodeSelector: { disk: "nvme" } } },
      },
    });
  });
});

describe("defaults", () => {
  const { bootstrap, project, integration, milvus: access, ...rest } = deploymentOf(ALL);

  it("are those of the format", () => {
    expect(rest).toMatchObject({
      partition: "aws",
      edition: "documented",
      backend: { type: "local" },
      tags: { Vendor: "zilliz-byoc" },
    });
  });

  it("of the bootstrap are the document's: names zilliz-…, path /zilliz/, both roles", () => {
    expect(bootstrap).toMatchObject({
      zillizAccountId: "965570967084",
      prefix: "zilliz-",
      path: "/zilliz/",
      bootstrapRole: true,
      maxSessionDuration: 3600,
      boundsProject: false,
      boundsEncryptedBuckets: false,
    });
  });

  it("of the project begin with zilliz-byoc, as the documents tell", () => {
    expect(project?.storageRole.arn).toBe(
      "arn:aws:iam::111122223333:role/zilliz-byoc-acme-storage-role",
    );
    expect(project?.crossAccountRole.name).toBe("zilliz-byoc-acme-cross-account-role");
    expect(project?.eksRole.name).toBe("zilliz-byoc-acme-eks-role");
    expect(project).toMatchObject({ issuer: undefined, boundary: "none" });
    expect(project?.network).toBeUndefined();
  });

  it("of the integration are the document's names, ended by the deployment's", () => {
    expect(integration).toMatchObject({
      role: { name: "zilliz-integration-role-acme" },
      policyName: "zilliz-policy-for-integration-acme",
      externalIds: ["cid-7Qw9Rt2Yp4"],
    });
  });

  it("of Milvus are the document's names", () => {
    expect(access).toMatchObject({
      role: { arn: "arn:aws:iam::111122223333:role/milvus-s3-access-sa" },
      policyName: "MilvusS3ReadWrite",
      serviceAccount: { namespace: "milvus", name: "milvus-s3-access-sa" },
      createOidcProvider: false,
    });
  });

  it("of a bucket protect it", () => {
    expect(project?.bucket).toEqual({
      name: "zilliz-byoc-acme",
      existing: false,
      key: undefined,
      expireOldVersionsAfterDays: undefined,
      abortUploadsAfterDays: 7,
      accessLogBucket: undefined,
      forceDestroy: false,
      preventDestroy: true,
    });
  });

  it("of a network are the region's first zones", () => {
    expect(deploymentOf(`${BASE}  network: {}\n`).project?.network).toEqual({
      cidr: "10.0.0.0/16",
      availabilityZones: ["us-west-2a", "us-west-2b", "us-west-2c"],
      privateLinkService: undefined,
    });
  });

  it.each([
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ])("of Milvus in %s lie in the partition %s", (region, partition) => {
    const text = milvus("region: us-west-2", `region: ${region}`);
    expect(deploymentOf(text)).toMatchObject({
      partition,
      milvus: { role: { arn: `arn:${partition}:iam::111122223333:role/milvus-s3-access-sa` } },
    });
  });

  it("take the issuer from the provider's ARN", () => {
    const arn = "arn:aws:iam::111122223333:oidc-provider/oidc.acme.example/a/b";
    const text = milvus(
      "oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD",
      `oidcProviderArn: ${arn}`,
    );
    expect(deploymentOf(text).milvus?.issuer).toBe("oidc.acme.example/a/b");
  });

  it.each([
    ["workspaces: { project: data }", { name: "{stack}", project: "data" }],
    ['workspaces: { tags: ["{stack}"] }', { tags: ["{stack}"] }],
    ["hostname: tfe.acme.example", { name: "{stack}" }],
  ])("give every stack a workspace of its own: %s", (settings, workspaces) => {
    const text = `${BASE}terraform: { backend: { type: cloud, organization: acme, ${settings} } }\n`;
    const { backend } = deploymentOf(text);
    expect(backend.type === "cloud" && backend.workspaces).toEqual(workspaces);
  });
});

describe("several files", () => {
  const other = base("name: acme", "name: other").replace("byoc-acme", "byoc-other");

  it("are several deployments, in the order in which they were named", () => {
    const { deployments } = checkSources([
      parseSource("b.yaml", BASE, {}),
      parseSource("a.yaml", other, {}),
    ]);
    expect(deployments.map(({ file, name }) => [file, name])).toEqual([
      ["b.yaml", "acme"],
      ["a.yaml", "other"],
    ]);
  });

  it("fail together", () => {
    const sources = [parseSource("a.yaml", BASE, {}), parseSource("b.yaml", "[]", {})];
    expect(() => checkSources(sources)).toThrow(ConfigError);
  });

  it("may name one bucket that exists, and share names across accounts", () => {
    const existing = (text: string) =>
      text.replace("byoc-acme", "byoc-shared").concat("    existing: true\n");
    const { deployments } = checkSources([
      parseSource("a.yaml", existing(BASE), {}),
      parseSource("b.yaml", existing(base("name: acme", "name: other")), {}),
    ]);
    expect(deployments).toHaveLength(2);
  });
});

describe("access to a cluster", () => {
  const CA = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";
  const accessed = (access: string, issuer: string) =>
    `${milvus("{ oidcIssuer", `{ name: acme-eks, access: ${access}, oidcIssuer`).replace("oidc.eks.us-west-2", `oidc.eks.${issuer}`)}  release: { chartVersion: 5.0.19 }\n`;

  it.each([
    "https://127.0.0.1:16443",
    "https://localhost",
    "https://LOCALHOST:6443",
    "https://[::1]:6443",
    "https://kubernetes.default.svc",
    "https://rancher.acme.example/k8s/clusters/c-m-1",
  ])("may be at %s", (endpoint) => {
    const access = JSON.stringify({ endpoint, certificateAuthority: CA });
    expect(deploymentOf(accessed(access, "us-west-2")).milvus?.clusterAccess).toMatchObject({
      endpoint,
    });
  });

  it("asks for tokens where the issuer is, and takes roles of other accounts there", () => {
    const roleArn = "arn:aws:iam::999922223333:role/eks";
    const endpoint = "https://10.0.0.1";
    const access = JSON.stringify({ endpoint, certificateAuthority: CA, roleArn });
    expect(deploymentOf(accessed(access, "eu-west-1")).milvus?.clusterAccess).toMatchObject({
      region: "eu-west-1",
      roleArn,
    });
  });

  it.each([
    "alias/state",
    "alias/{stack}",
    "mrk-1234abcd12ab34cd56ef1234567890ab",
    "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-44cd-96ef-1234567890ab",
    "arn:aws:kms:us-west-2:111122223333:alias/state",
  ])("leaves a state to the key %s", (key) => {
    const backend = { type: "s3", bucket: "b-states", kms_key_id: key };
    const text = `${BASE}terraform: ${JSON.stringify({ backend })}\n`;
    expect(deploymentOf(text).backend).toMatchObject({ kms_key_id: key });
  });
});

it.each([
  ["us-west-2", "a b c"],
  ["ca-central-1", "a b d"],
  ["ap-northeast-1", "a c d"],
])("a network of %s lies in its zones %s", (region, letters) => {
  const text = `${BASE.replace("us-west-2", region)}  network: {}\n`;
  expect(deploymentOf(text).project?.network?.availabilityZones).toEqual(
    letters.split(" ").map((letter) => `${region}${letter}`),
  );
});
