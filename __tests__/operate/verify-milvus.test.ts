import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { stringify } from "yaml";
import { PACKS } from "../../scripts/bundle";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { ClusterStub, WELL, type Things } from "./cluster-stub";
import { VERIFICATION } from "./documented-steps";

const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/9F8E7D6C5B4A39281706F5E4D3C2B1A0";

/** The whole of a thing with one of its parts changed. */
function changed<Kind extends keyof Things>(
  kind: Kind,
  change: (first: Things[Kind][number]) => object,
): Things {
  const [first] = WELL[kind];
  return { ...WELL, [kind]: [change(first!)] };
}

const UNWELL: readonly (readonly [what: string, things: Things, says: RegExp])[] = [
  [
    "no service account",
    { ...WELL, serviceaccounts: [] },
    /service account milvus\/milvus-s3-access-sa does not exist/,
  ],
  [
    "no annotation",
    changed("serviceaccounts", ({ metadata }) => ({ metadata: { ...metadata, annotations: {} } })),
    /annotation eks.amazonaws.com\/role-arn is missing\n *fix: kubectl annotate serviceaccount/,
  ],
  [
    "the annotation of another role",
    changed("serviceaccounts", ({ metadata }) => ({
      metadata: { ...metadata, annotations: { "eks.amazonaws.com/role-arn": "arn:other" } },
    })),
    /role-arn names arn:other, not arn:aws:iam::123456789012:role\/milvus-s3-access-sa/,
  ],
  [
    "a pod that is not ready",
    changed("pods", (pod) => ({
      ...pod,
      status: {
        phase: "Running",
        containerStatuses: [{ state: { waiting: { reason: "CrashLoopBackOff" } } }],
      },
    })),
    /1 of 1 pod not ready: milvus-proxy-1 \(CrashLoopBackOff\)/,
  ],
  ["no pods", { ...WELL, pods: [] }, /release milvus\/milvus has no pods/],
  [
    "a pod without the role",
    changed("pods", (pod) => ({ ...pod, spec: { ...pod.spec, containers: [{ name: "proxy" }] } })),
    /did not get role milvus-s3-access-sa: AWS_ROLE_ARN is not set\n *fix: .*kubectl rollout restart/,
  ],
  [
    "a pod without a token",
    changed("pods", (pod) => ({ ...pod, spec: { ...pod.spec, volumes: [] } })),
    /no token for sts.amazonaws.com is mounted/,
  ],
  [
    "a pod of another service account",
    changed("pods", (pod) => ({ ...pod, spec: { ...pod.spec, serviceAccountName: "default" } })),
    /no pod of release milvus runs as service account milvus-s3-access-sa/,
  ],
  [
    "a claim that waits",
    changed("persistentvolumeclaims", (claim) => ({ ...claim, status: { phase: "Pending" } })),
    /1 of 1 volume claim not bound: data-milvus-etcd-0 \(Pending\)/,
  ],
  [
    "a job that failed",
    changed("jobs", (job) => ({ ...job, status: { failed: 6 } })),
    /1 of 1 job not done: milvus-initialize \(failed\)/,
  ],
  [
    "no endpoint",
    changed("endpointslices", (slice) => ({ ...slice, endpoints: null })),
    /service milvus has no endpoint/,
  ],
  [
    "a load balancer without an address",
    changed("services", (service) => ({ ...service, status: { loadBalancer: {} } })),
    /its load balancer has no address/,
  ],
  [
    "another bucket and region",
    changed("configmaps", (map) => ({
      ...map,
      data: { ...map.data, "user.yaml": "minio:\n  bucketName: other\n  region: eu-west-1\n" },
    })),
    /Milvus uses bucket other, the config has verified-milvus[^]*Milvus uses region eu-west-1, the config has us-west-2/,
  ],
];

describe("byoc verify of a release, against a stub of the Kubernetes API", () => {
  const folder = scratchFolder();
  const [config, kubeconfig] = [join(folder, "byoc.yaml"), join(folder, "kubeconfig")];
  const stub = new ClusterStub(WELL);

  beforeAll(async () => {
    // Jest reads no modules of the form that the client has; the bundle's form of it, it does.
    const packed = join(folder, "kube.cjs");
    const { outputFiles } = await build(PACKS[1]!);
    writeFileSync(packed, outputFiles[0]!.contents);
    jest.doMock("../../operate/cluster/kube", () => jest.requireActual<object>(packed));
    await stub.start(kubeconfig);
    writeFileSync(
      config,
      stringify({
        version: 1,
        name: "verified",
        accountId: "123456789012",
        region: "us-west-2",
        milvus: {
          cluster: { oidcIssuer: ISSUER, access: { kubeconfig } },
          bucket: { name: "verified-milvus" },
          release: { name: "milvus", chartVersion: "5.0.19" },
        },
      }),
    );
  });
  afterAll(() => {
    stub.stop();
  });
  afterEach(() => {
    stub.things = WELL;
    stub.denied.clear();
    stub.isSilent = false;
  });

  const verify = () => said(["verify", "verified-milvus", "--config", config]);

  it("says what is well", async () => {
    const { code, out } = await verify();
    expect(out).toMatch(/annotation names role milvus-s3-access-sa/);
    expect(out).toMatch(/1 pod of service account milvus-s3-access-sa got role/);
    expect(out).toMatch(/1 pod ready[^]*1 volume claim bound[^]*1 job done/);
    expect(out).toMatch(/1 endpoint[^]*load balancer is milvus.elb.amazonaws.com/);
    expect(code).toBe(0);
    // What the documents have the reader verify in the cluster.
    for (const { release = /./ } of VERIFICATION) expect(out).toMatch(release);
  });

  it.each(UNWELL)("says which part is at fault: %s", async (_, things, says) => {
    stub.things = things;
    const { code, out } = await verify();
    expect(out).toMatch(says);
    expect(code).toBe(1);
  });

  it("cannot tell what it may not read, or what does not answer", async () => {
    stub.denied.add("pods");
    expect(await verify()).toMatchObject({
      code: 3,
      out: expect.stringContaining("Milvus, pods: reading pods is not allowed in the cluster"),
    });
    stub.isSilent = true;
    const { code, out } = await verify();
    expect(out).toMatch(/unread {3}Milvus, service account: the cluster does not answer: .+/);
    expect(code).toBe(3);
  });
});
