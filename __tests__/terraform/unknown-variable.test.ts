import { join } from "node:path";
import { readInputs } from "../../terraform/files";
import { scratchFolder } from "../support/scratch";

const NAMED: readonly (readonly [references: readonly string[], unknown: string])[] = [
  [["var.name", "var.bucket"], "var.bucket"],
  [["aws_sqs_queue.q.name", "aws_sqs_queue.q", "var.bucket"], "var.bucket"],
  [["aws_sqs_queue.q.name", "aws_sqs_queue.q.arn", "aws_sqs_queue.q"], "aws_sqs_queue.q.arn"],
  // A plan has no locals: either may be the one.
  [["local.names.app", "local.names.key", "local.names"], "local.names.app or local.names.key"],
];

it.each(NAMED)("of %j names what is unknown", (references, unknown) => {
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
      {
        address: "module.m.aws_sqs_queue.q",
        mode: "managed",
        type: "aws_sqs_queue",
        name: "q",
        change: {
          actions: ["create"],
          before: null,
          after: { name: "jobs" },
          after_unknown: { arn: true },
        },
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
                  expressions: { policy: { references } },
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
    why: `${unknown} is known after apply only`,
  });
});
