import { readFileSync } from "node:fs";
import { reviewOf } from "../../review/facts";
import { leftOpen } from "../../review/facts/deviations/open";
import type { PolicyReview, Review } from "../../review/review";
import type { Provenance } from "../../policies/document";
import {
  deploymentsOf,
  EXAMPLES,
  factsOf,
  factsOfDeployments,
  factsOfTexts,
  SECRETS,
} from "./facts-of";

const value = ({ console: values }: Review, output: string) =>
  values.find((one) => one.output === output)!.value;

describe.each(EXAMPLES)("the review of %s", (name) => {
  const facts = factsOf(name);
  const review = reviewOf(facts);

  it("shows no external ID outside of policies, and no folder anywhere", () => {
    const { policies, ...rest } = review;
    const shown = JSON.stringify([rest, policies.map((policy) => ({ ...policy, text: "" }))]);
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
    expect(JSON.stringify(review)).not.toMatch(/byoc-test-|"\/(tmp|home|work|var)\b/);
  });

  it("lists every resource of every file", () => {
    const written = facts.stacks.map(({ id, json }) => [
      id,
      Object.entries(json["resource"] as Record<string, object>).flatMap(([type, named]) =>
        Object.keys(named).map((local) => `${type}.${local}`),
      ),
    ]);
    const listed = review.stacks.map(({ id, resources }) => [
      id,
      resources.map(({ address }) => address),
    ]);
    expect(listed).toEqual(written);
  });

  it("has every output with the place that it goes to", () => {
    const outputs = facts.stacks.flatMap(({ id, json }) =>
      Object.keys((json["output"] ?? {}) as object).map((output) => `${id} ${output}`),
    );
    expect(review.console.map(({ stack, output }) => `${stack} ${output}`)).toEqual(outputs);
    for (const { field } of review.console) expect(field).not.toBe("");
  });

  it("cites a source for every deviation", () => {
    const ids = review.stacks.map(({ id }) => id);
    for (const { citation, what, subject, stacks } of review.deviations) {
      expect(citation).toMatch(/\w{3}/);
      expect(what).toMatch(/^[A-Z].*\.$/s);
      expect(subject).toMatch(/^[a-z0-9_]+\.[a-z0-9_]+$/);
      expect(stacks.length).toBeGreaterThan(0);
      for (const stack of stacks) expect(ids).toContain(stack);
    }
  });
});

it.each(["full-production", "milvus-production"])("of %s is the same in every run", (name) => {
  const again = factsOfDeployments(deploymentsOf(name));
  expect(JSON.stringify(reviewOf(again))).toBe(JSON.stringify(reviewOf(factsOf(name))));
});

it("knows values that AWS does not have to make up", () => {
  const review = reviewOf(factsOf("full-production"));
  expect(value(review, "storage_role_arn")).toBe(
    "arn:aws:iam::111122223333:role/zilliz-byoc-acme-production-storage-role",
  );
  expect(value(review, "permission_boundary_policy_arn")).toBe(
    "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy",
  );
  expect(value(review, "external_id")).toBe("(masked)");
  expect(value(review, "vpc_id")).toBeUndefined();
  expect(value(review, "subnet_ids")).toBeUndefined();
});

it("leaves out a value with a part that only AWS knows", () => {
  const facts = factsOf("minimal");
  const [stack] = facts.stacks;
  const output = {
    mixed: { description: "a", value: "vpc ${aws_vpc.vpc.id}" },
    escaped: { description: "b", value: "$${not} %%{if}" },
    list: { description: "c", value: ["a", "${aws_iam_role.storage_role.name}"] },
    gone: { description: "d", value: "${aws_iam_role.nobody.arn}" },
  };
  const review = reviewOf({ ...facts, stacks: [{ ...stack!, json: { ...stack!.json, output } }] });
  expect(review.console.map((one) => [one.output, one.value])).toEqual([
    ["mixed", undefined],
    ["escaped", "${not} %{if}"],
    ["list", "a, zilliz-byoc-acme-dev-storage-role"],
    ["gone", undefined],
  ]);
});

it("names files as the bundle does, and of others no folder of a machine", () => {
  const facts = factsOf("minimal");
  const [finding] = facts.report.findings;
  const waiver = {
    kind: "accepted-risk",
    reason: "why",
    source: "/secret/waivers.yaml:3",
  } as const;
  const findings = [
    { ...finding!, waiver },
    { ...finding!, file: "C:\\secret\\waivers.yaml", line: 3 },
    { ...finding!, file: "ci/waivers.yaml", line: 3 },
    { ...finding!, file: facts.report.inputs[0]!.file, line: 3 },
  ];
  const { report } = reviewOf({ ...facts, report: { ...facts.report, findings } });
  expect(JSON.stringify(report)).not.toContain("secret");
  expect(report.findings[0]!.waiver!.source).toBe("waivers.yaml:3");
  expect(report.findings.slice(1).map(({ file, line }) => [file, line])).toEqual([
    ["waivers.yaml", 3],
    ["ci/waivers.yaml", 3],
    ["acme-dev-project/json/cdk.tf.json", undefined],
  ]);
});

it("masks an external ID that got into a tag", () => {
  const [deployment] = deploymentsOf("minimal");
  const tags = { ...deployment!.tags, Note: `id ${SECRETS[0]}` };
  const review = reviewOf({ ...factsOf("minimal"), deployments: [{ ...deployment!, tags }] });
  expect(review.deployments[0]!.tags["Note"]).toBe("id (masked)");
});

it("masks one that is a word where a tag holds it whole, and takes no other text apart", () => {
  const [minimal] = deploymentsOf("minimal");
  const project = { ...minimal!.project!, externalIds: ["resource"] };
  const tags = { ...minimal!.tags, Note: "resource", Other: "one resource" };
  const review = reviewOf({ ...factsOf("minimal"), deployments: [{ ...minimal!, project, tags }] });
  expect(review.deployments[0]!.tags).toMatchObject({
    Note: "(masked)",
    Other: "one resource",
    Vendor: "zilliz-byoc",
  });
  const plain = reviewOf(factsOf("minimal"));
  expect({ ...review, deployments: [] }).toEqual({
    ...plain,
    deployments: [],
    policies: review.policies,
  });
});

/** What findings call each kind of text. */
const WORDS: Readonly<Record<Provenance, string>> = {
  documented: "(the documented text does)",
  current: "(the vendor's newer text does)",
  upstream: "(the upstream text does)",
  derived: "(the derived text does)",
};

describe("deviations", () => {
  const whats = (name: string, kind: string) =>
    reviewOf(factsOf(name))
      .deviations.filter((one) => one.kind === kind)
      .map(({ what }) => what)
      .join("\n");

  it("name the documents' errors that are kept", () => {
    const kept = whats("minimal", "kept");
    expect(kept).toMatch(/Never allowed.*eks:AssociateAccessPolicy, eks:UpdateAccessEntry/);
    expect(kept).toMatch(/only ever asked for "\*".*eks:DescribeAddonVersions/);
    expect(kept).toMatch(/no resource has such an ARN: arn:aws:eks::aws:access-entry/);
    expect(kept).toMatch(
      /newer text, which is not used, the role may now also create roles for services of AWS/,
    );
    // Mended in the newer text, which is used there.
    expect(whats("full-production", "kept")).not.toMatch(/AssociateAccessPolicy/);
  });

  it("name what the documented texts leave open, as the shipped waivers do", () => {
    const { deviations, report } = reviewOf(factsOf("minimal"));
    const open = deviations.filter(({ kind }) => kind === "open");
    const waived = report.findings.filter(({ verdict }) => verdict === "WAIVED");
    expect(open).toHaveLength(waived.length);
    expect(open.map(({ citation }) => citation).join()).toMatch(/IAMUpdateTrustPolicyForEKSRole/);
  });

  it.each<[string, Record<string, number>]>([
    // Eight of the nine waivers of the cross-account role: the ninth is of the newer text.
    ["minimal", { documented: 8 }],
    ["full-production", { current: 9, derived: 1 }],
    // What the vendor only describes was written here: eight ways of the bootstrap role, one of the
    // management role.
    ["bootstrap", { derived: 9 }],
    ["the default deployment", { documented: 8, derived: 9 }],
  ])("say of %s whose text leaves each way open", (name, expected) => {
    const facts =
      name === "the default deployment"
        ? factsOfTexts([readFileSync("byoc.yaml", "utf8")])
        : factsOf(name);
    const { deviations, policies, report } = reviewOf(facts);
    const open = deviations.filter(({ kind }) => kind === "open");
    const counts: Record<string, number> = {};
    for (const { whose = "nobody" } of open) counts[whose] = (counts[whose] ?? 0) + 1;
    expect(counts).toEqual(expected);
    const labels = new Set(policies.map(({ provenance }) => provenance));
    for (const { whose, what } of open) {
      expect(labels).toContain(whose);
      expect(what).toContain(WORDS[whose!]);
    }
    expect(report.summary.verdicts.WAIVED).toBe(open.length);
  });

  it("are attributed to the text that is furthest from the vendor's word", () => {
    const { policies, report } = reviewOf(factsOf("bootstrap"));
    const [finding] = report.findings.filter(({ verdict }) => verdict === "WAIVED");
    const stack = "acme-activation-bootstrap";
    const text = (address: string, provenance: Provenance): PolicyReview => ({
      ...policies[0]!,
      ...{ stack, address, provenance, use: "managed", source: "project v1.2" },
    });
    const told = (message: string, ...texts: readonly PolicyReview[]) =>
      leftOpen({ ...report, findings: [{ ...finding!, message }] }, texts)[0]!;
    const [a, b] = [text("aws_iam_policy.a", "documented"), text("aws_iam_policy.b", "upstream")];
    expect(
      told("x can; allowed by S of aws_iam_policy.a and T of aws_iam_policy.b", a, b),
    ).toMatchObject({
      whose: "upstream",
      citation: `${finding!.waiver!.reason}; text: project v1.2`,
    });
    expect(told("x can; allowed by S of aws_iam_policy.a", a, b).whose).toBe("documented");
    expect(told("x can; allowed by S of aws_iam_policy.a_b", a, b).whose).toBe("documented");
  });

  it("name what the project adds, with the standard", () => {
    const { deviations } = reviewOf(factsOf("minimal"));
    const tls = deviations.find(({ subject }) => subject === "aws_s3_bucket_policy.bucket")!;
    expect(tls).toMatchObject({ kind: "added", stacks: ["acme-dev-project"] });
    expect(tls.citation).toMatch(/FSBP S3\.5; beyond create-bucket-and-role, step 1/);
    expect(whats("full-production", "added")).toMatch(/has a ceiling: aws_iam_policy/);
    expect(whats("minimal", "added")).not.toMatch(/ceiling|log who reaches|own versions/);
    expect(whats("integration-existing-bucket", "added")).toBe("");
  });

  it("tell once what is true of several stacks", () => {
    const { deviations, stacks } = reviewOf(factsOf("fleet"));
    const projects = stacks.filter(({ section }) => section === "project").length;
    const most = Math.max(...deviations.map((one) => one.stacks.length));
    expect(most).toBe(projects);
  });
});
