import { runInFolder } from "./run-in-folder";
import {
  BASE,
  base,
  EXTERNAL_ID,
  INTEGRATION_ID,
  MILVUS,
  milvus,
  patch,
  release,
} from "./wrong/case";

interface Warned {
  readonly name: string;
  readonly config: string;
  readonly warning: string;
}

const BOOTSTRAP = patch(
  BASE,
  "project:\n  bucket:\n    name: zilliz-byoc-acme\n",
  "bootstrap: {}\n",
);
const SERVED = "us-east-1, us-west-2, eu-west-1, eu-central-1, ap-east-1";

const SETUP = "the setup guide of the Zilliz Cloud console";
const PAGE = "the step Create IAM Role of the integration's page in the Zilliz Cloud console";

const placeholder = (id: string, line = "6:15", path = "zilliz"): string =>
  `warning[placeholder] byoc.yaml:${line}
  ${path}.externalId = (masked, ${id.length} characters)
  is an example: Zilliz Cloud cannot assume the roles
  allowed: the external ID from ${path === "zilliz" ? SETUP : PAGE}
  fix: replace it before you deploy

1 warning`;

const WARNED: readonly Warned[] = [
  {
    name: "consent to every address, and some of them named",
    config: release(
      "    service: { type: LoadBalancer, scheme: internet-facing, exposure: public, sourceRanges: [203.0.113.0/24] }\n",
    ),
    warning: `warning[conflict] byoc.yaml:10:71
  milvus.release.service.exposure = "public"
  consents to every address, while sourceRanges names some
  allowed: public where every address may connect
  fix: remove the line

1 warning`,
  },
  {
    name: "a prefix in a bucket that is not Milvus' own",
    config: release("    rootPath: milvus\n").replace("acme-milvus", "acme-lake, existing: true"),
    warning: `warning[conflict] byoc.yaml:10:15
  milvus.release.rootPath = "milvus"
  says where Milvus writes, not what its role may do: the policy covers all of the bucket, with what others keep there
  allowed: a bucket of Milvus' own
  fix: take another bucket, unless nothing else lies in this one

1 warning`,
  },
  {
    name: "an issuer of another region, of which nothing is asked",
    config: milvus("oidc.eks.us-west-2", "oidc.eks.eu-west-1"),
    warning: `warning[region] byoc.yaml:6:26
  milvus.cluster.oidcIssuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCD"
  is of a cluster in eu-west-1; the deployment is in us-west-2, and Milvus would reach its bucket across regions
  allowed: an issuer of us-west-2
  fix: correct the issuer or region, unless it is meant

1 warning`,
  },
  {
    name: "a network of public addresses",
    config: `${BASE}  network: { cidr: 52.94.0.0/16 }\n`,
    warning: `warning[cidr] byoc.yaml:10:20
  project.network.cidr = "52.94.0.0/16"
  is a public block: machines in the VPC reach nobody else who has these addresses
  allowed: 10.<0-255>.0.0/16, 172.<16-31>.0.0/16, 192.168.0.0/16 or 100.<64-127>.0.0/16
  fix: use 10.0.0.0/16

1 warning`,
  },
  {
    name: "an issuer beside Pod Identity",
    config: milvus("{ oidcIssuer", "{ name: acme-eks, podIdentity: true, oidcIssuer"),
    warning: `warning[conflict] byoc.yaml:6:61
  milvus.cluster.oidcIssuer = "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD"
  has no effect: with podIdentity the role trusts EKS, not the issuer
  allowed: oidcIssuer or podIdentity
  fix: remove one of them

1 warning`,
  },
  {
    name: "a region that is a letter away from one that is known",
    config: base("region: us-west-2", "region: us-wets-2"),
    warning: `warning[region] byoc.yaml:4:9
  region = "us-wets-2"
  is not a region that this version knows
  allowed: any region of AWS
  fix: did you mean us-west-2?

1 warning`,
  },
  {
    name: "a region that is new",
    config: base("region: us-west-2", "region: antarctica-polar-1").replace("antarctica", "aq"),
    warning: `warning[region] byoc.yaml:4:9
  region = "aq-polar-1"
  is not a region that this version knows
  allowed: any region of AWS

1 warning`,
  },
  {
    name: "a region without PrivateLink",
    config: base("region: us-west-2", "region: ap-southeast-1"),
    warning: `warning[region] byoc.yaml:4:9
  region = "ap-southeast-1"
  has no PrivateLink service of Zilliz Cloud
  allowed: ${SERVED}
  fix: ask Zilliz Cloud before you deploy here

1 warning`,
  },
  {
    name: "a bootstrap in another region than the document's",
    config: patch(BOOTSTRAP, "us-west-2", "eu-west-1"),
    warning: `warning[region] byoc.yaml:4:9
  region = "eu-west-1"
  is not the region that byoc-prerequisites names
  allowed: us-west-2; other regions on request
  fix: ask Zilliz Cloud before you deploy here

1 warning`,
  },
  {
    name: "forceDestroy that preventDestroy overrules",
    config: `${BASE}    forceDestroy: true\n`,
    warning: `warning[conflict] byoc.yaml:10:19
  project.bucket.forceDestroy = true
  has no effect while preventDestroy is true, its default
  allowed: with preventDestroy: false
  fix: add preventDestroy: false, or remove the line

1 warning`,
  },
  {
    name: "the boundary of a bootstrap that another config makes",
    config: `${BASE}  permissionsBoundary: bootstrap\n`,
    warning: `warning[coverage] byoc.yaml:10:24
  project.permissionsBoundary = "bootstrap"
  leaves the EKS role without a boundary: that of section bootstrap has no ECR, which nodes need
  allowed: bootstrap, or the ARN of a policy with ECR, which every role of the section carries

warning[section] byoc.yaml:10:24
  project.permissionsBoundary = "bootstrap"
  names a boundary that this config does not make; the one that exists may lack what the roles need
  allowed: with section bootstrap in the same config
  fix: add bootstrap: {} at the top of the file, or name the boundary by its ARN

2 warnings`,
  },
  ...["cid-example", "CHANGEME", "change-me", "xxxxxxxx", "00000000", "cid-xxxx"].map((id) => ({
    name: `the placeholder ${id}`,
    config: base(EXTERNAL_ID, JSON.stringify(id)),
    warning: placeholder(id),
  })),
  {
    name: "the example of the schema, in the integration",
    config: `${BASE}integration:
  externalId: zilliz-external-1a2B3c4D5e6F7g8
  bucket: { name: acme-export }
`,
    warning: placeholder("zilliz-external-1a2B3c4D5e6F7g8", "11:15", "integration"),
  },
  {
    name: "a bootstrap at the root path, whose prefix others share",
    config: patch(BOOTSTRAP, "bootstrap: {}", "bootstrap:\n  path: /"),
    warning: `warning[coverage] byoc.yaml:8:9
  bootstrap.path = "/"
  makes the bootstrap policies reach every role/zilliz-*, also zilliz-byoc-*, zilliz-integration-role-*
  allowed: a path of its own, such as /zilliz/
  fix: remove the line, or set a prefix that no other role has

1 warning`,
  },
  {
    name: "a bootstrap at the root path, whose prefix roles of the same config have",
    config: `${BASE}bootstrap: { path: /, prefix: acme- }
integration:
  bucket: { name: acme-export }
  roleName: acme-export
  externalId: ${INTEGRATION_ID}
`,
    warning: `warning[coverage] byoc.yaml:10:20
  bootstrap.path = "/"
  makes the bootstrap policies reach every role/acme-*, also acme-export
  allowed: a path of its own, such as /zilliz/
  fix: remove the line, or set a prefix that no other role has

1 warning`,
  },
  {
    name: "a cluster's token by a role that asks for an external ID",
    config: `${release("")}aws: { assumeRole: { roleArn: "arn:aws:iam::111122223333:role/t", externalId: acme-7Qw9Rt2 } }\n`,
    warning: `warning[conflict] byoc.yaml:10:79
  aws.assumeRole.externalId = (masked, 12 characters)
  is nothing that aws eks get-token can give: the cluster is asked with the credentials that assume the role
  allowed: a role without an external ID, or milvus.cluster.access
  fix: name a profile that assumes the role in milvus.cluster.access.profile

1 warning`,
  },
  {
    name: "a state that Terraform forgets",
    config: `${BASE}terraform: { backend: { type: inmem } }\n`,
    warning: `warning[backend] byoc.yaml:10:31
  terraform.backend.type = "inmem"
  keeps the state in Terraform's memory: what was made is forgotten at its end
  allowed: a backend that keeps states, outside of trials
  fix: remove backend for a local state

1 warning`,
  },
  {
    name: "the integration's external ID at the project's place",
    config: base(EXTERNAL_ID, INTEGRATION_ID),
    warning: `warning[external-id] byoc.yaml:6:15
  zilliz.externalId = (masked, 26 characters)
  has the form of an integration's: Zilliz Cloud could not assume the project's roles
  allowed: an external ID such as cid-…
  fix: copy the one from ${SETUP}; this one belongs to integration.externalId

1 warning`,
  },
  {
    name: "the integration's external ID at the bootstrap's place",
    config: patch(BOOTSTRAP, EXTERNAL_ID, INTEGRATION_ID),
    warning: `warning[external-id] byoc.yaml:6:15
  zilliz.externalId = (masked, 26 characters)
  has the form of an integration's: Zilliz Cloud could not assume the project's roles
  allowed: an external ID such as cid-…
  fix: copy the one from ${SETUP}; this one belongs to integration.externalId

1 warning`,
  },
  {
    name: "the project's external ID at the integration's place",
    config: `${BASE}integration:\n  externalId: ${EXTERNAL_ID}\n  bucket: { name: acme-export }\n`,
    warning: `warning[external-id] byoc.yaml:11:15
  integration.externalId = (masked, 14 characters)
  has the form of the project's: Zilliz Cloud could not assume the integration's role
  allowed: an external ID such as zilliz-external-…
  fix: copy the one from ${PAGE}

1 warning`,
  },
  {
    name: "an integration without an external ID of its own",
    config: `${BASE}integration:\n  bucket: { name: acme-export }\n`,
    warning: `warning[external-id] byoc.yaml:10:1
  integration = a mapping
  has no externalId of its own: its role would ask for that of the project
  allowed: an external ID such as zilliz-external-…
  fix: add externalId: the one from ${PAGE}

1 warning`,
  },
  {
    name: "one bucket that the project makes and the integration has",
    config: `${BASE}integration:
  externalId: ${INTEGRATION_ID}
  bucket: { name: zilliz-byoc-acme, existing: true }
`,
    warning: `warning[conflict] byoc.yaml:12:19
  integration.bucket.name = "zilliz-byoc-acme"
  is the bucket of section project too: each of the two roles reaches what the other stores
  allowed: a bucket for each; document create-bucket-and-role recommends one dedicated to the project
  fix: name another bucket, unless both are meant to share it

1 warning`,
  },
];

