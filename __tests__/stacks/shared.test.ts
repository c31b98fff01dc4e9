import { App, TerraformStack } from "cdktf";
import services from "../../config/schema/aws-services.json";
import schema from "../../hcl/schema/aws.json";
import { examples, EXAMPLE_ENVIRONMENT } from "../../scripts/examples";
import { readDeployments } from "../../stacks/deployments";
import { stackIds } from "../../config/deployment";
import { stacksOf } from "../../stacks";
import { deployments, HEAD, synthText, synthTexts } from "./synth";
import { scratchFolder } from "../support/scratch";

const MINIMAL = `${HEAD}project: { bucket: { name: zilliz-byoc-acme } }\n`;

describe("every stack", () => {
  it("refuses another account and tags everything", () => {
    const { provider } = synthText(`${MINIMAL}tags: { CostCenter: "1234" }\n`);
    expect(provider.aws).toEqual([
      {
        region: "us-west-2",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { CostCenter: "1234", Vendor: "zilliz-byoc" } }],
      },
    ]);
  });

  it("reaches its account as the config says, and leaves tags of others alone", () => {
    const { provider } = synthText(`${MINIMAL}aws:
  profile: acme-tools
  assumeRole: { roleArn: "arn:aws:iam::111122223333:role/deploy", externalId: acme-1, durationSeconds: 1800 }
  endpoints: { sts: https://sts.acme.example, iam: "http://127.0.0.1:5000" }
  ignoreTags: { keyPrefixes: ["acme:"] }
`);
    expect(provider.aws).toEqual([
      {
        region: "us-west-2",
        profile: "acme-tools",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { Vendor: "zilliz-byoc" } }],
        assume_role: [
          {
            role_arn: "arn:aws:iam::111122223333:role/deploy",
            session_name: "byoc-acme",
            external_id: "acme-1",
            duration: "1800s",
          },
        ],
        endpoints: [{ iam: "http://127.0.0.1:5000", sts: "https://sts.acme.example" }],
        ignore_tags: [{ keys: [], key_prefixes: ["acme:"] }],
      },
    ]);
  });

  it("knows the services that the provider takes endpoints of, but for those that 6.0 lost", () => {
    const lost = ["opsworks", "sdb", "simpledb", "worklink"];
    const { attributes } = schema.provider.blocks.endpoints;
    expect(services).toEqual(Object.keys(attributes).filter((name) => !lost.includes(name)));
  });

  it.each([
    ["local", "1.5.0"],
    ["s3, bucket: acme-state", "1.10.0"],
    ["s3, bucket: acme-state, dynamodb_table: locks", "1.5.0"],
    ["s3, bucket: acme-state, dynamodb_table: locks, use_lockfile: true", "1.10.0"],
    ["s3, bucket: acme-state, use_lockfile: false, sts_region: us-west-2", "1.6.0"],
    [
      's3, bucket: acme-state, use_lockfile: false, endpoints: { sso: "https://a.example" }',
      "1.6.4",
    ],
    ["gcs, bucket: acme-state", "1.5.0"],
  ])("needs of Terraform what its backend does: %s", (backend, version) => {
    const text = `${MINIMAL}terraform: { backend: { type: ${backend} } }\n`;
    expect(synthText(text).terraform).toMatchObject({ required_version: `>= ${version}` });
  });

  it("accepts the provider from 5.100 to 6.x", () => {
    expect(synthText(MINIMAL).terraform).toMatchObject({
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
    });
  });

  it.each([
    ["none", "", { backend: { local: { path: "../../../state/acme-project.tfstate" } } }],
    [
      "s3",
      "{ type: s3, bucket: acme-state }",
      {
        backend: {
          s3: {
            bucket: "acme-state",
            key: "zilliz-byoc/acme-project.tfstate",
            region: "us-west-2",
            encrypt: true,
            use_lockfile: true,
          },
        },
      },
    ],
    [
      "s3 with settings of its own",
      '{ type: s3, bucket: acme-state, key: "a/{stack}/b", region: eu-west-1, use_lockfile: false, kms_key_id: alias/state }',
      {
        backend: {
          s3: {
            bucket: "acme-state",
            key: "a/acme-project/b",
            region: "eu-west-1",
            encrypt: true,
            kms_key_id: "alias/state",
          },
        },
      },
    ],
    [
      "cloud",
      "{ type: cloud, organization: acme }",
      { cloud: { organization: "acme", workspaces: { name: "acme-project" } } },
    ],
    [
      "remote",
      '{ type: remote, organization: acme, workspaces: { prefix: "{stack}-" } }',
      { backend: { remote: { organization: "acme", workspaces: { prefix: "acme-project-" } } } },
    ],
    [
      "http",
      '{ type: http, address: "https://state.acme.example/{stack}" }',
      { backend: { http: { address: "https://state.acme.example/acme-project" } } },
    ],
    [
      "kubernetes",
      "{ type: kubernetes, namespace: state }",
      { backend: { kubernetes: { namespace: "state", secret_suffix: "acme-project" } } },
    ],
  ])("keeps its state in the backend: %s", (_, backend, expected) => {
    const text = backend === "" ? MINIMAL : `${MINIMAL}terraform:\n  backend: ${backend}\n`;
    const { required_version, required_providers, ...rest } = synthText(text).terraform;
    expect(required_version).toBeDefined();
    expect(required_providers).toBeDefined();
    expect(rest).toEqual(expected);
  });

  it("denies in every trust what the config denies in all, and changes nothing else", () => {
    const sections = `bootstrap: {}
integration: { bucket: { name: acme-x } }
milvus:
  cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF }
  bucket: { name: acme-milvus }
`;
    const denied = {
      Sid: "OurOrganization",
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    };
    const plain = synthTexts(MINIMAL + sections);
    const denying = synthTexts(`${MINIMAL}${sections}trustDenials: ${JSON.stringify([denied])}\n`);
    const trusts = Object.values(plain).flatMap(({ resource }) =>
      Object.values(resource["aws_iam_role"] ?? {}),
    );
    expect(trusts).toHaveLength(7);
    for (const trust of trusts) {
      const { Statement, ...rest } = JSON.parse(trust["assume_role_policy"] as string) as {
        Statement: object[];
      };
      const document = { ...rest, Statement: [...Statement, denied] };
      trust["assume_role_policy"] = JSON.stringify(document, null, 2);
    }
    expect(denying).toEqual(plain);
  });

  it("comes after the bootstrap stack when it carries its boundary, and only then", () => {
    const order = (text: string) => {
      const app = new App({ outdir: scratchFolder() });
      const stacks = stacksOf(app, deployments(text)[0]!);
      return stacks.map(({ node, dependencies }) => [node.id, dependencies.map((d) => d.node.id)]);
    };
    expect(order(`${MINIMAL}bootstrap: {}\n`)).toEqual([
      ["acme-bootstrap", []],
      ["acme-project", []],
    ]);
    const bounded = MINIMAL.replace("project: {", "project: { permissionsBoundary: bootstrap,");
    expect(order(`${bounded}bootstrap: {}\n`)).toEqual([
      ["acme-bootstrap", []],
      ["acme-project", ["acme-bootstrap"]],
    ]);
  });

  it("is written as CDKTF itself would write it", () => {
    for (const { files } of examples()) {
      const { deployments: all } = readDeployments(files, EXAMPLE_ENVIRONMENT);
      for (const deployment of all) {
        const app = new App({ outdir: scratchFolder() });
        const stacks = stacksOf(app, deployment);
        expect(stackIds(deployment)).toEqual(stacks.map(({ node }) => node.id));
        for (const stack of stacks) {
          const own = stack.toTerraform();
          const theirs = TerraformStack.prototype.toTerraform.call(stack) as unknown;
          expect(own).toEqual(theirs);
        }
      }
    }
  });

  it("names its own document and section", () => {
    const stacks = synthTexts(
      `${MINIMAL}bootstrap: {}\nintegration: { bucket: { name: acme-x } }\n`,
    );
    expect(Object.keys(stacks)).toEqual(["acme-bootstrap", "acme-project", "acme-integration"]);
  });
});
