import { readFileSync, writeFileSync } from "node:fs";
import { isPattern } from "../../iam/glob";
import { expandAction } from "../../iam/actions";
import { list, type IamPolicy } from "../../iam/policy";
import { reviewOf } from "../../review/facts";
import { groupsOf } from "../../iam/words/action-groups";
import type { AccessRow, Review } from "../../review/review";
import { deploymentsOf, EXAMPLES, factsOf, factsOfDeployments } from "./facts-of";

const rowsOf = (review: Review, address: string) =>
  review.access.filter((row) => row.address === address);
const told = ({ service, group, actions, resources }: AccessRow) =>
  `${service} ${group}: ${actions.join()} on ${resources.join()}`;

describe("access rows", () => {
  const bucket = "arn:aws:s3:::zilliz-byoc-acme-dev";

  it("say what the storage role may do, each group on what it acts on", () => {
    const review = reviewOf(factsOf("minimal"));
    expect(rowsOf(review, "aws_iam_role.storage_role").map(told)).toEqual([
      `s3 list: s3:ListBucket on ${bucket}`,
      `s3 read: s3:GetObject on ${bucket}/*`,
      `s3 write: s3:PutObject,s3:DeleteObject on ${bucket}/*`,
    ]);
  });

  it("change with the policy", () => {
    const facts = factsOfDeployments(deploymentsOf("minimal"), (file) => {
      const text = readFileSync(file, "utf8");
      const without = text.replace('\\"s3:PutObject\\",', "");
      expect(without).not.toBe(text);
      writeFileSync(file, without);
    });
    const rows = rowsOf(reviewOf(facts), "aws_iam_role.storage_role").map(told);
    expect(rows).toContain(`s3 write: s3:DeleteObject on ${bucket}/*`);
    expect(rows.join()).not.toContain("PutObject");
  });

  it("tell conditions in words and what has no effect", () => {
    const rows = rowsOf(reviewOf(factsOf("minimal")), "aws_iam_role.cross_account_role");
    const created = rows.find(({ actions }) => actions.includes("eks:CreateCluster"))!;
    expect(created.conditions).toEqual(['the tag Vendor of the request is "zilliz-byoc"']);
    // docs/deviations.md: these can never match.
    const dead = rows
      .filter(({ withoutEffect }) => withoutEffect)
      .flatMap(({ actions }) => actions);
    expect(dead).toContain("eks:AssociateAccessPolicy");
    expect(dead).toContain("eks:DescribeAddonVersions");
    expect(dead).not.toContain("eks:CreateCluster");
  });

  it("tell what keys and buckets allow, and refuse, by themselves", () => {
    const rows = reviewOf(factsOf("project-kms")).access;
    const tls = rows.find(({ effect }) => effect === "Deny")!;
    expect(tls).toMatchObject({
      address: "aws_s3_bucket.bucket",
      principal: "everybody",
      service: "s3",
      group: "everything",
      conditions: ["the connection is not encrypted"],
    });
    const key = rows.find(({ address }) => address === "aws_kms_key.bucket_key")!;
    expect(key).toMatchObject({ principal: "account 111122223333", group: "everything" });
    expect(key.resources).toEqual(["alias/zilliz-byoc-acme-prod-storage"]);
    expect(key.conditions).toEqual(["policies of that account allow it as well"]);
  });

  it("do not take a ceiling, or what hangs on nothing, for a grant", () => {
    const review = reviewOf(factsOf("full-production"));
    const standing = (address: string) => [
      ...new Set(rowsOf(review, address).map((row) => row.standing)),
    ];
    expect(standing("aws_iam_policy.permission_boundary")).toEqual(["ceiling"]);
    expect(standing("aws_iam_policy.zilliz_business_irsa_policy")).toEqual(["unattached"]);
    expect(standing("aws_iam_role.management_role")).toEqual([undefined]);
    expect(standing("aws_iam_policy.management_policy")).toEqual([]);
    const bounded = review.roles.filter(({ boundary }) => boundary?.policy !== undefined);
    expect(bounded.map(({ address }) => address).sort()).toEqual([
      "aws_iam_role.cross_account_role",
      "aws_iam_role.management_role",
      "aws_iam_role.milvus_role",
      "aws_iam_role.storage_role",
    ]);
  });

  it("name what roles carry by ARN alone", () => {
    const { roles } = reviewOf(factsOf("project-kms"));
    const boundary = "arn:aws:iam::111122223333:policy/platform/workload-boundary";
    expect(roles.map((role) => role.boundary)).toEqual(Array(3).fill({ arn: boundary }));
    const carrying = roles.filter(({ attached }) => attached.length > 0);
    expect(carrying.map(({ address, attached }) => [address, attached.length])).toEqual([
      ["aws_iam_role.eks_role", 5],
    ]);
  });
});

describe.each(EXAMPLES)("example %s", (name) => {
  it("has every action of every policy in a row, on some resource of its statement", () => {
    const review = reviewOf(factsOf(name));
    const policies = review.policies.filter(({ use }) => use !== "trust");
    for (const { stack, address, text, file } of policies) {
      // Rows of a managed policy stand with the stack of the role that carries it.
      const rows = review.access.filter((row) => row.policy === address && sameRun(row, stack));
      for (const statement of list((JSON.parse(text) as IamPolicy).Statement)) {
        for (const action of list(statement.Action)) {
          const holding = rows.filter(
            (row) =>
              row.effect === statement.Effect &&
              row.actions.some((one) => one.toLowerCase() === action.toLowerCase()),
          );
          expect([file, action, holding.length > 0]).toEqual([file, action, true]);
          const reached = holding.flatMap(({ resources }) => resources);
          const wanted = list(statement.Resource);
          const some = reached.some((one) => wanted.includes(one) || one.startsWith("alias/"));
          expect([file, action, some]).toEqual([file, action, true]);
        }
      }
    }
  });
});

function sameRun(row: AccessRow, stack: string): boolean {
  return row.stack.split("-").slice(0, 2).join() === stack.split("-").slice(0, 2).join();
}

describe("groups of actions", () => {
  const groups = (action: string) =>
    groupsOf(action).map(({ service, group }) => `${service} ${group}`);

  it.each([
    ["*", ["* everything"]],
    ["*:*", ["* everything"]],
    ["s3:*", ["s3 everything"]],
    ["s3:GetObject", ["s3 read"]],
    ["S3:getobject", ["s3 read"]],
    ["iam:PassRole", ["iam write"]],
    ["iam:AttachRolePolicy", ["iam permissions"]],
    ["ec2:CreateTags", ["ec2 tag"]],
    ["nosuch:*", ["nosuch everything"]],
    ["nosuch:DescribeThings", ["nosuch read"]],
    ["nosuch:ListThings", ["nosuch list"]],
    ["nosuch:TagThing", ["nosuch tag"]],
    ["nosuch:PutThingPolicy", ["nosuch permissions"]],
    ["nosuch:Frobnicate", ["nosuch write"]],
    ["s3:NoSuchAction", ["s3 write"]],
  ])("%s is %j", (action, expected) => expect(groups(action)).toEqual(expected));

  it.each(["ec2:Describe*", "iam:Get*", "s3:*Object*", "iam:*"])(
    "takes every action of %s into one group, and none twice",
    (pattern) => {
      const all = groupsOf(pattern).flatMap(({ known }) => known);
      expect(isPattern(pattern)).toBe(true);
      expect([...all].sort()).toEqual([...expandAction(pattern)].sort());
      expect(new Set(all).size).toBe(all.length);
    },
  );
});