it("tells of one bucket of two deployments", async () => {
  const existing = base("    name: zilliz-byoc-acme", "    existing: true\n    name: acme-data");
  const outcome = await runInFolder(["validate", "--config", "a.yaml", "--config", "b.yaml"], {
    "a.yaml": existing,
    "b.yaml": patch(
      patch(MILVUS, "name: acme\n", "name: other\n"),
      "{ name: acme-milvus }",
      "{ name: acme-data, existing: true }",
    ),
  });
  expect(outcome.error).toBe(`warning[conflict] b.yaml:7:19
  milvus.bucket.name = "acme-data"
  is the bucket of section project of acme (a.yaml) too: each of the two roles reaches what the other stores
  allowed: a bucket for each; document create-bucket-and-role recommends one dedicated to the project
  fix: name another bucket, unless both are meant to share it

1 warning`);
  expect(outcome.code).toBe(0);
});

describe("a config that works, but not as its author may think", () => {
  it.each(WARNED)("$name", async ({ config, warning }) => {
    const outcome = await runInFolder(["synth", "--out", "out"], { "byoc.yaml": config });
    expect(outcome.error).toBe(warning);
    expect(outcome.code).toBe(0);
    expect(outcome.written).toContain("out/manifest.json");
  });

  it("is refused where synth would write a known placeholder", async () => {
    const config = base(EXTERNAL_ID, '"my-external-id"');
    const outcome = await runInFolder(["synth", "--out", "out"], { "byoc.yaml": config });
    expect(outcome.error).toBe(`${placeholder("my-external-id")}
error[synth-placeholder] out/stacks/acme-project/cdk.tf.json: /output/external_id/value holds the placeholder "my-external-id"
error[synth-placeholder] acme-project/cross_account_role/role: assume_role_policy holds the placeholder "my-external-id"`);
    expect({ code: outcome.code, written: outcome.written }).toEqual({
      code: 1,
      written: [],
    });
  });

  it("is told of in every file, errors or not", async () => {
    const outcome = await runInFolder(["validate", "--config", "b.yaml", "--config", "a.yaml"], {
      "a.yaml": base(EXTERNAL_ID, "cid-example"),
      "b.yaml": base("name: acme", "name: other")
        .replace("byoc-acme", "byoc-other")
        .replace(EXTERNAL_ID, "change-me"),
    });
    expect(outcome.error.match(/^\w+\[.*$|^\d.*$/gm)).toEqual([
      "warning[placeholder] a.yaml:6:15",
      "warning[placeholder] b.yaml:6:15",
      "2 warnings",
    ]);
    expect(outcome.code).toBe(0);
  });
});

describe("a config without a warning", () => {
  it.each<readonly [string, string]>([
    ["a bootstrap at its own path", BOOTSTRAP],
    [
      "a bootstrap at the root path with a prefix of its own",
      patch(BOOTSTRAP, "{}", "{ path: /, prefix: acme- }"),
    ],
    [
      "roles at another path than the bootstrap's",
      `${patch(BOOTSTRAP, "{}", "{ path: /, prefix: acme- }")}integration: { externalId: ${INTEGRATION_ID}, bucket: { name: acme-x }, roleName: acme-x, path: /x/ }\n`,
    ],
    [
      "forceDestroy without preventDestroy",
      `${BASE}    forceDestroy: true\n    preventDestroy: false\n`,
    ],
    [
      "a boundary of the same config",
      `${BOOTSTRAP}integration: { externalId: ${INTEGRATION_ID}, bucket: { name: acme-x }, permissionsBoundary: bootstrap }\n`,
    ],
    ["a release with all defaults", release("")],
    ...[
      'path: "../../../{stack}.tfstate"',
      'path: "/var/lib/{stack}.tfstate"',
      'workspace_dir: "../../../x/../states/{stack}"',
      'path: "../../../out/{stack}.tfstate"',
    ].map(
      (setting) =>
        [
          `a state outside of the output folder: ${setting}`,
          `${BASE}terraform: { backend: { type: local, ${setting} } }\n`,
        ] as [string, string],
    ),
    [
      "Milvus where Zilliz is not",
      `version: 1
name: acme
accountId: "111122223333"
region: ap-southeast-1
milvus:
  cluster: { oidcIssuer: https://oidc.eks.ap-southeast-1.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus }
`,
    ],
  ])("%s", async (_what, config) => {
    const outcome = await runInFolder(["validate"], { "byoc.yaml": config });
    expect(outcome).toMatchObject({ code: 0, error: "" });
  });
});
