import { readFileSync } from "node:fs";
import type { Input } from "../../terraform/model";
import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import { isGone, textAt, valueAt } from "../../terraform/known";
import { planInput } from "../../terraform/plan";
import { fixture, meaning, modelOf, valueOf, whyOf } from "./support";

const read = (name: string) => readInputs([fixture(name)])[0]!;
const at = (input: Input, address: string) =>
  input.resources.find((resource) => resource.address === address)!;

describe("a plan of this project's stacks", () => {
  it.each([
    ["acme-dev-project.plan.json", "examples/minimal/golden/acme-dev-project.tf.json"],
    ...["bootstrap", "project", "integration", "milvus-access"].map((section) => [
      `acme-production-${section}.plan.json`,
      `examples/full-production/golden/acme-production-${section}.tf.json`,
    ]),
  ])("%s says what the synthesized file says", (plan, golden) => {
    const planned = modelOf(fixture(plan));
    const written = modelOf(golden);
    const policies = (model: typeof planned) =>
      Object.fromEntries(
        model
          .policies()
          .map(({ resource, attribute, document }) => [
            `${resource.address}.${attribute}`,
            meaning(valueOf(document)),
          ]),
      );
    expect(policies(planned)).toEqual(policies(written));
    const roles = (model: typeof planned) =>
      model
        .roles()
        .map((role) => ({
          address: role.resource.address,
          arn: role.arn,
          identity: role.identity.map(({ resource }) => resource.address).sort(),
          elsewhere: [...role.attachedElsewhere].sort(),
          boundary: role.boundary?.arn,
        }))
        .sort((a, b) => (a.address < b.address ? -1 : 1));
    expect(roles(planned)).toEqual(roles(written));
    const parts = (model: typeof planned) =>
      model.buckets().map(({ resource, name, arn, policy, others, uncertain, ...slots }) => ({
        resource: resource.address,
        name,
        arn,
        policy: policy?.resource.address,
        slots: Object.entries(slots)
          .map(([slot, { address }]) => [slot, address])
          .sort(),
        others,
        uncertain,
      }));
    expect(parts(planned)).toEqual(parts(written));
    expect(planned.accountIds).toEqual(written.accountIds);
    expect(planned.regions).toEqual(written.regions);
    for (const { resource, policy } of planned.keys()) {
      expect(resource.references).toHaveProperty("policy");
      expect(policy?.document.known).toBe(true);
    }
  });
});

