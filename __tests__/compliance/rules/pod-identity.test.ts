// Roles that pods get by EKS Pod Identity, in Terraform that this project did not write; what is to be
// found in its own is in mutations/catalogue/pod-identity.ts.
import { DOCUMENT_RULES } from "../../../compliance/rules/documents";
import { rule as releaseTrust } from "../../../compliance/rules/release-trust";
import { rule as podTrust } from "../../../compliance/rules/trust-pod-identity";
import { deployments } from "../../stacks/synth";
import { CLUSTERS, releaseConfig } from "../../stacks/releases";
import { judgeJson } from "./judging";

type Json = Record<string, unknown>;

const conformance = DOCUMENT_RULES.find(({ id }) => id === "document-milvus-trust")!;

const TAG = "aws:RequestTag/";
const CLUSTER = "arn:aws:eks:us-west-2:111122223333:cluster/shared";
const BOUND: Json = {
  [`${TAG}eks-cluster-arn`]: CLUSTER,
  [`${TAG}kubernetes-namespace`]: "vectors",
  [`${TAG}kubernetes-service-account`]: "store",
};

interface Parts {
  /** Of the role; by default one that nothing tells for Milvus'. */
  readonly name?: string;
  /** Tests of the trust, by operator; none as in AWS's own text. */
  readonly condition?: Json | undefined;
  readonly actions?: readonly string[];
  readonly association?: Json | undefined;
  readonly release?: Json;
}

/** A release, its role and the association of both, under names of their own. */
function terraform(parts: Parts = {}): Json {
  const { condition = { StringEquals: BOUND }, actions = ["sts:AssumeRole", "sts:TagSession"] } =
    parts;
  const trust = {
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: actions,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
  const rights = [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-data" },
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: "arn:aws:s3:::acme-data/*",
    },
  ];
  const association = {
    cluster_name: "shared",
    namespace: "vectors",
    service_account: "store",
    role_arn: "${aws_iam_role.pods.arn}",
    ...parts.association,
  };
  return {
    provider: { aws: [{ region: "us-west-2", allowed_account_ids: ["111122223333"] }] },
    resource: {
      aws_iam_role: {
        pods: {
          name: parts.name ?? "acme-vectors",
          assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
        },
      },
      aws_iam_role_policy: {
        data: {
          name: "data",
          role: "${aws_iam_role.pods.name}",
          policy: JSON.stringify({ Version: "2012-10-17", Statement: rights }),
        },
      },
      aws_eks_pod_identity_association: { pods: association },
      helm_release: {
        vectors: {
          name: "vectors",
          namespace: "vectors",
          repository: "https://zilliztech.github.io/milvus-helm/",
          chart: "milvus",
          version: "5.0.19",
          values: ["serviceAccount: { create: true, name: store }"],
          ...parts.release,
        },
      },
    },
  };
}

const without = (tag: string) => ({
  StringEquals: Object.fromEntries(Object.entries(BOUND).filter(([key]) => !key.endsWith(tag))),
});

describe("release-trust", () => {
  const judge = (parts?: Parts) => judgeJson(releaseTrust, terraform(parts));

  test.each<[string, Parts]>([
    ["that names cluster, namespace and service account", {}],
    ["of AWS's own text", { condition: {} }],
    [
      "that names the cluster by its name",
      { condition: { StringEquals: { ...BOUND, [`${TAG}eks-cluster-name`]: "shared" } } },
    ],
    [
      "that names account and cluster as the source",
      {
        condition: {
          ArnEquals: { "aws:SourceArn": CLUSTER },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      },
    ],
    ["with any action of STS", { actions: ["sts:*"] }],
  ])("passes a trust %s", (_, parts) => {
    expect(judge(parts)).toMatchObject({
      fails: [],
      unknowns: [],
      passes: ["helm_release.vectors"],
    });
  });

  test("finds a release in another namespace", () => {
    expect(judge({ release: { namespace: "default" } }).fails).toEqual([
      "error helm_release.vectors",
    ]);
  });

  test.each<[string, Parts]>([
    ["role", { association: { role_arn: "arn:aws:iam::111122223333:role/elsewhere" } }],
    [
      "role by a reference that nobody has",
      { association: { role_arn: "${data.aws_iam_role.x.arn}" } },
    ],
    ["namespace", { association: { namespace: "${var.namespace}" } }],
  ])("calls undecided an association whose %s cannot be told", (_, parts) => {
    expect(judge(parts)).toMatchObject({ fails: [], unknowns: ["helm_release.vectors"] });
  });

  describe("of a release alone", () => {
    const { provider, resource } = terraform();
    const { helm_release } = resource as Json;
    const milvus = {
      vectors: {
        ...((helm_release as Json)["vectors"] as Json),
        namespace: "milvus",
        values: ["serviceAccount: { create: true, name: milvus-s3-access-sa }"],
      },
    };
    const alone = { provider, resource: { helm_release: milvus } };

    test("nothing tells whether there is an association", () => {
      expect(judgeJson(releaseTrust, alone)).toMatchObject({
        fails: [],
        unknowns: ["helm_release.vectors"],
      });
      const byEks = deployments(releaseConfig(undefined, CLUSTERS["EKS Pod Identity"]));
      expect(judgeJson(releaseTrust, alone, { deployments: byEks }).fails).toEqual([]);
    });

    test("but a config may say that there is to be an annotation", () => {
      expect(
        judgeJson(releaseTrust, alone, { deployments: deployments(releaseConfig()) }).fails,
      ).toEqual(["error helm_release.vectors"]);
    });
  });
});

describe("trust-pod-identity", () => {
  const ROLE = "aws_iam_role.pods";

  test("passes a trust that names them all", () => {
    expect(judgeJson(podTrust, terraform())).toMatchObject({ fails: [], passes: [`${ROLE} #1`] });
  });

  // A role that is not known for Milvus': AWS's own text names nothing.
  test.each([
    [{}, ["cluster", "namespace", "service-account"]],
    [without("namespace"), ["namespace"]],
    [without("account"), ["service-account"]],
    [{ StringEqualsIfExists: BOUND }, ["cluster", "namespace", "service-account"]],
    [{ StringNotEquals: BOUND }, ["cluster", "namespace", "service-account"]],
  ])("warns of %j", (condition, missing) => {
    const { fails } = judgeJson(podTrust, terraform({ condition }));
    expect(fails).toEqual(missing.map((part) => `warning ${ROLE} #1:${part}`));
  });

  test("does not apply to other trusts", () => {
    expect(judgeJson(podTrust, terraform({ actions: ["sts:TagSession"] })).results).toEqual([]);
  });
});

describe("document-milvus-trust", () => {
  const name = "milvus-s3-access-sa";

  test("holds the role against the derived text", () => {
    const { fails, passes, messages } = judgeJson(conformance, terraform({ name }));
    expect({ fails, passes }).toEqual({ fails: [], passes: ["aws_iam_role.pods"] });
    expect(messages.join()).toContain("Amazon EKS user guide");
    expect(messages.join()).toContain("(derived)");
  });

  test("what names less is wider", () => {
    const terraformed = terraform({ name, condition: without("cluster-arn") });
    expect(judgeJson(conformance, terraformed).fails).toEqual([
      "error aws_iam_role.pods WEAKER_CONDITION:#1",
    ]);
  });
});
