import { join } from "node:path";
import { readInputs } from "../../terraform/files";
import { scratchFolder } from "../support/scratch";

it("of several variables names the one that is unknown", () => {
  const plan = {
    format_version: "1.2",
    resource_changes: [
      {
        address: "module.m.aws_iam_role_policy.p",
        mode: "managed",
        type: "aws_iam_role_policy",
        name: "p",
        change: { actions: ["create"], before: null, after: {}, after_unknown: { policy: true } },
      },
    ],
    configuration: {
      root_module: {
        module_calls: {
          m: {
            expressions: {
              name: { constant_value: "acme" },
              bucket: { references: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"] },
            },
            module: {
              resources: [
                {
                  address: "aws_iam_role_policy.p",
                  mode: "managed",
                  type: "aws_iam_role_policy",
                  name: "p",
                  expressions: { policy: { references: ["var.name", "var.bucket"] } },
                },
              ],
              variables: { bucket: {}, name: {} },
            },
          },
        },
      },
    },
  };
  const folder = scratchFolder({ "plan.json": JSON.stringify(plan) });
  const [input] = readInputs([join(folder, "plan.json")]);
  expect(input?.resources[0]?.resolve("policy")).toMatchObject({
    known: false,
    why: "var.bucket is known after apply only",
  });
});
