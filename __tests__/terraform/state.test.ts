import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import { rawStateInput, stateInput } from "../../terraform/state";
import { fixture, modelOf, valueOf } from "./support";

describe("a state", () => {
  const [shown] = readInputs([fixture("foreign.tfstate.json")]);
  const [raw] = readInputs([fixture("foreign-raw.tfstate.json")]);

  it("is the same as Terraform shows it and as Terraform keeps it", () => {
    const of = (input: typeof shown) =>
      input!.resources
        .map(({ address, type, values }) => ({ address, type, values }))
        .sort((a, b) => (a.address < b.address ? -1 : 1));
    expect(of(shown)).toEqual(of(raw));
    expect(shown!.data.map(({ address }) => address).sort()).toEqual(
      raw!.data.map(({ address }) => address).sort(),
    );
  });

  it("has instances, modules and their order of making", () => {
    const addresses = shown!.resources.map(({ address }) => address);
    expect(addresses).toEqual(
      expect.arrayContaining([
        'aws_iam_role.reader["blue"]',
        "aws_s3_bucket.logs[1]",
        "module.reader.aws_iam_role.this[0]",
      ]),
    );
    const policy = shown!.resources.find(({ address }) => address === "aws_iam_role_policy.pod")!;
    expect(policy.dependsOn).toContain("aws_iam_role.storage");
  });

  it("knows everything, and lists each inline policy once", () => {
    const model = modelOf(fixture("foreign.tfstate.json"));
    for (const { document } of model.policies()) expect(document.known).toBe(true);
    const pod = model.roles().find(({ resource }) => resource.address === "aws_iam_role.pod")!;
    expect(pod.identity.map(({ resource }) => resource.address)).toEqual([
      "aws_iam_role_policy.decrypt",
      "aws_iam_role_policy.pod",
    ]);
    expect(pod.attachedElsewhere).toEqual(["arn:aws:iam::aws:policy/IAMReadOnlyAccess"]);
    expect(valueOf(model.placeOf(pod.resource).account)).toBe("123456789012");
    expect(valueOf(model.placeOf(pod.resource).region)).toBe("us-west-2");
    expect(model.policies().filter(({ use }) => use === "bucket")).toHaveLength(1);
  });

  it("does not say whether changes are ignored, or who declares", () => {
    const [role] = shown!.resources.filter(({ type }) => type === "aws_iam_role");
    expect(role!.ignoredChanges).toBeUndefined();
    expect(role!.preventDestroy).toBeUndefined();
    const values = {
      name: "r",
      inline_policy: [
        { name: "", policy: "" },
        { name: "by-hand", policy: '{"Statement":[]}' },
      ],
    };
    const resource = { mode: "managed", address: "aws_iam_role.r", type: "aws_iam_role", values };
    const json = { values: { root_module: { resources: [resource] } } };
    const model = joinInputs([stateInput({ file: "s", json, lineOf: () => 1 })]);
    const [view] = model.roles();
    expect(view!.identity).toMatchObject([{ attribute: "inline_policy[1].policy", use: "inline" }]);
    expect(view!.identity[0]!.declared).toBeUndefined();
  });

  it("leaves deposed objects out", () => {
    const attributes = { name: "r" };
    const json = {
      resources: [
        {
          mode: "managed",
          type: "aws_iam_role",
          name: "r",
          instances: [{ attributes, deposed: "1" }, { attributes }],
        },
      ],
    };
    const input = rawStateInput({ file: "s", json, lineOf: () => 1 });
    expect(input.resources.map(({ address }) => address)).toEqual(["aws_iam_role.r"]);
  });

  it("may be empty", () => {
    const input = stateInput({ file: "s", json: { format_version: "1.0" }, lineOf: () => 1 });
    expect(input.resources).toEqual([]);
  });
});
