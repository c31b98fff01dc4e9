import { expectText, oracle } from "../policies/oracle";
import { HEAD, synthText, synthTexts, type Synthesized } from "./synth";

const PROJECT = `${HEAD}project:\n  bucket: { name: zilliz-byoc-acme }\n`;
const stack = synthText(PROJECT);
const role = (of: Synthesized, id: string) => of.resource["aws_iam_role"]![id]!;
const inline = (of: Synthesized, id: string) =>
  JSON.parse(of.resource["aws_iam_role_policy"]![id]!["policy"] as string);
const trust = (of: Synthesized, id: string) =>
  JSON.parse(role(of, id)["assume_role_policy"] as string);

describe("project", () => {
  it("names everything after the vendor's prefix and the deployment", () => {
    const { aws_iam_role, aws_iam_role_policy, aws_iam_policy } = stack.resource;
    const names = [aws_iam_role, aws_iam_role_policy, aws_iam_policy].flatMap((resources) =>
      Object.values(resources!).map(({ name }) => name as string),
    );
    expect(names.sort()).toEqual([
      "zilliz-byoc-acme-aws-lb-controller-policy",
      "zilliz-byoc-acme-cluster-autoscaler-policy",
      "zilliz-byoc-acme-cross-account-policy",
      "zilliz-byoc-acme-cross-account-role",
      "zilliz-byoc-acme-ebs-csi-controller-policy",
      "zilliz-byoc-acme-eks-role",
      "zilliz-byoc-acme-storage-policy",
      "zilliz-byoc-acme-storage-role",
    ]);
  });

  it("carries the documented policies word for word", () => {
    const document = (json: unknown) => ({ document: json }) as never;
    const bucket = { "{bucketName}": "zilliz-byoc-acme" };
    expectText(document(inline(stack, "storage_policy")), oracle("storage-policy", bucket));
    expectText(
      document(inline(stack, "cross_account_policy")),
      oracle("cross-account-policy", bucket),
    );
    expect(inline(stack, "cross_account_policy").Statement).toHaveLength(17);
    expectText(
      document(trust(stack, "storage_role")),
      oracle("storage-role-trust", { "{accountId}": "111122223333" }),
    );
  });

  it("trusts the vendor's account by external ID", () => {
    expect(trust(stack, "cross_account_role").Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::965570967084:root" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" } },
      },
    ]);
  });

  it("leaves the two trusts that Zilliz rewrites alone, and only those", () => {
    for (const id of ["storage_role", "eks_role"]) {
      expect(role(stack, id)["lifecycle"]).toEqual({ ignore_changes: ["assume_role_policy"] });
    }
    expect(role(stack, "cross_account_role")["lifecycle"]).toBeUndefined();
  });

  it.each([
    "oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCDEF",
    "oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABCDEF",
  ])("manages the trusts once the issuer is known (%s)", (line) => {
    const known = synthText(`${PROJECT}  ${line}\n`);
    for (const id of ["storage_role", "eks_role"]) {
      expect(role(known, id)["lifecycle"]).toBeUndefined();
      expect(role(known, id)["assume_role_policy"]).not.toContain("eks_oidc_url");
      expect(role(known, id)["assume_role_policy"]).toContain(
        "oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABCDEF",
      );
    }
  });

  it("attaches five AWS managed policies and three of its own to the EKS role", () => {
    const attachments = Object.values(stack.resource["aws_iam_role_policy_attachment"]!);
    expect(attachments.map(({ role: of }) => of as string)).toEqual(
      Array<string>(8).fill("${aws_iam_role.eks_role.name}"),
    );
    expect(attachments.map(({ policy_arn }) => policy_arn as string).sort()).toEqual([
      "arn:aws:iam::111122223333:policy/zilliz-byoc-acme-aws-lb-controller-policy",
      "arn:aws:iam::111122223333:policy/zilliz-byoc-acme-cluster-autoscaler-policy",
      "arn:aws:iam::111122223333:policy/zilliz-byoc-acme-ebs-csi-controller-policy",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly",
      "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
    ]);
    for (const { policy_arn, depends_on } of attachments) {
      if ((policy_arn as string).includes("::aws:")) continue;
      expect(depends_on).toHaveLength(1);
    }
  });

  it("takes the vendor's newer texts in the edition current", () => {
    const current = synthText(`policyEdition: current\n${PROJECT}`);
    expect(inline(current, "cross_account_policy").Statement).toHaveLength(18);
    expect(trust(current, "cross_account_role").Statement[0].Principal).toEqual({
      AWS: "arn:aws:iam::965570967084:role/zilliz-byoc",
    });
    const passed = JSON.stringify(inline(current, "cross_account_policy"));
    expect(passed).toContain("arn:aws:iam::*:role/zilliz-byoc-acme-eks-role");
  });

  it("puts the bootstrap boundary on all roles but the nodes'", () => {
    const bounded = synthTexts(`${PROJECT}  permissionsBoundary: bootstrap\nbootstrap: {}\n`)[
      "acme-project"
    ]!;
    const boundary = "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy";
    expect(role(bounded, "storage_role")["permissions_boundary"]).toBe(boundary);
    expect(role(bounded, "cross_account_role")["permissions_boundary"]).toBe(boundary);
    expect(role(bounded, "eks_role")["permissions_boundary"]).toBeUndefined();
  });

  it("puts a boundary of the user's own on every role", () => {
    const own = synthText(
      `${PROJECT}  permissionsBoundary: arn:aws:iam::111122223333:policy/own\n`,
    );
    for (const id of ["storage_role", "cross_account_role", "eks_role"]) {
      expect(role(own, id)["permissions_boundary"]).toBe("arn:aws:iam::111122223333:policy/own");
    }
  });

  it("lets the storage role use the bucket's key, and nothing but that", () => {
    expect(stack.resource["aws_iam_role_policy"]!["storage_kms_policy"]).toBeUndefined();
    const own = "arn:aws:kms:us-west-2:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    expect(
      inline(synthText(`${PROJECT}  kmsKeyArn: ${own}\n`), "storage_kms_policy").Statement,
    ).toEqual([
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: [own] },
    ]);
    const created = synthText(`${PROJECT}  createKmsKey: true\n`);
    expect(inline(created, "storage_kms_policy").Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: ["arn:aws:kms:us-west-2:111122223333:key/*"],
        Condition: {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/zilliz-byoc-acme-storage" },
        },
      },
    ]);
    expect(created.resource["aws_kms_alias"]!["bucket_key"]).toMatchObject({
      name: "alias/zilliz-byoc-acme-storage",
    });
  });

  it("lays the network out as the vendor does", () => {
    const { resource, output } = synthText(
      `${PROJECT}  network: { cidr: 10.20.0.0/16, privateLink: true }\n`,
    );
    const subnets = resource["aws_subnet"]!;
    expect(
      Object.values(subnets).map(({ cidr_block, availability_zone }) => [
        cidr_block as string,
        availability_zone as string,
      ]),
    ).toEqual([
      ["10.20.0.0/18", "us-west-2a"],
      ["10.20.64.0/18", "us-west-2b"],
      ["10.20.128.0/18", "us-west-2c"],
      ["10.20.254.0/24", "us-west-2a"],
    ]);
    for (const id of ["private_1", "private_2", "private_3"]) {
      expect(subnets[id]!["tags"]).toMatchObject({ "kubernetes.io/role/internal-elb": "1" });
    }
    expect(resource["aws_vpc_endpoint"]).toMatchObject({
      s3: { service_name: "com.amazonaws.us-west-2.s3", vpc_endpoint_type: "Gateway" },
      private_link: {
        service_name: "com.amazonaws.vpce.us-west-2.vpce-svc-0654fb016640c364a",
        vpc_endpoint_type: "Interface",
        private_dns_enabled: true,
      },
    });
    expect(resource["aws_security_group"]!["data_plane"]!["lifecycle"]).toEqual({
      ignore_changes: ["ingress", "description"],
    });
    expect(Object.keys(output)).toEqual(
      expect.arrayContaining(["vpc_id", "subnet_ids", "security_group_id", "endpoint_id"]),
    );
  });
});
