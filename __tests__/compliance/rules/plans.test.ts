// Plans and a state of Terraform 1.11.4, AWS provider 5.100.0 and moto: fixtures/make-rules.ts and
// fixtures/make.ts.
import { planDestroy as destroy } from "../../../compliance/rules/destroy";
import { rule as drift } from "../../../compliance/rules/plan-drift";
import { rule as undeclared } from "../../../compliance/rules/plan-undeclared-policy";
import { judge } from "./judging";

describe("plan-destroy", () => {
  test("finds what goes, by what is lost with it", () => {
    expect(judge(destroy, "rules-replaced.plan.json").fails).toEqual([
      "error aws_kms_alias.data delete",
      "error aws_kms_key.data delete",
      "error aws_s3_bucket.data replace",
      "warning aws_s3_bucket_policy.data replace",
      "warning aws_s3_bucket_public_access_block.data replace",
    ]);
    expect(judge(destroy, "changed.plan.json").fails).toEqual([
      "error aws_iam_role.renamed replace",
      "warning aws_iam_policy.dropped delete",
      "warning aws_iam_role_policy.declared delete",
      "warning aws_s3_bucket.forgotten forget",
    ]);
  });

  test("says what makes Terraform replace it", () => {
    expect(judge(destroy, "rules-replaced.plan.json").messages).toContain(
      "the plan destroys it and makes another, because bucket cannot be changed",
    );
  });

  test("passes what a plan makes or keeps", () => {
    const { fails, passes } = judge(destroy, "rules-drift.plan.json");
    expect(fails).toEqual([]);
    expect(passes).toContain("aws_s3_bucket.data");
    expect(judge(destroy, "rules-good.plan.json").fails).toEqual([]);
  });

  test("does not apply to states", () => {
    expect(judge(destroy, "rules-drift.tfstate.json").results).toEqual([]);
  });
});

describe("plan-drift", () => {
  test("finds what was changed by hand", () => {
    expect(judge(drift, "rules-drift.plan.json").fails).toEqual([
      "error aws_iam_role.bounded permissions_boundary",
      "error aws_s3_bucket.plain policy",
      "error aws_s3_bucket_public_access_block.data block_public_policy",
      "error aws_s3_bucket_public_access_block.data restrict_public_buckets",
    ]);
    for (const file of ["drifted.plan.json", "refresh-only.plan.json"]) {
      expect(judge(drift, file).fails).toEqual(["error aws_iam_role.trusted assume_role_policy"]);
    }
  });

  test("passes over the issuer that Zilliz puts in, other order, and null for empty", () => {
    expect(judge(drift, "rules-drift.plan.json").passes).toEqual(
      expect.arrayContaining(["aws_iam_role.storage", "aws_iam_policy.reordered"]),
    );
    expect(judge(drift, "drifted.plan.json").passes).toContain("aws_s3_bucket.forgotten");
  });

  test("passes a plan without any", () => {
    expect(judge(drift, "rules-good.plan.json").passes).toEqual(["(file)"]);
  });
});

describe("plan-undeclared-policy", () => {
  test("finds inline policies and attachments that nobody declared", () => {
    expect(judge(undeclared, "rules-drift.plan.json").fails).toEqual([
      "error aws_iam_role.bounded arn:aws:iam::aws:policy/AdministratorAccess",
      "error aws_iam_role.bounded by-hand",
    ]);
    expect(judge(undeclared, "drifted.plan.json").fails).toEqual([
      "error aws_iam_role.trusted rogue",
    ]);
    expect(judge(undeclared, "refresh-only.plan.json").fails).toEqual([
      "error aws_iam_role.trusted rogue",
    ]);
  });

  test("passes what roles declare in blocks of their own, but for blocks that plans do not show", () => {
    const { fails, unknowns, passes } = judge(undeclared, "inline.plan.json");
    expect(fails).toEqual([]);
    expect(passes).toEqual(["aws_iam_role.beside", "aws_iam_role.block", "aws_iam_role.listed"]);
    // A dynamic block.
    expect(unknowns).toEqual(["aws_iam_role.dynamic one", "aws_iam_role.dynamic two"]);
  });

  test("finds what was put beside such blocks, until Terraform takes it off", () => {
    const rogue = [
      "error aws_iam_role.beside rogue",
      "error aws_iam_role.block rogue",
      "error aws_iam_role.dynamic rogue",
      "error aws_iam_role.listed arn:aws:iam::aws:policy/AdministratorAccess",
    ];
    expect(judge(undeclared, "inline-drifted.plan.json").fails).toEqual(rogue);
    expect(judge(undeclared, "inline-mended.plan.json")).toMatchObject({
      fails: rogue.slice(0, 1),
      unknowns: [],
    });
  });

  test("finds it by its name once a refresh has taken it into the state", () => {
    const { fails, unknowns } = judge(undeclared, "inline-refreshed.plan.json");
    expect(fails).toEqual(["error aws_iam_role.beside rogue", "error aws_iam_role.block rogue"]);
    expect(unknowns).toEqual([
      "aws_iam_role.dynamic one",
      "aws_iam_role.dynamic rogue",
      "aws_iam_role.dynamic two",
    ]);
  });

  test("of a state it cannot be told who declared them", () => {
    const { fails, unknowns } = judge(undeclared, "rules-drift.tfstate.json");
    expect(fails).toEqual([]);
    expect(unknowns).toEqual([
      "aws_iam_role.bounded arn:aws:iam::aws:policy/AdministratorAccess",
      "aws_iam_role.bounded by-hand",
    ]);
  });

  test("passes roles with declared policies, and a state of such", () => {
    expect(judge(undeclared, "rules-drift.plan.json").passes).toEqual(["aws_iam_role.storage"]);
    const { fails, unknowns } = judge(undeclared, "foreign.tfstate.json");
    expect({ fails, unknowns }).toEqual({ fails: [], unknowns: [] });
  });

  test("does not apply to roles that are still to be made", () => {
    expect(judge(undeclared, "rules-good.plan.json").results).toEqual([]);
  });
});