describe("a plan of anybody's Terraform", () => {
  const input = read("foreign.plan.json");
  const model = joinInputs([input]);

  it("works out policies that Terraform does not know yet, where the root is written in JSON", () => {
    const applied = modelOf(fixture("foreign.tfstate.json"));
    const inState = new Map(applied.resources.map((resource) => [resource.address, resource]));
    const unknown: Record<string, string> = {};
    const workedOut: string[] = [];
    for (const { resource, attribute, document } of model.policies()) {
      if (!document.known) {
        unknown[resource.address] = document.why;
        continue;
      }
      const real = inState.get(resource.address)!.values[attribute] as string;
      expect({ at: resource.address, policy: meaning(document.value) }).toEqual({
        at: resource.address,
        policy: meaning(JSON.parse(real)),
      });
      if (resource.values[attribute] === undefined) workedOut.push(resource.address);
    }
    expect(workedOut.sort()).toEqual([
      "aws_iam_role.pod",
      "aws_iam_role_policy.pod",
      "aws_s3_bucket_policy.data",
      "module.reader.aws_iam_role_policy.this",
    ]);
    expect(unknown).toEqual({
      "aws_iam_policy.storage":
        "data.aws_iam_policy_document.storage.json is unknown: local.own_objects is not in plans",
      "aws_iam_role_policy.decrypt":
        "aws_kms_key.data.arn is unknown: it is known after apply only",
      'aws_iam_role_policy.reader["blue"]': "each.value is not known",
      'aws_iam_role_policy.reader["green"]': "each.value is not known",
    });
  });

  it("leaves them unknown where only references are there, as of HCL", () => {
    const json = JSON.parse(readFileSync(fixture("foreign.plan.json"), "utf8"), (_, value) => {
      if (value?.constant_value === undefined || !Array.isArray(value.references)) return value;
      return { references: value.references };
    });
    const hcl = joinInputs([planInput({ file: "hcl", json, lineOf: () => 1 })]);
    const unknown = hcl.policies().filter(({ document }) => !document.known);
    expect(unknown.map(({ resource }) => resource.address)).toContain("aws_iam_role_policy.pod");
    expect(unknown).toHaveLength(8);
    // Joined by reference, where neither names nor ARNs are known.
    expect(hcl.unlinked()).toEqual([]);
    for (const bucket of hcl.buckets()) expect(bucket.publicAccessBlock).toBeDefined();
    const storage = hcl
      .roles()
      .find(({ resource }) => resource.address === "aws_iam_role.storage")!;
    expect(storage.boundary?.policy?.resource.address).toBe("aws_iam_policy.boundary");
    expect(storage.identity.map(({ resource }) => resource.address)).toEqual([
      "aws_iam_policy.storage",
    ]);
    expect(hcl.accountIds).toEqual(["123456789012"]);
    expect(hcl.regions).toEqual(["us-west-2"]);
  });

  it("joins counted resources by their index", () => {
    const joined = model
      .buckets()
      .map(({ resource, publicAccessBlock }) => [resource.address, publicAccessBlock?.address]);
    expect(joined).toEqual([
      ["aws_s3_bucket.data", "aws_s3_bucket_public_access_block.data"],
      ["aws_s3_bucket.logs[0]", "aws_s3_bucket_public_access_block.logs[0]"],
      ["aws_s3_bucket.logs[1]", "aws_s3_bucket_public_access_block.logs[1]"],
    ]);
  });

  it("takes a key without a policy for one with KMS's own", () => {
    const [key] = model.keys();
    expect(key!.policy).toBeUndefined();
    expect(key!.aliases.map(({ address }) => address)).toEqual(["aws_kms_alias.data"]);
    expect(whyOf(key!.arn)).toBe("it is known after apply only");
  });

  it("looks for what is unknown before it takes a value", () => {
    const data = input.data.find(({ address }) => address === "data.aws_iam_policy_document.base")!;
    expect(data.values["statement"]).toMatchObject([{ resources: [null] }, { resources: ["*"] }]);
    expect(valueAt(data, ["statement", 0, "resources"]).known).toBe(true);
    const rule = at(input, "aws_s3_bucket_server_side_encryption_configuration.data");
    const path = ["rule", 0, "apply_server_side_encryption_by_default", 0];
    expect(textAt(rule, [...path, "kms_master_key_id"])?.known).toBe(false);
    expect(valueOf(textAt(rule, [...path, "sse_algorithm"]))).toBe("aws:kms");
    expect(textAt(rule, ["expected_bucket_owner"])).toBeUndefined();
  });

  it("reads data sources before and within the plan", () => {
    expect(input.data.map(({ address }) => address).sort()).toEqual([
      "data.aws_caller_identity.current",
      "data.aws_iam_policy_document.base",
      "data.aws_iam_policy_document.override",
      "data.aws_iam_policy_document.plain_trust",
      "data.aws_iam_policy_document.storage",
      "data.aws_iam_policy_document.tls",
      "data.aws_iam_policy_document.trust",
      "data.aws_partition.current",
    ]);
  });

  it("has the settings of providers", () => {
    expect(input.providers["aws"]).toEqual([
      {
        allowed_account_ids: ["123456789012"],
        default_tags: [{ tags: { Team: "search" } }],
        region: "us-west-2",
      },
      { region: "us-east-1", alias: "replica" },
    ]);
  });

  it("gives pointers that lead to the values", () => {
    const text = readFileSync(fixture("foreign.plan.json"), "utf8");
    const json: unknown = JSON.parse(text);
    const lines = text.split("\n");
    for (const { pointer, values } of input.resources) {
      const found = pointer
        .split("/")
        .slice(1)
        .reduce((inner, key) => (inner as Record<string, unknown>)[key], json);
      expect(found).toEqual(values);
      const key = pointer.split("/").at(-1)!;
      expect(lines[input.lineOf(pointer)! - 1]).toContain(`"${key}": {`);
    }
  });
});

