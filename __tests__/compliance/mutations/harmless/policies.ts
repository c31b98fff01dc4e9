import { condition, edit, policy, replaceIn, statement } from "../edits";
import { list, type Json } from "../file";
import { byOrganization } from "../catalogue/buckets";
import { harmless } from "../judging";
import { everyPolicy, everyStatement, everyText, operator, reversed, split } from "../parts";

const CROSS = "aws_iam_role.cross_account_role";
const POLICY = "aws_iam_role_policy.cross_account_policy";
const STORAGE = "aws_iam_role.storage_role";
const INTEGRATION = "aws_iam_role.integration_role";

const single = (value: unknown) => {
  const [one, ...others] = list(value) as unknown[];
  return others.length === 0 ? one : value;
};
/** Rewrites the values of all conditions of a statement. */
const conditions = (rewrite: (values: unknown) => unknown) => (found: Json) => {
  for (const tests of Object.values((found["Condition"] ?? {}) as Record<string, Json>)) {
    for (const [key, values] of Object.entries(tests)) tests[key] = rewrite(values);
  }
};
const renamedKeys = (rename: (key: string) => string) => (found: Json) => {
  for (const [name, tests] of Object.entries((found["Condition"] ?? {}) as Json)) {
    const entries = Object.entries(tests as object);
    found["Condition"][name] = Object.fromEntries(entries.map(([key, one]) => [rename(key), one]));
  }
};
/** One statement in the place of several that differ in the principal only. */
const merged = (document: Json) => {
  const statements = document["Statement"] as Json[];
  const services = statements.filter(({ Principal }) => Principal.Service !== undefined);
  const all = services.map(({ Principal }) => Principal.Service as string);
  document["Statement"] = [
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: all } },
    ...statements.filter((one) => !services.includes(one)),
  ];
};

const REWRITES = [
  [
    "statements stand in another order",
    everyPolicy((document) => list(document["Statement"]).reverse()),
  ],
  [
    "actions, resources and values stand in another order",
    everyStatement((found) => {
      for (const key of ["Action", "Resource"]) found[key] &&= list(found[key]).reverse();
      conditions((values) => (Array.isArray(values) ? values.reverse() : values))(found);
    }),
  ],
  [
    "Sids are other names",
    everyPolicy((document) =>
      (document["Statement"] as Json[]).forEach((one, index) => (one["Sid"] = `S${index}`)),
    ),
  ],
  ["Sids are left out", everyStatement((found) => delete found["Sid"])],
  [
    "lists of one are texts",
    everyStatement((found) => {
      for (const key of ["Action", "Resource"]) found[key] &&= single(found[key]);
      conditions(single)(found);
    }),
  ],
  [
    "texts are lists of one",
    everyStatement((found) => {
      for (const key of ["Action", "Resource"]) found[key] &&= list(found[key]);
      conditions(list)(found);
    }),
  ],
  [
    "actions are in lower case",
    everyStatement((found) => {
      found["Action"] = list(found["Action"]).map((one: string) => one.toLowerCase());
    }),
  ],
  [
    "keys of each object stand the other way round",
    everyText((document) => JSON.stringify(reversed(document))),
  ],
  [
    "condition keys are in capital letters",
    everyStatement(renamedKeys((key) => key.replace(/^[a-z]+:/, (prefix) => prefix.toUpperCase()))),
  ],
] as const;

