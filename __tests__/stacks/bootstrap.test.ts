import { HEAD, synthText, synthTexts } from "./synth";

/** Table "IAM permissions" of byoc-prerequisites: identifier and name. */
const DOCUMENTED = [
  ["aws_iam_policy.aws_lb_irsa_policy", "zilliz-aws-lb-irsa-policy"],
  ["aws_iam_policy.bootstrap_policy", "zilliz-bootstrap-policy"],
  ["aws_iam_policy.cluster_autoscaler_irsa_policy", "zilliz-ca-irsa-policy"],
  ["aws_iam_policy.ebs_csi_irsa_policy", "zilliz-ebs-csi-irsa-policy"],
  ["aws_iam_policy.management_policy", "zilliz-management-policy"],
  ["aws_iam_policy.permission_boundary", "zilliz-permission-boundary-policy"],
  ["aws_iam_policy.zilliz_business_irsa_policy", "zilliz-business-irsa-policy"],
  ["aws_iam_role.bootstrap_role", "zilliz-bootstrap-role"],
  ["aws_iam_role.management_role", "zilliz-management-role"],
] as const;

const BOUNDARY = "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy";
const stack = synthText(`${HEAD}bootstrap: {}`);

describe("bootstrap", () => {
  it.each(DOCUMENTED)("makes %s with its documented name and path", (identifier, name) => {
    const [type = "", id = ""] = identifier.split(".");
    expect(stack.resource[type]?.[id]).toMatchObject({ name, path: "/zilliz/" });
  });

  it("makes the eleven identifiers and nothing else", () => {
    const made = Object.entries(stack.resource).flatMap(([type, resources]) =>
      Object.keys(resources).map((id) => `${type}.${id}`),
    );
    expect(made.sort()).toEqual(
      [
        ...DOCUMENTED.map(([identifier]) => identifier),
        "aws_iam_role_policy_attachment.bootstrap_attachment",
        "aws_iam_role_policy_attachment.management_attachment",
      ].sort(),
    );
  });

  it.each(["bootstrap", "management"])("binds the %s role to boundary and trust", (kind) => {
    const role = stack.resource["aws_iam_role"]![`${kind}_role`]!;
    expect(role["permissions_boundary"]).toBe(BOUNDARY);
    expect(role["depends_on"]).toEqual(["aws_iam_policy.permission_boundary"]);
    const trust = JSON.parse(role["assume_role_policy"] as string);
    expect(trust.Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::965570967084:role/zilliz-byoc" },
        Action: ["sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRole"],
        Condition: { StringEquals: { "sts:ExternalId": "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" } },
      },
    ]);
    const attachment = stack.resource["aws_iam_role_policy_attachment"]![`${kind}_attachment`]!;
    expect(attachment).toMatchObject({
      policy_arn: `arn:aws:iam::111122223333:policy/zilliz/zilliz-${kind}-policy`,
      role: `\${aws_iam_role.${kind}_role.name}`,
      depends_on: [`aws_iam_policy.${kind}_policy`],
    });
  });

  it("has the seven documented outputs, each with its console field", () => {
    expect(Object.keys(stack.output).sort()).toEqual([
      "aws_lb_irsa_policy_arn",
      "bootstrap_role_arn",
      "cluster_autoscaler_irsa_policy_arn",
      "ebs_csi_irsa_policy_arn",
      "management_role_arn",
      "permission_boundary_policy_arn",
      "zilliz_business_irsa_policy_arn",
    ]);
    for (const { description } of Object.values(stack.output)) {
      expect(description).toMatch(/^Zilliz Cloud console, Activate Your License: .+ ARN$/);
    }
  });

  it("loses nothing but role, attachment and output without the bootstrap role", () => {
    const without = synthText(`${HEAD}bootstrap: { bootstrapRole: false }`);
    const expected = structuredClone(stack) as any;
    delete expected.resource.aws_iam_role.bootstrap_role;
    delete expected.resource.aws_iam_role_policy_attachment.bootstrap_attachment;
    delete expected.output.bootstrap_role_arn;
    expect(without.resource).toEqual(expected.resource);
    expect(without.output).toEqual(expected.output);
    expect(without.provider).toEqual(expected.provider);
  });

  it("follows a prefix, a path and a session duration", () => {
    const moved = synthText(
      `${HEAD}bootstrap: { prefix: acme-, path: /vendors/, maxSessionDuration: 7200 }`,
    );
    expect(moved.resource["aws_iam_role"]!["management_role"]).toMatchObject({
      name: "acme-management-role",
      path: "/vendors/",
      max_session_duration: 7200,
      permissions_boundary:
        "arn:aws:iam::111122223333:policy/vendors/acme-permission-boundary-policy",
    });
  });

  it("widens the boundary by what bounded sections need, and only then", () => {
    const boundaryOf = (text: string) => {
      const resource = synthTexts(text)["acme-bootstrap"]!.resource;
      const policy = resource["aws_iam_policy"]!["permission_boundary"]!["policy"] as string;
      return (JSON.parse(policy).Statement as { Sid: string }[]).map(({ Sid }) => Sid);
    };
    const project = "project: { bucket: { name: zilliz-byoc-acme }";
    expect(boundaryOf(`${HEAD}bootstrap: {}\n${project} }`)).not.toContain("ProjectRoleTrusts");
    const bounded = boundaryOf(
      `${HEAD}bootstrap: {}\n${project}, permissionsBoundary: bootstrap }`,
    );
    expect(bounded).toContain("ProjectRoleTrusts");
    expect(bounded).not.toContain("EncryptedBuckets");
    const encrypted = `${project}, permissionsBoundary: bootstrap, createKmsKey: true }`;
    expect(boundaryOf(`${HEAD}bootstrap: {}\n${encrypted}`)).toContain("EncryptedBuckets");
  });
});
