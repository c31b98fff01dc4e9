import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Model } from "../../terraform/model-view";
import { fixture, modelOf, valueOf } from "./support";
import { scratchFolder } from "../support/scratch";

let folder: string;
beforeEach(() => (folder = scratchFolder()));

const POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

/** The model of stacks, each in a folder of its own. */
function modelFrom(stacks: Record<string, object>): Model {
  for (const [name, resource] of Object.entries(stacks)) {
    const path = join(folder, name, "cdk.tf.json");
    mkdirSync(dirname(path), { recursive: true });
    const { provider, ...resources } = resource as { provider?: object };
    writeFileSync(path, JSON.stringify({ ...(provider && { provider }), resource: resources }));
  }
  return modelOf(folder);
}

/** Roles with what is on them, files without their folder. */
function identities(model: Model): Record<string, string[]> {
  return Object.fromEntries(
    model
      .roles()
      .map(({ resource, identity }) => [
        place(resource),
        identity.map((policy) => place(policy.resource)),
      ]),
  );
}

function place({ file, address }: { file: string; address: string }): string {
  return `${dirname(file).slice(folder.length + 1)}:${address}`;
}

const aws = (account: string) => ({ aws: { region: "us-west-2", allowed_account_ids: [account] } });
const role = (name: string, more: object = {}) => ({ aws_iam_role: { r: { name, ...more } } });
const inline = (roleName: string) => ({
  aws_iam_role_policy: { p: { role: roleName, policy: POLICY } },
});

describe("inputs", () => {
  it("are judged together: a role here, its policy there", () => {
    const model = modelFrom({
      a: role("shared"),
      b: inline("shared"),
      c: {
        aws_iam_role_policy_attachment: {
          m: { role: "shared", policy_arn: "arn:aws:iam::111122223333:policy/p" },
        },
      },
      d: { provider: aws("111122223333"), aws_iam_policy: { p: { name: "p", policy: POLICY } } },
    });
    expect(identities(model)).toEqual({
      "a:aws_iam_role.r": ["b:aws_iam_role_policy.p", "d:aws_iam_policy.p"],
    });
  });

  it("of one stack, synthesized and planned, are not mixed", () => {
    const synth = "examples/full-production/golden/acme-production-project.tf.json";
    const plan = fixture("acme-production-project.plan.json");
    const bootstrap = fixture("acme-production-bootstrap.plan.json");
    const model = modelOf(synth, plan, bootstrap);
    expect(model.roles()).toHaveLength(7);
    for (const { resource, identity } of model.roles()) {
      for (const policy of identity) expect(policy.resource.file).toBe(resource.file);
      expect(new Set(identity).size).toBe(identity.length);
    }
    const bounded = model.roles().filter(({ boundary }) => boundary);
    expect(bounded.map(({ boundary }) => boundary?.policy?.resource.file)).toEqual(
      bounded.map(() => bootstrap),
    );
    expect(
      model
        .buckets()
        .map(({ publicAccessBlock, resource }) => publicAccessBlock?.file === resource.file),
    ).toEqual([true, true]);
  });

  it("prefer their own role of a name", () => {
    const model = modelFrom({ a: { ...role("same"), ...inline("same") }, b: role("same") });
    expect(identities(model)).toEqual({
      "a:aws_iam_role.r": ["a:aws_iam_role_policy.p"],
      "b:aws_iam_role.r": [],
    });
  });

  it("of other accounts are left alone", () => {
    const model = modelFrom({
      a: { provider: aws("111122223333"), ...role("same") },
      b: { provider: aws("444455556666"), ...role("same") },
      c: { provider: aws("444455556666"), ...inline("same") },
    });
    expect(identities(model)).toEqual({
      "a:aws_iam_role.r": [],
      "b:aws_iam_role.r": ["c:aws_iam_role_policy.p"],
    });
    expect(model.accountIds).toEqual(["111122223333", "444455556666"]);
  });
});

