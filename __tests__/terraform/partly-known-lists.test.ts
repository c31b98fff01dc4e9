import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffExitCode, permissionChanges } from "../../permissions";
import type { Model } from "../../terraform/model-view";
import { modelOf } from "./support";

const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const EXCLUSIVE = "aws_iam_role_policy_attachments_exclusive";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "byoc-lists-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Values = Record<string, unknown>;

function planned(type: string, name: string, after: Values, unknown: Values, expressions: Values) {
  const address = `${type}.${name}`;
  return {
    change: {
      address,
      mode: "managed",
      type,
      name,
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: { actions: ["create"], before: null, after, after_unknown: unknown },
    },
    configured: { address, mode: "managed", type, name, expressions },
  };
}

const REFERENCES = { references: ["aws_iam_policy.p.arn", "aws_iam_policy.p"] };
const statement = (more: Values) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...more }] });

/** A role, a policy of the same plan, and the list that attaches it, of which Terraform knows a part. */
function planOf(list: { readonly arns: unknown[] | undefined; readonly on: string }): Model {
  const attribute = list.on === EXCLUSIVE ? "policy_arns" : "managed_policy_arns";
  const values = list.arns ? { [attribute]: list.arns } : {};
  const unknown = { [attribute]: list.arns?.map((arn) => arn === null) ?? true };
  const listed = { [attribute]: REFERENCES };
  const isOwn = list.on === "aws_iam_role";
  const trust = statement({
    Action: "sts:AssumeRole",
    Principal: { Service: "ec2.amazonaws.com" },
  });
  const resources = [
    planned(
      "aws_iam_policy",
      "p",
      {
        name: "reader",
        policy: statement({ Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" }),
      },
      { arn: true },
      { name: { constant_value: "reader" } },
    ),
    planned(
      "aws_iam_role",
      "worker",
      { name: "worker", assume_role_policy: trust, ...(isOwn && values) },
      { arn: true, ...(isOwn && unknown) },
      { name: { constant_value: "worker" }, ...(isOwn && listed) },
    ),
    ...(isOwn
      ? []
      : [planned(EXCLUSIVE, "x", { role_name: "worker", ...values }, unknown, listed)]),
  ];
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.8",
    resource_changes: resources.map(({ change }) => change),
    configuration: { root_module: { resources: resources.map(({ configured }) => configured) } },
  };
  writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
  return modelOf(folder);
}

describe("a list of ARNs that is known in part", () => {
  it("gives what it tells, and what its references lead to", () => {
    const [role] = planOf({ on: EXCLUSIVE, arns: [ADMIN, null] }).roles();
    expect(role!.attachedElsewhere).toEqual([ADMIN]);
    expect(role!.identity.map(({ resource }) => resource.address)).toEqual(["aws_iam_policy.p"]);
    expect(role!.attachedUnknown).toEqual([]);
  });

  it("is a gap where it has more places than references", () => {
    const [role] = planOf({ on: EXCLUSIVE, arns: [ADMIN, null, null] }).roles();
    expect(role!.attachedElsewhere).toEqual([ADMIN]);
    expect(role!.attachedUnknown).toHaveLength(1);
  });

  it.each(["aws_iam_role", EXCLUSIVE])("is a gap where %s tells nothing of it", (on) => {
    const [role] = planOf({ on, arns: undefined }).roles();
    expect(role!.identity).toHaveLength(1);
    expect(role!.attachedUnknown).toHaveLength(1);
  });

  it("is compared as far as it is told", () => {
    const before = planOf({ on: EXCLUSIVE, arns: [null] });
    const told = permissionChanges(before, planOf({ on: EXCLUSIVE, arns: [ADMIN, null] }));
    expect(told.subjects.flatMap(({ changes }) => changes.map(({ text }) => text))).toEqual([
      `role worker may now do anything in the account (${ADMIN})`,
    ]);
    const untold = permissionChanges(before, planOf({ on: "aws_iam_role", arns: undefined }));
    expect(diffExitCode(untold)).toBe(3);
    expect(untold.subjects[0]!.changes[0]!.text).toMatch(
      /^it cannot be told whether role worker may do more or less/,
    );
  });
});
