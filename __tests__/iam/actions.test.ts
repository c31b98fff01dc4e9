import {
  actionOf,
  expandAction,
  isKnownService,
  isUnknownAction,
  mayActOn,
  resourceTypesOf,
} from "../../iam/actions";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { EVERY_POLICY } from "../policies/every-policy";

const FILE = join(__dirname, "../../iam/action-data.json");

describe("the data", () => {
  it("stay below 300 KB and say where they come from", () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(300 * 1024);
    expect(JSON.parse(readFileSync(FILE, "utf8")).source).toMatch(
      /iam-data \d+\.\d+\.\d+ \(MIT\)$/,
    );
  });

  it("know every action of every policy of this project", () => {
    const named = EVERY_POLICY.flatMap(([name, { document }]) =>
      document.Statement.flatMap(({ Action }) => [Action].flat().map((action) => [name, action])),
    );
    expect(named.length).toBeGreaterThan(200);
    const unknown = named.filter(
      ([, action]) => isUnknownAction(action!) || !isKnownService(action!.split(":")[0]!),
    );
    expect(unknown).toEqual([]);
  });

  it.each(["cross-account-policy", "storage-policy", "integration-policy-kms", "milvus-s3-policy"])(
    "know every action of the document's %s",
    (name) => {
      const text = readFileSync(join(__dirname, "../documents", `${name}.json`), "utf8");
      const { Statement } = JSON.parse(text) as { Statement: { Action: string[] }[] };
      const actions = Statement.flatMap(({ Action }) => Action);
      expect(actions.length).toBeGreaterThan(1);
      expect(actions.filter((action) => actionOf(action) === undefined)).toEqual([]);
    },
  );
});

describe("an action", () => {
  it("is found whatever its case", () => {
    expect(actionOf("IAM:passrole")).toMatchObject({
      service: "iam",
      name: "iam:PassRole",
      accessLevel: "Write",
      resourceTypes: [
        { name: "role", arns: ["arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"] },
      ],
      description: "pass a role to a service",
    });
  });

  it("has its condition keys", () => {
    expect(actionOf("iam:PassRole")?.conditionKeys).toEqual([
      "iam:AssociatedResourceArn",
      "iam:PassedToService",
    ]);
    expect(actionOf("eks:AssociateAccessPolicy")?.conditionKeys).toContain("eks:policyArn");
  });

  it.each([
    ["s3:GetObject", "Read"],
    ["s3:ListBucket", "List"],
    ["s3:PutObject", "Write"],
    ["ec2:CreateTags", "Tagging"],
    ["iam:AttachRolePolicy", "Permissions management"],
  ])("%s has the access level %s", (action, level) => {
    expect(actionOf(action)?.accessLevel).toBe(level);
  });

  it("acts on a cluster when it makes one, though the reference lists no resource", () => {
    expect(actionOf("eks:CreateCluster")?.resourceTypes.map(({ name }) => name)).toEqual([
      "cluster",
    ]);
  });

  it("acts on target groups when it tags load balancing", () => {
    const pattern = "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*";
    expect(mayActOn(actionOf("elasticloadbalancing:AddTags")!, pattern)).toBe(true);
  });

  it("takes no resource where the reference lists none", () => {
    const action = actionOf("eks:ListAccessPolicies")!;
    expect(action.resourceTypes).toEqual([]);
    expect(mayActOn(action, "*")).toBe(true);
    expect(mayActOn(action, "arn:aws:eks:*:*:cluster/*")).toBe(false);
  });

  it.each(["s3:Nothing", "dynamodb:GetItem", "s3:*", "*", "s3", ""])("%j is none", (action) => {
    expect(actionOf(action)).toBeUndefined();
  });
});

describe("a wildcard", () => {
  it("expands to the actions it matches", () => {
    expect(expandAction("iam:*LoginProfile")).toEqual([
      "iam:CreateLoginProfile",
      "iam:DeleteLoginProfile",
      "iam:GetLoginProfile",
      "iam:UpdateLoginProfile",
    ]);
    expect(expandAction("KMS:generatedatakey")).toEqual(["kms:GenerateDataKey"]);
    expect(expandAction("waf*:GetWebACL")).toEqual(["waf-regional:GetWebACL", "wafv2:GetWebACL"]);
  });

  it("of everything expands to everything that is known", () => {
    expect(expandAction("*").length).toBeGreaterThan(2000);
    expect(expandAction("*:*")).toEqual(expandAction("*"));
  });

  it.each(["s3", "dynamodb:*", "s3:Fetch*"])("%j expands to nothing", (pattern) => {
    expect(expandAction(pattern)).toEqual([]);
  });
});

describe("an unknown action", () => {
  it.each(["s3:GetObjekt", "s3:Fetch*", "iam:PassRoles", "PassRole", "s3:Get:Object"])(
    "%s is one",
    (action) => expect(isUnknownAction(action)).toBe(true),
  );

  it.each(["s3:GetObject", "S3:GETOBJECT", "s3:Get*", "*", "s3:*", "dynamodb:NoSuchThing"])(
    "%s is none",
    (action) => expect(isUnknownAction(action)).toBe(false),
  );
});

it("knows the resource types of a service", () => {
  expect(resourceTypesOf("EKS").map(({ name }) => name)).toContain("nodegroup");
  expect(resourceTypesOf("dynamodb")).toEqual([]);
});