describe("a role", () => {
  it("has policies of every way to give them", () => {
    const arn = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;
    const policy = (name: string) => ({ name, policy: POLICY });
    const model = modelFrom({
      a: {
        provider: aws("111122223333"),
        aws_iam_role: {
          r: {
            name: "r",
            managed_policy_arns: ["${aws_iam_policy.a.arn}", "arn:aws:iam::aws:policy/A"],
            inline_policy: [{ name: "i", policy: POLICY }],
            permissions_boundary: arn("elsewhere"),
            assume_role_policy: POLICY,
          },
        },
        aws_iam_policy: { a: policy("a"), b: policy("b"), c: policy("c"), d: policy("d") },
        aws_iam_role_policy: { p: { role: "${aws_iam_role.r.id}", policy: POLICY } },
        aws_iam_role_policy_attachment: {
          b: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.b.arn}" },
          again: { role: "r", policy_arn: arn("b") },
          unknown: { role: "r", policy_arn: "${var.x}" },
        },
        aws_iam_policy_attachment: { c: { roles: ["r", "other"], policy_arn: arn("c") } },
        aws_iam_role_policy_attachments_exclusive: {
          d: { role_name: "r", policy_arns: [arn("d"), "arn:aws:iam::aws:policy/B"] },
        },
        aws_iam_role_policies_exclusive: { e: { role_name: "r", policy_names: ["i"] } },
      },
    });
    const [view] = model.roles();
    expect(
      view!.identity.map(({ resource, attribute }) => `${resource.address}.${attribute}`).sort(),
    ).toEqual([
      "aws_iam_policy.a.policy",
      "aws_iam_policy.b.policy",
      "aws_iam_policy.c.policy",
      "aws_iam_policy.d.policy",
      "aws_iam_role.r.inline_policy[0].policy",
      "aws_iam_role_policy.p.policy",
    ]);
    expect([...view!.attachedElsewhere].sort()).toEqual([
      "arn:aws:iam::aws:policy/A",
      "arn:aws:iam::aws:policy/B",
    ]);
    expect(view!.attachedUnknown).toMatchObject([
      { attribute: "policy_arn", why: "var.x has no default" },
    ]);
    expect(view!.boundary).toEqual({ arn: { known: true, value: arn("elsewhere") } });
    expect(view!.exclusive).toHaveLength(2);
    expect(valueOf(view!.arn)).toBe("arn:aws:iam::111122223333:role/r");
    expect(model.policies()).toHaveLength(7);
  });

  it("whose name or account is not known says so", () => {
    const model = modelFrom({
      a: role("${var.x}", { permissions_boundary: "${var.y}" }),
      b: role("r"),
    });
    const [unnamed, unplaced] = model.roles();
    expect(unnamed!.name).toMatchObject({ known: false, why: "var.x has no default" });
    expect(unnamed!.boundary).toMatchObject({ arn: { known: false } });
    expect(unplaced!.arn).toEqual({
      known: false,
      attribute: "arn",
      why: "the account is unknown: the input does not tell it",
      partial: "arn:aws:iam::000000000000:role/r",
    });
    expect(unplaced!.trust.document).toMatchObject({ known: false, why: "it is not set" });
  });

  it("that may be any of several gets no policy; the policy is listed", () => {
    const model = modelFrom({
      a: {
        aws_iam_role: { r: { count: 2, name: "${var.x}" } },
        aws_iam_role_policy: { p: { role: "${aws_iam_role.r[var.y].name}", policy: POLICY } },
      },
    });
    expect(model.roles().map(({ identity }) => identity)).toEqual([[], []]);
    expect(model.unlinked()).toMatchObject([{ attribute: "role" }]);
  });
});

describe("a bucket", () => {
  it("has its parts by name and by reference, from all inputs", () => {
    const model = modelFrom({
      a: {
        aws_s3_bucket: { b: { bucket: "data" }, other: { bucket: "${var.x}" } },
        aws_s3_bucket_versioning: { v: { bucket: "${aws_s3_bucket.other.id}" } },
        aws_s3_bucket_acl: { a: { bucket: "data" } },
      },
      b: {
        aws_s3_bucket_public_access_block: { p: { bucket: "data" } },
        aws_s3_bucket_policy: { p: { bucket: "data", policy: POLICY } },
      },
    });
    const [data, other] = model.buckets();
    expect(data!.publicAccessBlock?.address).toBe("aws_s3_bucket_public_access_block.p");
    expect(data!.policy?.document.known).toBe(true);
    expect(data!.others.map(({ type }) => type)).toEqual(["aws_s3_bucket_acl"]);
    expect(data!.versioning).toBeUndefined();
    expect(other!.versioning?.address).toBe("aws_s3_bucket_versioning.v");
    expect(valueOf(data!.arn)).toBe("arn:aws:s3:::data");
  });

  it("says which parts may be its own, or may not exist", () => {
    const model = modelFrom({
      a: {
        aws_s3_bucket: { b: { bucket: "data" } },
        aws_s3_bucket_public_access_block: { p: { bucket: "${var.x}" } },
        aws_s3_bucket_versioning: { v: { count: "${var.x}", bucket: "data" } },
      },
    });
    const [view] = model.buckets();
    expect(view!.publicAccessBlock ?? view!.versioning).toBeUndefined();
    expect(view!.uncertain.map(({ address }) => address)).toEqual([
      "aws_s3_bucket_public_access_block.p",
      "aws_s3_bucket_versioning.v",
    ]);
  });
});

