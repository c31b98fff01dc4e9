import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Resource } from "../../terraform/model";
import { readInputs } from "../../terraform/files";
import { valueAt } from "../../terraform/known";
import { fixture, meaning, modelOf, valueOf, whyOf } from "./support";
import { scratchFolder } from "../support/scratch";

let folder: string;
beforeEach(() => (folder = scratchFolder()));

function write(name: string, json: unknown): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(json));
}

/** Resources of a root module in one file, by address. */
function resourcesOf(json: unknown): Record<string, Resource> {
  write("main.tf.json", json);
  const [input] = readInputs([folder]);
  return Object.fromEntries(input!.resources.map((resource) => [resource.address, resource]));
}

describe("anybody's Terraform", () => {
  const written = modelOf(fixture("foreign"));
  const applied = modelOf(fixture("foreign.tfstate.json"));
  const inState = new Map(applied.resources.map((resource) => [resource.address, resource]));

  it("has the resources that Terraform makes, but for those whose count is not known", () => {
    const uncertain = written.resources.filter((resource) => resource.uncertain !== undefined);
    expect(uncertain.map(({ address, uncertain: why }) => [address, why])).toEqual([
      ["aws_s3_bucket_versioning.data", "its count is not known"],
    ]);
    const certain = written.resources.filter((resource) => !uncertain.includes(resource));
    expect(certain.map(({ address }) => address).sort()).toEqual(
      [...inState.keys()]
        .filter((address) => address !== "aws_s3_bucket_versioning.data[0]")
        .sort(),
    );
  });

  it("has the policies that AWS got, or says what is unknown", () => {
    const unknown: Record<string, string> = {};
    let compared = 0;
    for (const { resource, attribute, document } of written.policies()) {
      if (!document.known) {
        unknown[resource.address] = document.why;
        continue;
      }
      const applied = inState.get(resource.address)!.values[attribute] as string;
      expect({ at: resource.address, policy: meaning(document.value) }).toEqual({
        at: resource.address,
        policy: meaning(JSON.parse(applied)),
      });
      compared += 1;
    }
    expect(compared).toBe(11);
    expect(unknown).toEqual({
      "aws_iam_role.storage": "var.external_id has no default",
      "aws_iam_role_policy.decrypt": "aws_kms_key.data.arn is known after apply only",
    });
  });

  it("has the ARNs and names that AWS gave", () => {
    let compared = 0;
    for (const resource of written.resources) {
      for (const attribute of ["arn", "id", "name", "bucket", "role", "policy_arn"]) {
        const found = resource.resolve(attribute);
        const real = inState.get(resource.address)?.values[attribute];
        if (!found.known || found.value === undefined || real === undefined) continue;
        expect({ address: resource.address, attribute, value: found.value }).toEqual({
          address: resource.address,
          attribute,
          value: real,
        });
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(40);
  });

  it("has the values that Terraform worked out, where they are known", () => {
    for (const resource of written.resources) {
      const real = inState.get(resource.address);
      if (!real) continue;
      for (const [attribute, value] of Object.entries(resource.values)) {
        if (typeof value !== "string" && typeof value !== "boolean") continue;
        if (/policy$/.test(attribute)) continue;
        expect({ at: `${resource.address}.${attribute}`, value }).toEqual({
          at: `${resource.address}.${attribute}`,
          value:
            resource.type === "aws_iam_openid_connect_provider" && attribute === "url"
              ? `https://${String(real.values[attribute])}`
              : real.values[attribute],
        });
      }
    }
  });

  it("has references, through modules too", () => {
    const references = (address: string) =>
      written.resources.find((resource) => resource.address === address)!.references;
    expect(references("aws_iam_role_policy_attachment.module")).toEqual({
      role: ["module.reader.aws_iam_role.this[0]"],
      policy_arn: ["aws_iam_policy.storage"],
    });
    expect(references('aws_iam_role_policy.reader["blue"]')["role"]).toEqual([
      "aws_iam_role.reader",
    ]);
    expect(references("module.reader.aws_iam_role_policy.this")["policy"]).toEqual([
      "aws_s3_bucket.data",
    ]);
    expect(references("aws_iam_policy_attachment.everywhere")["roles"]).toEqual([
      'aws_iam_role.reader["blue"]',
      "aws_iam_role.pod",
    ]);
    expect(references("aws_s3_bucket.data")).toEqual({ bucket: [] });
  });

  it("tells its place, lines and lifecycle", () => {
    const role = written.resources.find(({ address }) => address === "aws_iam_role.storage")!;
    expect(written.placeOf(role)).toEqual({
      account: { known: true, value: "123456789012" },
      region: { known: true, value: "us-west-2" },
      partition: { known: true, value: "aws" },
    });
    expect(role.ignoredChanges).toEqual(["assume_role_policy"]);
    expect(role.preventDestroy).toBe(false);
    const input = written.inputOf(role);
    expect(role.line).toBe(input.lineOf("/resource/aws_iam_role/storage"));
    expect(input.lineOf(`${role.pointer}/permissions_boundary`)).toBeGreaterThan(role.line!);
    expect(whyOf(role.resolve("assume_role_policy"))).toBe("var.external_id has no default");
    expect(valueAt(role, ["assume_role_policy"]).known).toBe(false);
  });
});

describe("stacks that this project writes", () => {
  const examples = readdirSync(join("examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it.each(examples)("are known to the last policy: %s", (example) => {
    const model = modelOf(join("examples", example, "golden"));
    expect(model.policies().length).toBeGreaterThan(1);
    for (const { document } of model.policies()) expect(document.known).toBe(true);
    for (const input of model.inputs) {
      expect(input.gaps).toEqual([]);
      expect(input.stack).toBe(input.file.replace(/^.*\/|\.tf\.json$/g, ""));
      expect(input.root).toBe(input.file);
      expect(input.backend?.type).toMatch(/^(local|s3)$/);
    }
    for (const role of model.roles()) {
      expect(role.arn.known).toBe(true);
      expect(role.resource.constructPath).toMatch(/\/role$/);
      expect(role.resource.provenance).toBeDefined();
      expect(role.attachedUnknown).toEqual([]);
      if (role.boundary) expect(role.boundary.arn.known).toBe(true);
    }
    expect(model.unlinked()).toEqual([]);
  });
});

describe("modules", () => {
  const child = {
    variable: { name: {} },
    resource: { aws_iam_role: { r: { name: "${var.name}" } } },
    output: { name: { value: "${aws_iam_role.r.name}" } },
  };

  it("in several files of a folder are one", () => {
    write("a.tf.json", { locals: { name: "n" } });
    write("b.tf.json", { resource: [{ aws_iam_role: { r: [{ name: "${local.name}" }] } }] });
    const inputs = readInputs([folder]);
    expect(inputs.map(({ root }) => root)).toEqual([folder, folder]);
    const [role] = inputs[1]!.resources;
    expect(role!.values).toEqual({ name: "n" });
    expect(role!.pointer).toBe("/resource/0/aws_iam_role/r/0");
  });

  it("are made as often as they are called", () => {
    write("main.tf.json", {
      module: {
        many: { source: "./m", for_each: { a: "x", b: "y" }, name: "${each.value}" },
        one: { source: "./m", name: '${module.many["b"].name}-2' },
      },
    });
    write("m/main.tf.json", child);
    const inputs = readInputs([folder]);
    const found = inputs.flatMap(({ resources }) =>
      resources.map(({ address, values }) => [address, values["name"]]),
    );
    expect(found).toEqual([
      ['module.many["a"].aws_iam_role.r', "x"],
      ['module.many["b"].aws_iam_role.r', "y"],
      ["module.one.aws_iam_role.r", "y-2"],
    ]);
    expect(inputs.map(({ root }) => root)).toEqual([folder, folder]);
  });

  it("that are not in the input are said to be missing", () => {
    write("main.tf.json", {
      module: { far: { source: "terraform-aws-modules/iam/aws" }, loop: { source: "./" } },
      resource: { aws_iam_role: { r: { name: "${module.far.name}" } } },
    });
    const [input] = readInputs([folder]);
    expect(input!.gaps).toEqual([
      "module.far is not in the input: its resources are not seen; a plan has them",
      "module.loop is not in the input: its resources are not seen; a plan has them",
    ]);
    expect(whyOf(input!.resources[0]!.resolve("name"))).toBe("module.far is not in the file");
  });

  it("with files that are not read say so", () => {
    write("main.tf.json", { resource: { aws_iam_role: { r: {} } } });
    writeFileSync(join(folder, "more.tf"), "");
    write("x_override.tf.json", {});
    expect(readInputs([folder])[0]!.gaps).toEqual([
      "more.tf, x_override.tf.json beside it is not read; a plan has what it says",
    ]);
  });
});

describe("a value", () => {
  const role = (body: unknown, more: object = {}) =>
    resourcesOf({ resource: { aws_iam_role: { r: body } }, ...more })["aws_iam_role.r"]!;

  it("is absent where it is unknown, and null in lists", () => {
    const found = role({
      name: "${var.x}",
      tags: { a: "${var.x}", b: "1" },
      list: ["${var.x}", 2],
    });
    expect(found.values).toEqual({ tags: { b: "1" }, list: [null, 2] });
    expect(found.unknown).toEqual({ name: true, tags: { a: true }, list: [true, false] });
    expect(valueOf(valueAt(found, ["tags", "b"]))).toBe("1");
    expect(valueAt(found, ["tags", "a"]).known).toBe(false);
    expect(valueAt(found, ["list"]).known).toBe(false);
    expect(valueOf(valueAt(found, ["list", 1]))).toBe(2);
    expect(valueOf(valueAt(found, ["none", 1, "x"]))).toBeUndefined();
  });

  it("of a dynamic block is unknown", () => {
    const found = role({ name: "n", dynamic: { inline_policy: { for_each: [], content: {} } } });
    expect(whyOf(found.resolve("inline_policy"))).toBe("a dynamic block is not worked out here");
    expect(found.unknown).toEqual({ inline_policy: true });
  });

  it("that refers to itself is unknown", () => {
    const locals = { a: "${local.b}", b: "${local.a}" };
    expect(whyOf(role({ name: "${local.a}" }, { locals }).resolve("name"))).toBe(
      "local.a refers to itself",
    );
    expect(whyOf(role({ name: "${aws_iam_role.r.name}" }).resolve("name"))).toMatch(/itself/);
  });

  it("leaves Terraform's own arguments out", () => {
    const found = role({
      "//": { metadata: { path: "s/r" }, provenance: "derived: from nothing" },
      name: "n",
      count: 1,
      provider: "aws.x",
      depends_on: ["aws_iam_policy.p"],
      lifecycle: [{ ignore_changes: "all", prevent_destroy: true }],
      provisioner: [],
    });
    expect(found).toBeUndefined();
    const counted = resourcesOf({
      resource: {
        aws_iam_role: {
          r: {
            count: 1,
            name: "n",
            depends_on: ["aws_iam_policy.p"],
            lifecycle: [{ ignore_changes: "all", prevent_destroy: true }],
          },
        },
      },
    })["aws_iam_role.r[0]"]!;
    expect(counted.values).toEqual({ name: "n" });
    expect(counted.dependsOn).toEqual(["aws_iam_policy.p"]);
    expect(counted.ignoredChanges).toEqual(["all"]);
    expect(counted.preventDestroy).toBe(true);
  });
});

describe("count and for_each", () => {
  const addresses = (body: object, more: object = {}) =>
    Object.values(resourcesOf({ resource: { aws_iam_role: { r: body } }, ...more })).map(
      ({ address, uncertain }) => (uncertain ? `${address}: ${uncertain}` : address),
    );

  it.each([
    [{ count: 0 }, []],
    [{ count: "${var.n}" }, ["aws_iam_role.r[0]", "aws_iam_role.r[1]"]],
    [{ count: "${var.none}" }, ["aws_iam_role.r: its count is not known"]],
    [{ count: 1e9 }, ["aws_iam_role.r: its count is not known"]],
    [{ for_each: '${toset(["a", "b\\"c"])}' }, ['aws_iam_role.r["a"]', 'aws_iam_role.r["b\\"c"]']],
    [{ for_each: { k: "${var.none}" } }, ['aws_iam_role.r["k"]']],
    [{ for_each: "${var.none}" }, ["aws_iam_role.r: its for_each is not known"]],
  ])("%j", (body, expected) => {
    const variable = { n: { default: 2 }, none: {} };
    expect(addresses(body, { variable })).toEqual(expected);
  });
});

describe("other stacks", () => {
  it("are known by their remote state, as CDKTF refers to them", () => {
    const stack = (stackName: string, rest: object) => ({
      "//": { metadata: { stackName } },
      ...rest,
    });
    write(
      "a/cdk.tf.json",
      stack("a", {
        resource: { aws_iam_role: { r: { name: "shared" } } },
        output: { "cross-stack-output-name": { value: "${aws_iam_role.r.name}" } },
      }),
    );
    write(
      "b/cdk.tf.json",
      stack("b", {
        data: { terraform_remote_state: { "cross-stack-reference-input-a": { backend: "local" } } },
        resource: {
          aws_iam_role_policy: {
            p: {
              role: "${data.terraform_remote_state.cross-stack-reference-input-a.outputs.cross-stack-output-name}",
              policy: '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
            },
          },
        },
      }),
    );
    const [role] = modelOf(folder).roles();
    expect(role!.identity.map(({ resource }) => resource.file)).toEqual([
      join(folder, "b/cdk.tf.json"),
    ]);
  });
});
