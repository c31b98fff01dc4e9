import { groupBy } from "../../../text/group";
import { BASE_NAMES, filesOf } from "./bases";
import { add, isPlan, set, type Change } from "./edits";
import { list, type Json } from "./file";
import { badAfter, badInBase, linesOf } from "./judging";

// One thing of a good input that nobody can read is told by one rule, whoever else asks for it: texts
// by policy-json, attachments by policy-admin.

const LATER = "aws_sqs_queue.later.arn";
const TELLS: Readonly<Record<string, string>> = {
  policy: "policy-json",
  assume_role_policy: "policy-json",
  policy_arn: "policy-admin",
};

/** An attribute is known after apply only, by a reference to nothing that tells it. */
function unknown(address: string, attribute: string): Change {
  return (file) => {
    if (!isPlan(file)) {
      (file["resource"]["aws_sqs_queue"] ??= {})["later"] = {};
      set(address, { [attribute]: `\${${LATER}}` })(file);
      return;
    }
    // In some of the plans, one ARN alone tells the account.
    const aws = file["configuration"].provider_config.aws.expressions as Json;
    aws["allowed_account_ids"] = { constant_value: ["111122223333"] };
    const of = (resources: unknown) =>
      list(resources).find((one: Json) => one["address"] === address) as Json;
    const { change } = of(file["resource_changes"]) as { change: Json };
    Reflect.deleteProperty(change["after"] as Json, attribute);
    change["after_unknown"][attribute] = true;
    const root = file["planned_values"].root_module as Json;
    Reflect.deleteProperty(of(root["resources"])["values"] as Json, attribute);
    const { expressions } = of(file["configuration"].root_module.resources) as {
      expressions: Json;
    };
    expressions[attribute] = { references: [LATER, "aws_sqs_queue.later"] };
  };
}

/** A text that AWS would never take, so that none is compared with it. */
const LONG = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${"a".repeat(1e5)}`,
  },
});

/** A plan as the state that it leads to. */
const applied: Change = (file) => {
  const { planned_values: values, terraform_version } = file;
  for (const key of Object.keys(file)) Reflect.deleteProperty(file, key);
  Object.assign(file, { format_version: "1.0", terraform_version, values });
};

interface Row {
  readonly base: (typeof BASE_NAMES)[number];
  readonly address: string;
  readonly attribute: string;
}

function resourcesOf(file: Json): readonly (readonly [address: string, values: Json])[] {
  if (isPlan(file)) {
    return list(file["planned_values"].root_module.resources).map(
      ({ address, values }: Json) => [address as string, values as Json] as const,
    );
  }
  return Object.entries(file["resource"] as Json).flatMap(([type, byName]) =>
    Object.entries(byName as Json).map(
      ([name, values]) => [`${type}.${name}`, values as Json] as const,
    ),
  );
}

const kindOf = ({ address, attribute }: Row) => `${address.split(".")[0]!} ${attribute}`;

const rows = BASE_NAMES.flatMap((base) => {
  const [{ json }] = filesOf(base);
  const all = resourcesOf(json).flatMap(([address, values]) =>
    Object.keys(TELLS)
      .filter((attribute) => attribute in values && address.startsWith("aws_"))
      .map((attribute): Row => ({ base, address, attribute })),
  );
  // One more of a kind in a file shows nothing else.
  return [...groupBy(all, kindOf).values()].flatMap((alike) => alike.slice(0, 2));
});

/** What nobody can decide after a change, and could before it. */
function undecidedBy(base: Row["base"], change: Change): string[] {
  const before = new Set(linesOf(badInBase(base)));
  return linesOf(badAfter({ base, change }).filter(({ verdict }) => verdict === "UNKNOWN"))
    .filter((line) => !before.has(line))
    .map((line) => line.replace(/ [^ ]+\.json /, " ").trim());
}

it("has texts of every kind", () => {
  expect([...new Set(rows.map(kindOf))].sort()).toEqual([
    "aws_iam_policy policy",
    "aws_iam_role assume_role_policy",
    "aws_iam_role_policy policy",
    "aws_iam_role_policy_attachment policy_arn",
    "aws_kms_key policy",
    "aws_s3_bucket policy",
    "aws_s3_bucket_policy policy",
  ]);
});

it.each(rows)("$base: $attribute of $address is not known yet", ({ base, address, attribute }) => {
  const told = [`UNKNOWN error ${TELLS[attribute]} ${address}`];
  expect(undecidedBy(base, unknown(address, attribute))).toEqual(told);
});

const LONGER: readonly Row["base"][] = [
  "encrypted",
  "govcloud",
  "release",
  "hardened plan",
  "applied plan",
];
const texts = rows.filter(
  ({ base, attribute }) => attribute !== "policy_arn" && LONGER.includes(base),
);

it.each(texts)("$base: $attribute of $address is too long", ({ base, address, attribute }) => {
  const told = [`UNKNOWN error policy-json ${address}`];
  const change = set(address, { [attribute]: LONG });
  expect(undecidedBy(base, change)).toEqual(told);
  // What is applied knows its ARNs.
  if (base !== "applied plan") return;
  const inState: Change = (file) => {
    change(file);
    applied(file);
  };
  expect(undecidedBy(base, inState)).toEqual(told);
});

it("tells what is decided anyway", () => {
  const address = "aws_iam_role_policy.storage_policy";
  const more = add("aws_iam_role_policy.more", {
    role: "${aws_iam_role.storage_role.name}",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:*", "iam:CreatePolicyVersion"], Resource: "*" }],
    }),
  });
  const both: Change = (file) => {
    unknown(address, "policy")(file);
    more(file);
  };
  expect(undecidedBy("minimal", both)).toEqual([`UNKNOWN error policy-json ${address}`]);
  const rules = badAfter({ base: "minimal", change: both }).map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(["simulation", "escalation-path"]));
});

it("tells of a policy and of a boundary that are elsewhere once each", () => {
  const elsewhere = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;
  const change: Change = (file) => {
    for (const role of ["storage_role", "cross_account_role"]) {
      set(`aws_iam_role.${role}`, { permissions_boundary: elsewhere("ceiling") })(file);
    }
    const attached = { role: "${aws_iam_role.eks_role.name}", policy_arn: elsewhere("more") };
    add("aws_iam_role_policy_attachment.more", attached)(file);
  };
  expect(undecidedBy("minimal", change)).toEqual([
    `UNKNOWN info simulation  ${elsewhere("ceiling")}`,
    "UNKNOWN error escalation-path aws_iam_role.eks_role unread",
  ]);
});
