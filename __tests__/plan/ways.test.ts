import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WAYS } from "../../iam/ways";
import { rule } from "../../compliance/rules/escalation-path";
import { contextOf } from "../compliance/rules/judged";
import { planOffline, Workspace } from "../support/terraform";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";

jest.setTimeout(240_000);

const TWINS = ["deny", "boundary", "condition", "other"] as const;

/** Somebody to whom a way is open, and the same four times over with something that closes it. */
const PAIR = `
variable "id" { type = string }
variable "actions" { type = list(string) }
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  allow = { Effect = "Allow", Action = var.actions, Resource = "*" }
  twins = {
    deny      = [local.allow, { Effect = "Deny", Action = var.actions, Resource = "*" }]
    boundary  = [local.allow]
    condition = [merge(local.allow, { Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/somebody-else" } } })]
    other     = [merge(local.allow, { Resource = "arn:aws:s3:::of-another-kind/*" })]
  }
}
resource "aws_iam_role" "open" {
  name               = "open-\${var.id}"
  assume_role_policy = local.trust
}
resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.open.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.allow] })
}
resource "aws_iam_user" "open" { name = "open-\${var.id}" }
resource "aws_iam_group" "open" { name = "open-\${var.id}" }
resource "aws_iam_user_group_membership" "open" {
  user   = aws_iam_user.open.name
  groups = [aws_iam_group.open.name]
}
resource "aws_iam_policy" "open" {
  name   = "open-\${var.id}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.allow] })
}
resource "aws_iam_group_policy_attachment" "open" {
  group      = aws_iam_group.open.name
  policy_arn = aws_iam_policy.open.arn
}
resource "aws_iam_policy" "ceiling" {
  name   = "ceiling-\${var.id}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
resource "aws_iam_role" "twin" {
  for_each             = local.twins
  name                 = "\${each.key}-\${var.id}"
  assume_role_policy   = local.trust
  permissions_boundary = each.key == "boundary" ? aws_iam_policy.ceiling.arn : null
}
resource "aws_iam_role_policy" "twin" {
  for_each = local.twins
  role     = aws_iam_role.twin[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}
`;

/** Roles that name each other by references, in a plan that knows no account. */
const CHAIN = `
resource "aws_iam_user" "ci" { name = "ci" }
data "aws_iam_policy_document" "first" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.ci.arn]
    }
  }
}
resource "aws_iam_role" "first" {
  name               = "first"
  assume_role_policy = data.aws_iam_policy_document.first.json
}
module "second" {
  source  = "./trusting"
  trusted = [aws_iam_role.first.arn]
}
resource "aws_iam_role" "last" {
  name = "last"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = module.second.arn } }]
  })
}
resource "aws_iam_role_policy" "last" {
  role   = aws_iam_role.last.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*" }] })
}
data "aws_iam_policy_document" "named" {
  statement {
    actions   = ["sts:AssumeRole"]
    resources = [aws_iam_role.last.arn]
  }
}
resource "aws_iam_user" "other" { name = "other" }
resource "aws_iam_user_policy" "other" {
  user   = aws_iam_user.other.name
  policy = data.aws_iam_policy_document.named.json
}
`;
const TRUSTING = `
variable "trusted" { type = list(string) }
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = var.trusted
    }
  }
}
resource "aws_iam_role" "this" {
  name               = "second"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
output "arn" { value = aws_iam_role.this.arn }
`;

const actionsOf = ({ passedTo, steps }: (typeof WAYS)[number]) => [
  ...new Set([
    ...(passedTo === undefined ? [] : ["iam:PassRole"]),
    ...steps.map((step) => step.split(" ")[0]!),
  ]),
];

requires("terraform")("every known way, as Terraform plans it", () => {
  const found = new Map<string, readonly (string | undefined)[]>();
  const chains = new Map<string, string>();

  beforeAll(async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, "pair"));
    writeFileSync(join(folder, "pair", "main.tf"), PAIR);
    const ways = Object.fromEntries(WAYS.map((way) => [way.id, actionsOf(way)]));
    const module = {
      way: {
        for_each: ways,
        source: "./pair",
        id: "${each.key}",
        actions: "${each.value}",
      },
    };
    const provider = { aws: { region: "us-west-2" } };
    mkdirSync(join(folder, "trusting"));
    writeFileSync(join(folder, "trusting", "main.tf"), TRUSTING);
    writeFileSync(join(folder, "chain.tf"), CHAIN);
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ module, provider }));
    planOffline(folder);
    const workspace = new Workspace(folder);
    await workspace.init();
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(await workspace.plan()));
    for (const { verdict, severity, resource, key, message } of rule.check(contextOf([file]))) {
      if (key === "assume-role" && resource && !resource.address.startsWith("module.way")) {
        chains.set(resource.address, message);
      }
      if (verdict !== "FAIL" || severity !== "error" || !resource) continue;
      found.set(resource.address, [...(found.get(resource.address) ?? []), key]);
    }
  });

  it("is a chain through trusts that are known after apply only, by their references", () => {
    const through = "through aws_iam_role.first, then module.second.aws_iam_role.this";
    expect(chains.get("aws_iam_user.ci")).toContain(`: aws_iam_role.last ${through};`);
    expect(chains.get("module.second.aws_iam_role.this")).toContain(": aws_iam_role.last;");
    // Its policy names the role, whose trust does not name the user: the account may be trusted, too.
    expect(chains.get("aws_iam_user.other")).toContain(": aws_iam_role.last;");
  });

  /** A way that does with fewer of the same calls stands for it. */
  const standsFor = (id: string | undefined, way: (typeof WAYS)[number]) => {
    const other = WAYS.find((one) => one.id === id);
    return other && actionsOf(other).every((action) => actionsOf(way).includes(action));
  };

  describe.each(["role", "user", "group"])("is open to a %s", (kind) => {
    it.each(WAYS.map((way) => [way.id, way] as const))("%s", (id, way) => {
      const open = found.get(`module.way["${id}"].aws_iam_${kind}.open`) ?? [];
      expect({ id, open: open.some((key) => standsFor(key, way)) }).toEqual({ id, open: true });
    });
  });

  describe.each(TWINS)("is closed: %s", (twin) => {
    it.each(WAYS.map(({ id }) => id))("%s", (id) =>
      expect(found.get(`module.way["${id}"].aws_iam_role.twin["${twin}"]`) ?? []).toEqual([]),
    );
  });
});