describe("a place", () => {
  const partitionOf = (region: string | undefined) => {
    const model = modelFrom({ a: { provider: { aws: { region } }, ...role("r") } });
    return model.placeOf(model.resources[0]!).partition;
  };

  it.each([
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
    ["eu-west-1", "aws"],
    [undefined, "aws"],
  ])("in %s has the partition %s", (region, partition) => {
    expect(partitionOf(region)).toEqual({ known: true, value: partition });
  });

  it("in a partition that is not supported is not known", () => {
    expect(partitionOf("us-iso-east-1")).toMatchObject({ known: false });
  });

  it("is told by the role that is assumed, rather than by what is allowed", () => {
    const provider = {
      aws: {
        assume_role: { role_arn: "arn:aws:iam::444455556666:role/deploy" },
        allowed_account_ids: ["111122223333", "444455556666"],
      },
    };
    expect(modelFrom({ a: { provider, ...role("r") } }).accountIds).toEqual(["444455556666"]);
  });

  it("is told by ARNs of the account's own, where no provider tells", () => {
    const boundary = { permissions_boundary: "arn:aws-us-gov:iam::111122223333:policy/b" };
    const model = modelFrom({ a: role("r", boundary) });
    expect(valueOf(model.roles()[0]!.arn)).toBe("arn:aws-us-gov:iam::111122223333:role/r");
  });

  it("of several accounts is none", () => {
    const provider = { aws: { allowed_account_ids: ["111122223333", "444455556666"] } };
    const model = modelFrom({ a: { provider, ...role("r") } });
    expect(model.placeOf(model.resources[0]!).account).toMatchObject({
      known: false,
      why: "it is not the same everywhere in the input",
    });
  });
});

describe("a key and an OIDC provider", () => {
  it("are joined with what belongs to them", () => {
    const model = modelFrom({
      a: {
        provider: aws("111122223333"),
        aws_kms_key: { own: {}, given: { policy: "" } },
        aws_kms_key_policy: { p: { key_id: "${aws_kms_key.given.id}", policy: POLICY } },
        aws_iam_openid_connect_provider: {
          o: { url: "https://issuer.example/id", client_id_list: ["sts.amazonaws.com"] },
        },
      },
    });
    expect(model.keys().map(({ policy }) => policy?.resource.address)).toEqual([
      undefined,
      "aws_kms_key_policy.p",
    ]);
    expect(model.oidcProviders()).toMatchObject([
      {
        issuer: { known: true, value: "issuer.example/id" },
        arn: { known: true, value: "arn:aws:iam::111122223333:oidc-provider/issuer.example/id" },
        clientIds: { known: true, value: ["sts.amazonaws.com"] },
      },
    ]);
  });
});

describe("the model", () => {
  it("finds resources by file and address, and makes its lists once", () => {
    const model = modelOf(fixture("foreign"));
    const [bucket] = model.ofType("aws_s3_bucket");
    expect(model.byAddress(bucket!.file, bucket!.address)).toBe(bucket);
    expect(model.byAddress("x", bucket!.address)).toBeUndefined();
    expect(model.inputOf(bucket!).file).toBe(bucket!.file);
    expect(model.roles()).toBe(model.roles());
    expect(model.policies()).toBe(model.policies());
    const inline = model
      .policies()
      .find(({ resource }) => resource.address === "aws_iam_role_policy.pod");
    const pod = model.roles().find(({ resource }) => resource.address === "aws_iam_role.pod");
    expect(pod!.identity).toContain(inline);
  });
});
