import { render } from "../../../compliance/reporters";
import type { Severity } from "../../../compliance/finding";
import { options, sample } from "./sample";
import { readXml } from "./xml";

const cases = (failOn: Severity) => {
  const root = readXml(render("junit", sample(), { ...options, failOn }));
  return root.children
    .flatMap(({ children }) => children)
    .map(({ attributes, children }) => [
      `${attributes["classname"]}: ${attributes["name"]}`,
      children[0]?.name ?? "passed",
      children[0]?.attributes["message"],
    ]);
};

test("has a case for each finding; waived cases carry their reason", () => {
  expect(cases("error")).toEqual([
    ["plan-destroy: aws_kms_key.data", "failure", "is deleted with everything it encrypts"],
    ["s3-private: aws_iam_role.cross_account [path]", "system-out", undefined],
    [
      "trust-external-id: aws_iam_role.cross_account [965570967084]",
      "failure",
      "the trust of account 965570967084 asks for no external ID, so any customer of the vendor can have it assume the role",
    ],
    [
      "s3-logging: aws_s3_bucket.data",
      "skipped",
      "waived: nobody reads this bucket from outside (platform, until 2027-01-31, SEC-1); finding: has no access log",
    ],
    [
      "s3-private: aws_s3_bucket.data",
      "error",
      "unknown: block_public_acls is known after apply only",
    ],
    ["s3-tls: aws_s3_bucket.data", "passed", undefined],
    [
      "eks-logs: eks-logs",
      "skipped",
      "not applicable: nothing that could be read is what this rule is about",
    ],
  ]);
});

test("cases fail as the run does", () => {
  expect(cases("warning")[1]?.[1]).toBe("failure");
});

test("suites are files, and the counts add up", () => {
  const root = readXml(render("junit", sample(), options));
  expect(root.attributes).toEqual({
    name: "byoc check",
    tests: "7",
    failures: "2",
    errors: "1",
    skipped: "2",
  });
  expect(root.children.map(({ attributes }) => attributes)).toEqual([
    { name: "plan.json", tests: "1", failures: "1", errors: "0", skipped: "0" },
    {
      name: "stacks/acme-project/cdk.tf.json",
      tests: "5",
      failures: "1",
      errors: "1",
      skipped: "1",
    },
    { name: "rules", tests: "1", failures: "0", errors: "0", skipped: "1" },
  ]);
  const [first] = root.children[1]!.children;
  expect(first?.attributes).toMatchObject({ file: "stacks/acme-project/cdk.tf.json", line: "12" });
});