/** Other ways to write the same policies. */
export const POLICIES = [
  ...harmless("minimal", REWRITES),
  ...harmless("minimal plan", [
    ...REWRITES,
    ["policies are indented", everyText((document) => JSON.stringify(document, null, 2))],
  ]),
  ...harmless("activation", REWRITES),
  ...harmless("minimal", [
    [
      "TLS is asked of an organization, and of all others",
      policy("aws_s3_bucket_policy.bucket", byOrganization({})),
    ],
    [
      "policies are indented with tabs",
      everyText((document) => `\n${JSON.stringify(document, null, "\t")}\n`),
    ],
    [
      "a letter of each policy is escaped",
      everyText((document) =>
        JSON.stringify(document).replaceAll(":", "\u003a").replaceAll("Allow", "\\u0041llow"),
      ),
    ],
    [
      "Version stands after the statements",
      everyText((document) => {
        const { Version, ...rest } = document as Json;
        return JSON.stringify({ ...rest, Version });
      }),
    ],
    [
      "a lone statement is no list",
      everyText((document) =>
        JSON.stringify({
          ...(document as Json),
          Statement: single((document as Json)["Statement"]),
        }),
      ),
    ],
    ["policies have no white space", everyText((document) => JSON.stringify(document))],
    [
      "short policies are split by their actions",
      everyPolicy((document) => {
        if (document["Statement"].length < 4) split(document, "Action");
      }),
    ],
    [
      "policies are split by their resources, as far as IAM has room",
      everyPolicy((document) => {
        const before = structuredClone(document["Statement"]) as Json[];
        split(document, "Resource");
        if (JSON.stringify(document).length > 6000) document["Statement"] = before;
      }),
    ],
    [
      "statements about services are one",
      edit("aws_iam_role.eks_role", (values) => {
        const document = JSON.parse(values["assume_role_policy"]) as Json;
        merged(document);
        values["assume_role_policy"] = JSON.stringify(document);
      }),
    ],
    [
      "a statement stands twice",
      everyPolicy((document) => {
        const first = { ...document["Statement"][0] } as Json;
        delete first["Sid"];
        list(document["Statement"]).push(first);
      }),
    ],
    [
      "the account is its twelve digits",
      replaceIn(CROSS, "arn:aws:iam::965570967084:root", "965570967084"),
    ],
    [
      "the account is a list of one",
      statement(CROSS, 0, (found) => (found["Principal"] = { AWS: ["965570967084"] })),
    ],
    [
      "the audience is compared by StringEquals",
      condition(STORAGE, 0, ({ StringLike }) => {
        const { "eks_oidc_url:aud": aud, ...sub } = StringLike;
        return { StringLike: sub, StringEquals: { "eks_oidc_url:aud": aud as string } };
      }),
    ],
    [
      "the external ID is compared by StringLike, without a wildcard",
      operator(CROSS, 0, "StringEquals", "StringLike"),
    ],
    [
      "the tag is compared by StringLike, without a wildcard",
      operator(POLICY, "EC2Create", "StringEquals", "StringLike"),
    ],
    [
      "two wildcards stand in the place of one",
      statement(POLICY, "EC2Read", (found) => (found["Resource"] = "**")),
    ],
    [
      "TLS is asked for by a boolean",
      edit(
        "aws_s3_bucket_policy.bucket",
        (values) => (values["policy"] = String(values["policy"]).replace('"false"', "false")),
      ),
    ],
    [
      "TLS is asked of everybody in AWS",
      edit(
        "aws_s3_bucket_policy.bucket",
        (values) =>
          (values["policy"] = String(values["policy"]).replace(
            '"Principal": "*"',
            '"Principal": { "AWS": "*" }',
          )),
      ),
    ],
    [
      "TLS is asked for in two statements",
      edit("aws_s3_bucket_policy.bucket", (values) => {
        const document = JSON.parse(values["policy"]) as Json;
        split(document, "Resource");
        values["policy"] = JSON.stringify(document);
      }),
    ],
    [
      "a policy is an object that Terraform encodes",
      edit("aws_iam_role_policy.storage_policy", (values) => {
        values["policy"] = `\${jsonencode(${String(values["policy"])})}`;
      }),
    ],
  ]),
  ...harmless("denied trusts", [
    [
      "the denial stands before what it limits, by another Sid",
      policy(CROSS, (document) => {
        const [allowing, denying] = document["Statement"] as [Json, Json];
        document["Statement"] = [{ ...denying, Sid: "Ours" }, allowing];
      }),
    ],
    [
      "the denial stands twice",
      policy(CROSS, (document) => {
        const [allowing, denying] = document["Statement"] as [Json, Json];
        document["Statement"] = [allowing, denying, { ...denying, Sid: "Again" }];
      }),
    ],
  ]),
  ...harmless("integration", [
    [
      "the account is its root",
      replaceIn(INTEGRATION, '"965570967084"', '"arn:aws:iam::965570967084:root"'),
    ],
    [
      "the alias is a list of one",
      statement("aws_iam_policy.integration_policy", 1, conditions(list)),
    ],
  ]),
  ...harmless("activation", [
    [
      "the policy's ARN is compared by ArnEquals",
      operator("aws_iam_policy.bootstrap_policy", "AttachAllowedPolicies", "ArnLike", "ArnEquals"),
    ],
  ]),
  ...harmless("govcloud", [
    [
      "claims are compared by StringLike, without a wildcard",
      operator("aws_iam_role.milvus_role", 0, "StringEquals", "StringLike"),
    ],
  ]),
];
