// Plans of Terraform 1.11.4 with the providers helm 2.17.0 (bad, good) and 3.1.1 (list), kubernetes
// 2.38.0 and aws 5.100.0: fixtures/make-release.ts.
import { RULES } from "../../../compliance/rules";
import { rule as exposure } from "../../../compliance/rules/release-exposure";
import {
  releaseExternalS3 as externalS3,
  releaseNoKeys as noKeys,
  releaseVersion as version,
} from "../../../compliance/rules/release-settings";
import { rule as trust } from "../../../compliance/rules/release-trust";
import { judge } from "./judging";

const BAD = "release-bad.plan.json";

describe.each(
  RULES.filter(({ id }) => id.startsWith("release-")).map((rule) => [rule.id, rule] as const),
)("%s", (_, rule) => {
  // Values in a heredoc, by yamlencode, by set blocks and by a list of objects.
  test.each(["release-good.plan.json", "release-list.plan.json", "release-list/main.tf.json"])(
    "passes %s",
    (file) => {
      const { fails, unknowns, passes } = judge(rule, file);
      expect({ fails, unknowns, passes }).toEqual({
        fails: [],
        unknowns: [],
        passes: ["helm_release.milvus"],
      });
    },
  );
});

const failsOf = (rule: typeof trust, name: string) =>
  judge(rule, BAD).fails.filter((line) => line.includes(`helm_release.${name}`));

test("of several documents the later wins, and a dynamic set over both", () => {
  expect(failsOf(externalS3, "later")).toEqual(["error helm_release.later minio.enabled"]);
  expect(failsOf(externalS3, "vectors")).toEqual(["error helm_release.vectors externalS3.useIAM"]);
});

test("a set_list is a list, and set_sensitive may hold a key", () => {
  expect(failsOf(exposure, "vectors")).toEqual([
    "error helm_release.vectors service",
    "warning helm_release.vectors authorization",
    "warning helm_release.vectors metrics",
  ]);
  expect(failsOf(noKeys, "vectors")).toEqual(["error helm_release.vectors externalS3.secretKey"]);
  expect(failsOf(noKeys, "later")).toEqual(["error helm_release.later minio.accessKey"]);
  expect(judge(noKeys, BAD).messages.join()).not.toMatch(/wJalr|acme/);
});

test("another namespace than the role trusts, and no name", () => {
  expect(failsOf(trust, "vectors")).toEqual(["error helm_release.vectors"]);
  expect(failsOf(trust, "later")).toEqual(["error helm_release.later"]);
});

test("a plan names the newest version where nobody wrote one", () => {
  const { fails, passes } = judge(version, BAD);
  expect(fails).toEqual(["warning helm_release.unpinned", "warning helm_release.vectors"]);
  expect(passes).toContain("helm_release.pinned");
});

test("values that are known after apply only are undecided, and told once", () => {
  for (const rule of [externalS3, noKeys, exposure, trust]) {
    const { results } = judge(rule, BAD);
    const of = results.filter(({ resource }) => resource?.address === "helm_release.unknown");
    expect(of.map(({ verdict }) => verdict)).toEqual(
      rule === noKeys ? of.map(() => "UNKNOWN") : [],
    );
    expect(of).toHaveLength(rule === noKeys ? 2 : 0);
  }
});