describe("a plan after changes by hand", () => {
  const input = read("drifted.plan.json");
  const model = joinInputs([input]);
  const role = model.roles().find(({ resource }) => resource.address === "aws_iam_role.trusted")!;

  it("has the new trust although nothing is to be done", () => {
    expect(role.resource.change?.actions).toEqual(["no-op"]);
    expect(JSON.stringify(valueOf(role.trust.document))).toContain("999999999999");
  });

  it("has the policy that nobody declares", () => {
    const found = role.identity.map(({ resource, attribute, declared }) => [
      `${resource.address}.${attribute}`,
      declared,
    ]);
    expect(found).toEqual([
      ["aws_iam_role_policy.declared.policy", undefined],
      ["aws_iam_role.trusted.inline_policy[1].policy", false],
    ]);
  });

  it("lists what changed outside of Terraform", () => {
    const drift = input.drift.find(({ address }) => address === "aws_iam_role.trusted")!;
    expect(drift.change?.before?.["assume_role_policy"]).toContain("ec2.amazonaws.com");
    expect(drift.change?.after?.["assume_role_policy"]).toContain("999999999999");
    expect(drift.pointer).toMatch(/^\/resource_drift\/\d+\/change\/after$/);
  });

  it("is the same when it only refreshes", () => {
    const refreshed = modelOf(fixture("refresh-only.plan.json"));
    const [input] = refreshed.inputs;
    expect(input!.resources.map(({ address }) => address)).toEqual(
      model.resources.map(({ address }) => address),
    );
    const again = refreshed
      .roles()
      .find(({ resource }) => resource.address === role.resource.address)!;
    expect(again.identity.map(({ attribute, declared }) => [attribute, declared])).toEqual(
      role.identity.map(({ attribute, declared }) => [attribute, declared]),
    );
    expect(input!.drift).toHaveLength(4);
  });

  it("of some targets says that it is not complete", () => {
    expect(read("targeted.plan.json").gaps).toEqual([
      "the plan is not complete: it was made of some targets only, or changes are deferred",
    ]);
    expect(input.gaps).toEqual([]);
  });
});

describe("a plan that moves, replaces, forgets, imports and deletes", () => {
  const input = read("changed.plan.json");
  const change = (address: string) => at(input, address).change!;

  it("keeps the address before a move", () => {
    expect(at(input, "aws_iam_role.moved").previousAddress).toBe("aws_iam_role.trusted");
    expect(change("aws_iam_role.moved").actions).toEqual(["no-op"]);
  });

  it("tells a replacement with its cause", () => {
    expect(change("aws_iam_role.renamed")).toMatchObject({
      actions: ["delete", "create"],
      replacePaths: [["name"]],
      reason: "replace_because_cannot_update",
      importing: false,
    });
    expect(isGone(at(input, "aws_iam_role.renamed"))).toBe(false);
  });

  it("tells an import", () => {
    expect(change("aws_s3_bucket.imported")).toMatchObject({ actions: ["no-op"], importing: true });
  });

  it("leaves what is deleted or forgotten out of what there will be", () => {
    const gone = input.resources.filter(isGone);
    expect(gone.map(({ address, change: done }) => [address, done?.actions.join()])).toEqual([
      ["aws_iam_policy.dropped", "delete"],
      ["aws_iam_role_policy.declared", "delete"],
      ["aws_s3_bucket.forgotten", "forget"],
    ]);
    const model = joinInputs([input]);
    expect(model.ofType("aws_iam_policy", "aws_iam_role_policy")).toEqual([]);
    expect(model.buckets().map(({ resource }) => resource.address)).toEqual([
      "aws_s3_bucket.imported",
    ]);
    // The role still lists the policy that the plan takes off it.
    const moved = model.roles().find(({ resource }) => resource.address === "aws_iam_role.moved")!;
    expect(moved.identity.map(({ attribute }) => attribute)).toEqual(["inline_policy[1].policy"]);
  });

  it("may delete everything", () => {
    const model = modelOf(fixture("destroy.plan.json"));
    expect(model.resources).toHaveLength(5);
    expect([...model.roles(), ...model.buckets(), ...model.policies()]).toEqual([]);
  });
});

describe("plans in number", () => {
  it("are read and joined two hundred at a time", () => {
    const text = readFileSync(fixture("foreign.plan.json"), "utf8");
    const inputs = Array.from({ length: 200 }, (_, index) =>
      planInput({ file: `${index}`, json: JSON.parse(text), lineOf: () => 1 }),
    );
    const model = joinInputs(inputs);
    expect(model.roles()).toHaveLength(1000);
    expect(model.policies()).toHaveLength(2600);
  });
});
