import type { EvaluationResult, SimulatePrincipalPolicyRequest } from "@aws-sdk/client-iam";
import { mkdirSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { INSTANCE_TYPES } from "../../operate/doctor/aws/instance-types";
import { QUOTAS } from "../../operate/doctor/aws/quotas";
import type { DoctorLine } from "../../operate/doctor/line";
import { AwsStub, StubError, type Answers } from "../support/aws-stub";
import { ACCOUNT, awsEnvironment, Moto, REGION } from "../support/moto";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { mustRun } from "../support/tools-process";
import { cleanEnvironment, terraformEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";
import { furnish, occupy, type Account } from "./furnished";

jest.setTimeout(240_000);

const SERVICE = "com.amazonaws.vpce.us-west-2.vpce-svc-0654fb016640c364a";
const ZONES = ["us-west-2a", "us-west-2b", "us-west-2c"];

/** The table of quotas in byoc-prerequisites, row by row, and the check that covers each. */
const DOCUMENTED: readonly (readonly [check: string, ...cells: string[]])[] = [
  [
    "quota-vm",
    "Virtual Machine",
    "EC2",
    "(m6i.xlarge) * 4 (m6i.2xlarge) * 4 (r6id.8xlarge) * 1 Total: 80 vCPUs, 448 GiB",
  ],
  ["quota-s3", "Object Storage", "S3", "1.3 TB"],
  ["quota-ebs", "Block Storage", "EBS", "550 GB"],
  ["quota-eip", "Public IP", "EIP", "1"],
  ["quota-vpc", "Private Network", "VPC", "2"],
  ["quota-private-link", "Network Channel", "PrivateLink", "1"],
  ["quota-lb", "Load Balance", "AWS LB", "1"],
  ["quota-dns", "DNS", "DNS Zone", "2"],
];

type Told = DoctorLine & { readonly scope: string };

/** A line as tests name it: its check, what it is about, its status. */
const brief = ({ check, about, status }: Told) => `${check}: ${about}: ${status}`;

requires(
  "terraform",
  "moto",
  "aws",
)("byoc doctor", () => {
  let moto: Moto;
  let stub: AwsStub;
  let account: Account;
  const folder = scratchFolder();
  const file = join(folder, "byoc.yaml");
  const before = { ...process.env };

  const setEnvironment = (own: NodeJS.ProcessEnv) => {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before, awsEnvironment(stub.endpoint), own, {
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
  };
  /** Runs the command in text. */
  const examine = async (config: object, ...more: string[]) => {
    writeFileSync(file, stringify(config));
    const args = ["doctor", "--config", file, "--out", join(folder, "cdktf.out"), ...more];
    return said(args, { environment: { ...terraformEnvironment(), ...awsVariables() } });
  };
  /** The same in JSON: the lines about the deployment that are not well, or of one check. */
  const linesOf = async (config: object, check?: string, ...files: string[]) => {
    const more = files.flatMap((other) => ["--config", other]);
    const { code, out, error } = await examine(config, "--format", "json", ...more);
    if (out === "") throw new Error(error);
    const { lines } = JSON.parse(out) as { lines: Told[] };
    const found = lines.filter((line) =>
      check === undefined ? line.status !== "ok" : line.check === check,
    );
    return { code, lines: found, all: lines };
  };

  beforeAll(async () => {
    moto = await Moto.start();
    stub = await AwsStub.start(moto.endpoint);
    account = await furnish(moto.endpoint);
    setEnvironment({});
  });

  beforeEach(() => {
    stub.answers = { ...GOOD };
  });

  afterEach(() => {
    setEnvironment({});
  });

  afterAll(async () => {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before);
    await moto.kill();
  });

  it("says what an account lacks, and its commands make it", async () => {
    const limits = new Map([["L-0263D0A3", 0]]);
    const enabled = new Set<string | undefined>();
    const clients = ["acme"];
    stub.answers = {
      ...GOOD,
      "account.ListRegions": () => ({
        Regions: [
          { RegionName: REGION, RegionOptStatus: enabled.has(REGION) ? "ENABLED" : "DISABLED" },
        ],
      }),
      "iam.GetOpenIDConnectProvider": () => ({ Url: account.issuer, ClientIDList: clients }),
      "iam.AddClientIDToOpenIDConnectProvider": ({ ClientID = "" }) => {
        clients.push(ClientID);
        return {};
      },
      "account.EnableRegion": ({ RegionName }) => {
        enabled.add(RegionName);
        return {};
      },
      // Nobody has asked for another quota: AWS tells its own.
      "servicequotas.GetServiceQuota": ({ QuotaCode = "" }) => {
        if (!limits.has(QuotaCode)) throw new StubError("NoSuchResourceException");
        return { Quota: { Value: limits.get(QuotaCode) } };
      },
      "servicequotas.RequestServiceQuotaIncrease": ({ QuotaCode = "", DesiredValue }) => {
        limits.set(QuotaCode, DesiredValue ?? 0);
        return { RequestedQuota: { QuotaCode } };
      },
    };
    const lacking = await linesOf(config(account));
    expect(lacking.lines.map(brief)).toEqual([
      "backend: state bucket acme-states: failed",
      "backend: lock table acme-locks: failed",
      "region: region us-west-2: failed",
      "service-roles: service-linked role AWSServiceRoleForAmazonEKS: failed",
      "service-roles: service-linked role AWSServiceRoleForAmazonEKSNodegroup: failed",
      "service-roles: service-linked role AWSServiceRoleForElasticLoadBalancing: warning",
      "service-roles: service-linked role AWSServiceRoleForEC2Spot: warning",
      "buckets: bucket acme-logs: failed",
      "buckets: bucket acme-export: failed",
      `keys: key ${account.keyId}: failed`,
      "cluster: OIDC provider of the cluster: failed",
      "quota-eip: quota EIP (Public IP): failed",
    ]);
    expect(lacking.code).toBe(1);
    // A bucket that has just been made is not yet as a bucket of states should be.
    let left = lacking.lines;
    for (let round = 0; round < 2; round += 1) {
      const commands = left.flatMap(({ fix = "" }) => (fix.startsWith("aws ") ? [fix] : []));
      const script = ["set -e", ...commands].join("\n");
      await mustRun("sh", ["-c", script], {
        environment: { ...cleanEnvironment(), ...awsVariables(), AWS_DEFAULT_REGION: REGION },
        timeout: 120_000,
      });
      left = (await linesOf(config(account))).lines;
      if (round === 0) {
        expect(left.map(({ about, found }) => `${about}: ${found}`)).toEqual([
          "state bucket acme-states: can be made public",
          "state bucket acme-states: keeps no older versions",
          "state bucket acme-states: has no encryption of its own",
        ]);
      }
    }
    expect(left).toEqual([]);
  });

  it("finds an account well that has all, each row of the document's quotas with a line", async () => {
    stub.calls.length = 0;
    const { code, lines, all } = await linesOf(config(account));
    expect(lines).toEqual([]);
    expect(code).toBe(0);
    expect(stub.calls.length).toBeLessThan(110);
    expect(QUOTAS.map(({ check, row }) => [check, ...row])).toEqual(DOCUMENTED);
    for (const [check, type, instance] of DOCUMENTED) {
      const own = all.filter((line) => line.check === check);
      expect(own.length).toBeGreaterThan(0);
      for (const { about, document } of own) {
        expect(about).toBe(`quota ${instance} (${type})`);
        expect(document).toBe("byoc-prerequisites, Resource quotas");
      }
    }
    const { out } = await examine(config(account), "--quiet");
    expect(out).toBe("");
  });

  it("asks for the sum of the machines that the document names", () => {
    const [, , , cell = ""] = DOCUMENTED[0] ?? [];
    const sizes: Readonly<Record<string, number>> = {
      "m6i.xlarge": 4,
      "m6i.2xlarge": 8,
      "r6id.8xlarge": 32,
    };
    const machines = [...cell.matchAll(/\(([\w.]+)\) \* (\d+)/g)];
    const sum = machines.reduce(
      (total, [, type = "", number]) => total + sizes[type]! * Number(number),
      0,
    );
    expect(cell).toContain(`Total: ${sum} vCPUs`);
    expect(QUOTAS[0]?.quotas[0]?.need).toBe(sum);
    expect(machines.map(([, type]) => type)).toEqual([...INSTANCE_TYPES]);
  });

  it("counts what is in use, and whose it is", async () => {
    const use = await occupy(moto.endpoint);
    stub.answers["servicequotas.GetServiceQuota"] = ({ QuotaCode = "" }) => ({
      Quota: { Value: use.limits[QuotaCode] ?? 1000 },
    });
    const { lines } = await linesOf(config(account));
    expect(lines.map(({ check, status, found }) => `${check}: ${status}: ${found}`)).toEqual([
      "quota-vm: failed: vCPUs of on-demand instances of families A, C, D, H, I, M, R, T and Z: 80 needed, 8 of 87 in use",
      "quota-s3: failed: buckets: 2 needed, 3 of 4 in use",
      "quota-ebs: failed: TiB of gp3 volumes (550 GB are 0.54): 0.54 needed, 0.5 of 1 in use",
      "quota-vpc: warning: VPCs: 2 needed, 2 of 3 in use",
      "quota-lb: failed: network load balancers: 1 needed, 1 of 1 in use",
      "quota-dns: failed: hosted zones: 2 needed, 1 of 2 in use",
    ]);
    expect(lines.find(({ check }) => check === "quota-vpc")?.reason).toContain(
      "of those in use 1 are tagged Vendor=zilliz-byoc",
    );
  });

  it("asks for as much as all deployments of the run need together", async () => {
    const { version, accountId, region, zilliz, bootstrap } = config(account);
    const other = join(folder, "other.yaml");
    const plain = { version, accountId, region, zilliz };
    const project = { bucket: { name: "zilliz-byoc-other" } };
    writeFileSync(other, stringify({ ...plain, name: "other", project }));
    const { lines } = await linesOf({ ...plain, name: "first", bootstrap }, "quota-vm", other);
    expect(lines.map(({ scope, found, reason }) => `${scope}: ${found}; ${reason}`)).toEqual(
      ["first", "other"].map((name) =>
        expect.stringMatching(
          new RegExp(`^${name}: .*: 160 needed, 8 of 1000 in use; for 2 deployments of this run$`),
        ),
      ),
    );
  });

  it("leaves out quotas that a deployment has no need of, with the reason", async () => {
    const { bootstrap, ...rest } = config(account);
    const own = { ...rest, project: { bucket: { name: "zilliz-byoc-examined" } } };
    const { lines } = await linesOf(own);
    expect(bootstrap).toEqual({});
    expect(lines.map(({ check, status, reason }) => [check, status, reason])).toEqual(
      ["quota-eip", "quota-vpc", "quota-private-link"].map((check) => [
        check,
        "skipped",
        "the config has no project.network: the VPC is your own",
      ]),
    );
    const { integration, version, name, accountId, region } = config(account);
    const only = await linesOf({ version, name, accountId, region, integration });
    expect(only.lines.map(({ check, status }) => `${check}: ${status}`)).toEqual(
      DOCUMENTED.map(([check]) => `${check}: skipped`),
    );
    expect(only.code).toBe(0);
  });

  it("tells rights that are denied, by which layer, and what would be enough", async () => {
    const why = (action = ""): Partial<EvaluationResult> | undefined => {
      if (action === "iam:CreateRole") return { EvalDecision: "implicitDeny" };
      if (action === "s3:DeleteBucket") return { EvalDecision: "explicitDeny" };
      if (action === "ec2:CreateVpc") {
        const OrganizationsDecisionDetail = { AllowedByOrganizations: false };
        return { EvalDecision: "implicitDeny", OrganizationsDecisionDetail };
      }
      if (action !== "s3:CreateBucket") return undefined;
      const PermissionsBoundaryDecisionDetail = { AllowedByPermissionsBoundary: false };
      return { EvalDecision: "implicitDeny", PermissionsBoundaryDecisionDetail };
    };
    const sources = new Set<string | undefined>();
    stub.answers["iam.SimulatePrincipalPolicy"] = (input) => {
      sources.add(input.PolicySourceArn);
      const { EvaluationResults: results } = GOOD["iam.SimulatePrincipalPolicy"](input);
      return {
        EvaluationResults: results.map((result) => ({
          ...result,
          ...why(result.EvalActionName),
        })),
      };
    };
    // A session's ARN tells nothing of its role's path.
    stub.answers["sts.GetCallerIdentity"] = identity(
      `arn:aws:sts::${ACCOUNT}:assumed-role/acme-deployer/me`,
    );
    await account.makeRole("acme-deployer", "/ops/");
    stub.calls.length = 0;
    const { code, lines } = await linesOf(config(account), "rights");
    expect(code).toBe(1);
    expect(
      stub.calls.filter(({ operation }) => operation === "SimulatePrincipalPolicy").length,
    ).toBe(13);
    expect([...sources]).toEqual([`arn:aws:iam::${ACCOUNT}:role/ops/acme-deployer`]);
    const told = lines.map(({ about, found, reason }) => `${about}: ${found}: ${reason}`);
    expect(told).toEqual([
      expect.stringMatching(
        /^rights for examined-bootstrap: 1 of \d+ actions denied: iam:CreateRole: denied for want of an Allow$/,
      ),
      expect.stringMatching(
        /examined-project: 4 of \d+ actions denied: ec2:CreateVpc, iam:CreateRole, s3:CreateBucket, s3:DeleteBucket: denied by a Deny; by a service control policy; by the permissions boundary; for want of an Allow$/,
      ),
      expect.stringMatching(/examined-integration: 1 of \d+ actions denied: iam:CreateRole/),
      expect.stringMatching(
        /examined-milvus-access: 3 of \d+ actions denied: iam:CreateRole, s3:CreateBucket, s3:Del/,
      ),
    ]);
    expect(lines[1]?.fix).toMatch(/^byoc doctor examined-project --print-deployer-policy /);
    const printed = await examine(config(account), "examined-project", "--print-deployer-policy");
    expect(Object.keys(JSON.parse(printed.out) as object)).toEqual(["examined-project"]);
  });

  it("tells names that are taken, and what lies open", async () => {
    await account.makeRole("zilliz-bootstrap-role", "/zilliz/");
    await account.makeRole("zilliz-management-role", "/zilliz/", true);
    await account.share("acme-export", "444455556666");
    await account.lock("acme-states", "zilliz-byoc/examined-project.tfstate");
    await account.makePolicy("zilliz-business-irsa-policy", "/elsewhere/");
    const hidden = ({ Bucket }: { readonly Bucket: string }) => {
      if (Bucket === "acme-milvus") throw new StubError("Forbidden", 403);
      return undefined;
    };
    Object.assign(stub.answers, { "s3.HeadBucket": hidden, "s3.GetBucketLocation": hidden });
    stub.answers["s3.GetBucketPolicyStatus"] = ({ Bucket }) => ({
      IsPublic: Bucket === "acme-logs",
    });
    stub.answers["ec2.DescribeVpcEndpointServices"] = () => {
      throw new StubError("InvalidServiceName");
    };
    const broken = config({ ...account, issuer: `${account.issuer}0` });
    const { lines } = await linesOf({
      ...broken,
      terraform: { backend: { type: "s3", bucket: "acme-states" } },
      project: {
        ...broken.project,
        network: {
          ...broken.project.network,
          availabilityZones: ["us-west-2a", "us-west-2b", "us-west-2x"],
        },
      },
    });
    const issuer = account.issuer.replace("https://", "");
    expect(lines.map((line) => `${brief(line)}: ${line.found}`)).toEqual([
      "backend: lock of examined-project: failed: is held by me@laptop since 2026-11-30T00:00:00Z",
      "zones: availability zones: failed: the account has no us-west-2x",
      `private-link: PrivateLink service vpce-svc-0654fb016640c364a: failed: is not offered to account ${ACCOUNT}`,
      "names: policy zilliz-business-irsa-policy: failed: is there already, and not in the state",
      "names: role zilliz-bootstrap-role: failed: is there already, and not in the state",
      "names: role zilliz-management-role: failed: is there already, and not in the state",
      "names: bucket acme-milvus: failed: may not be looked at",
      "buckets: bucket acme-logs: failed: is public",
      "buckets: bucket acme-export: warning: its policy lets in 444455556666",
      `cluster: cluster acme-eks: failed: has the issuer ${issuer}`,
      `cluster: OIDC provider of the cluster: failed: IAM has none for ${issuer}0`,
      `instance-types: instance types: warning: ${INSTANCE_TYPES.map((type) => `no ${type} in us-west-2x`).join("; ")}`,
    ]);
    const fixes = lines.map(({ fix }) => fix ?? "");
    expect(fixes[0]).toContain("terraform force-unlock 0815");
    expect(fixes[1]).toContain("availabilityZones: [us-west-2a, us-west-2b, us-west-2c]");
    expect(fixes[3]).toBe("byoc adopt examined-bootstrap");
    expect(fixes[7]).toContain("put-public-access-block --bucket acme-logs");
  });

  it("knows what is the deployment's own by its state", async () => {
    const { terraform, ...rest } = config(account);
    expect(terraform.backend.type).toBe("s3");
    const state = join(folder, "state", "examined-bootstrap.tfstate");
    mkdirSync(join(folder, "state"));
    const role = (name: string) => ({ mode: "managed", type: "aws_iam_role", name, instances: [] });
    writeFileSync(state, JSON.stringify({ version: 4, resources: [role("bootstrap_role")] }));
    const { lines } = await linesOf(rest, "names");
    expect(lines.map(brief)).toEqual([
      "names: policy zilliz-business-irsa-policy: failed",
      "names: role zilliz-management-role: failed",
      "names: names of examined-project: ok",
      "names: names of examined-integration: ok",
      "names: names of examined-milvus-access: ok",
    ]);
  });

  it("looks at the credentials: long-lived, the root user's, soon at their end, of another account", async () => {
    const { version, name, accountId, region, integration } = config(account);
    const small = { version, name, accountId, region, integration };
    const credentials = async (arn: string, own: NodeJS.ProcessEnv = {}, id = ACCOUNT) => {
      stub.answers["sts.GetCallerIdentity"] = () => ({ Account: id, Arn: arn, UserId: "AIDA" });
      setEnvironment(own);
      const { lines, code } = await linesOf(small);
      return { code, line: lines.find(({ check }) => /credentials|account/.test(check)) };
    };
    const user = `arn:aws:iam::${ACCOUNT}:user/ops/deployer`;
    const long = await credentials(user, { AWS_ACCESS_KEY_ID: account.accessKey });
    expect(long.line).toMatchObject({
      status: "warning",
      found: `are the long-lived key ${account.accessKey}`,
      document: "byoc-prerequisites, Create temporary security credentials",
    });
    expect(long.code).toBe(0);
    // What is advised for afterwards does what it says.
    const command = long.line?.fix?.replace("after the deploy: ", "") ?? "";
    await mustRun("sh", ["-c", command], {
      environment: { ...cleanEnvironment(), ...awsVariables(), AWS_DEFAULT_REGION: REGION },
      timeout: 60_000,
    });
    expect(await account.keyStatus()).toBe("Inactive");
    const root = await credentials(`arn:aws:iam::${ACCOUNT}:root`);
    expect(root.line).toMatchObject({ status: "warning", found: "are the root user's" });
    const end = (minutes: number) => ({
      AWS_ACCESS_KEY_ID: "ASIATESTING",
      AWS_SESSION_TOKEN: "session",
      AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + minutes * 60_000).toISOString(),
    });
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/acme-deployer/me`;
    const soon = await credentials(session, end(10.2));
    expect(soon.line).toMatchObject({
      status: "warning",
      found: expect.stringMatching(/^end in 10 minutes, at /),
    });
    expect((await credentials(session, end(90))).line).toBeUndefined();
    const other = await credentials("arn:aws:iam::999999999999:user/me", {}, "999999999999");
    expect(other.code).toBe(1);
    expect(other.line?.found).toContain("the credentials are of account 999999999999");
  });

  it("tells once that nobody can be asked, and undecided what AWS does not answer", async () => {
    const { version, name, accountId, region } = config(account);
    const integration = { externalId: "zilliz-external-new", bucket: { name: "acme-new" } };
    const small = { version, name, accountId, region, integration };
    stub.answers["iam.SimulatePrincipalPolicy"] = () => {
      throw new StubError("AccessDenied", 403);
    };
    const denied = await linesOf(small, "rights");
    expect(denied.lines).toEqual([
      expect.objectContaining({
        status: "skipped",
        undecided: true,
        reason: "iam:SimulatePrincipalPolicy is not allowed",
        fix: "allow iam:SimulatePrincipalPolicy to whoever runs byoc doctor",
      }),
    ]);
    expect(denied.code).toBe(3);
    stub.answers["iam.ListPolicies"] = () => {
      throw new StubError("AccessDenied", 403);
    };
    const [untold, ...others] = (await linesOf(small, "names")).lines;
    expect(untold).toMatchObject({
      about: "policy zilliz-policy-for-integration-examined",
      undecided: true,
      fix: "allow iam:ListPolicies to whoever runs byoc doctor",
    });
    expect(others).toEqual([]);
    const unasked = async (own: NodeJS.ProcessEnv) => {
      setEnvironment(own);
      const { code, lines } = await linesOf(small);
      expect(code).toBe(1);
      expect(lines.map(({ status }) => status)).toEqual(["failed", "skipped"]);
      return lines[0];
    };
    expect(await unasked({ AWS_ENDPOINT_URL: "http://127.0.0.1:9" })).toMatchObject({
      found: "is not reached",
      reason: expect.stringContaining("ECONNREFUSED"),
    });
    expect(await unasked({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" })).toMatchObject({
      found: "no credentials were found",
    });
    setEnvironment({});
    stub.answers["sts.GetCallerIdentity"] = () => {
      throw new StubError("ExpiredToken", 403);
    };
    expect(await unasked({})).toMatchObject({ found: "does not take the credentials" });
  });
});

/** Every section; what the account has of it is for tests to say. */
function config({ keyArn, issuer }: Pick<Account, "keyArn" | "issuer">) {
  return {
    version: 1,
    name: "examined",
    accountId: ACCOUNT,
    region: REGION,
    zilliz: { externalId: "cid-examined" },
    terraform: { backend: { type: "s3", bucket: "acme-states", dynamodb_table: "acme-locks" } },
    bootstrap: {},
    project: {
      bucket: { name: "zilliz-byoc-examined", accessLogBucket: "acme-logs" },
      network: { cidr: "10.7.0.0/16", privateLink: true },
    },
    integration: {
      externalId: "zilliz-external-examined",
      bucket: { name: "acme-export", existing: true },
      kmsKeyArn: keyArn,
    },
    milvus: {
      cluster: { name: "acme-eks", oidcIssuer: issuer },
      bucket: { name: "acme-milvus" },
    },
  };
}

/** What of the environment reaches AWS. */
function awsVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => /^AWS_/.test(name)));
}

const identity = (Arn: string) => () => ({ Account: ACCOUNT, Arn, UserId: "AIDA" });

/** What an account without troubles answers. */
const GOOD = {
  "account.ListRegions": () => ({
    Regions: [{ RegionName: REGION, RegionOptStatus: "ENABLED_BY_DEFAULT" }],
  }),
  "account.EnableRegion": () => ({}),
  "servicequotas.GetServiceQuota": () => ({ Quota: { Value: 1000 } }),
  "servicequotas.GetAWSDefaultServiceQuota": () => ({ Quota: { Value: 1000 } }),
  "servicequotas.RequestServiceQuotaIncrease": () => ({}),
  "iam.SimulatePrincipalPolicy": ({
    ActionNames = [],
    ResourceArns = [],
  }: SimulatePrincipalPolicyRequest) => ({
    EvaluationResults: ActionNames.flatMap((EvalActionName) =>
      ResourceArns.map((EvalResourceName) => ({
        EvalActionName,
        EvalResourceName,
        EvalDecision: "allowed" as const,
      })),
    ),
  }),
  "ec2.DescribeVpcEndpointServices": () => ({
    ServiceNames: [SERVICE],
    ServiceDetails: [{ ServiceName: SERVICE, AvailabilityZones: ZONES }],
  }),
  "s3.GetBucketPolicyStatus": () => ({ IsPublic: false }),
  "sts.GetCallerIdentity": identity(`arn:aws:iam::${ACCOUNT}:user/deployer`),
} satisfies Partial<Answers>;
