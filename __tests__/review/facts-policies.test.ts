import { readFileSync, writeFileSync } from "node:fs";
import { reviewOf } from "../../review/facts";
import type { PolicyReview, Review } from "../../review/review";
import { deploymentsOf, EXAMPLES, factsOf, factsOfDeployments } from "./facts-of";

const policy = (review: Review, address: string): PolicyReview =>
  review.policies.find((one) => one.address === address)!;

describe.each(EXAMPLES)("policies of %s", (name) => {
  const { policies } = reviewOf(factsOf(name));

  it("are compared with the document wherever they say they are its text, and are", () => {
    const documented = policies.filter(({ provenance }) => provenance === "documented");
    for (const { address, differences, reference, source } of documented) {
      expect([address, differences]).toEqual([address, []]);
      expect(reference).toBe(source);
    }
  });

  it("say where they come from, all of them", () => {
    for (const { address, provenance, source } of policies) {
      expect([address, provenance]).not.toContain(undefined);
      expect(source).toMatch(/\w{3}/);
      expect(source).not.toMatch(/^(documented|current|upstream|derived):/);
    }
  });

  it("have files of their own", () => {
    const files = policies.map(({ stack, file }) => `${stack}/${file}`);
    expect(new Set(files).size).toBe(files.length);
    for (const file of files) expect(file).toMatch(/^[\w.-]+\/[\w.-]+\.json$/);
  });
});

it("compares every text that a document has", () => {
  const compared = new Set(
    EXAMPLES.flatMap((name) =>
      reviewOf(factsOf(name)).policies.flatMap(({ reference }) => reference ?? []),
    ),
  );
  expect([...compared].sort()).toEqual(
    expect.arrayContaining([
      "configure-s3-access-by-iam-role, Associate an IAM role",
      "configure-s3-access-by-iam-role, Verify the role",
      "create-bucket-and-role, step 2",
      "create-bucket-and-role, step 3",
      "create-cross-account-role, step 1",
      "create-cross-account-role, step 2",
      "integrate-with-aws-s3, step 4",
    ]),
  );
});

it("tells what the vendor's newer text changes", () => {
  const review = reviewOf(factsOf("full-production"));
  const crossAccount = policy(review, "aws_iam_role_policy.cross_account_policy");
  expect(crossAccount.provenance).toBe("current");
  expect(crossAccount.reference).toBe("create-cross-account-role, step 2");
  const kinds = crossAccount.differences!.map(({ kind, sid }) => `${kind} ${sid}`);
  expect(kinds).toContain("EXTRA_ACTION AllowCreateServiceLinkedRoleForEKS");
  expect(kinds).toContain("NARROWER_RESOURCE IAMReadEKSRole");
  // The edition adds kms:Decrypt to a text that the documents do not have for a key by alias.
  const integration = policy(review, "aws_iam_policy.integration_policy");
  expect(integration.reference).toMatch(/\(derived\)$/);
  expect(integration.differences!.flatMap(({ actions }) => actions)).toContain("kms:Decrypt");
  expect(policy(review, "aws_iam_role_policy.storage_kms_policy").differences).toBeUndefined();
  expect(policy(review, "aws_s3_bucket_policy.bucket").differences).toBeUndefined();
});

it("does not believe the label", () => {
  const facts = factsOfDeployments(deploymentsOf("minimal"), (file) => {
    const text = readFileSync(file, "utf8");
    const wider = text.replace(
      '\\"s3:DeleteObject\\"',
      '\\"s3:DeleteObject\\", \\"s3:PutObjectAcl\\"',
    );
    expect(wider).not.toBe(text);
    writeFileSync(file, wider);
  });
  const storage = policy(reviewOf(facts), "aws_iam_role_policy.storage_policy");
  expect(storage.provenance).toBe("documented");
  expect(storage.differences!.map(({ kind }) => kind)).toEqual(["EXTRA_ACTION"]);
});

it("says who carries each", () => {
  const review = reviewOf(factsOf("full-production"));
  const holder = (address: string) => policy(review, address).holder;
  expect(holder("aws_iam_policy.management_policy")).toBe("role zilliz-management-role");
  expect(holder("aws_iam_policy.bootstrap_policy")).toBe("nothing yet");
  expect(holder("aws_iam_policy.permission_boundary").split(", ")).toHaveLength(4);
  expect(holder("aws_s3_bucket_policy.bucket")).toBe("bucket zilliz-byoc-acme-production");
});
