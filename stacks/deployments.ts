import { POLICY_SIZE } from "../aws/limits";
import { loadConfigs, type Environment, type Loaded } from "../config";
import type { ConfigRule } from "../config/rules/rule";
import { camelCase, textsOf } from "../policies/catalogue";
import { policySize } from "../policies/render";
import { byFields } from "../text/order";
import { releaseContext, releaseProblems } from "../values";

/**
 * Reads config files and checks everything that can be known before a stack is built: the sizes of
 * the policies they lead to, and what Helm would get, included.
 *
 * @throws ConfigError with every problem of every file when there is an error.
 */
export function readDeployments(files: readonly string[], environment: Environment): Loaded {
  return loadConfigs(files, environment, DERIVED);
}

/** Long paths and names make long policies; AWS would refuse them halfway through a deploy. */
const checkPolicySizes: ConfigRule = ({ deployment, report }) => {
  if (report.isAnyWrong("name", "accountId", "region")) return;
  for (const { section, use, id, policy } of textsOf(deployment).toSorted(byFields("id"))) {
    const limit = POLICY_SIZE[use];
    const size = policySize(policy.document);
    if (size <= limit) continue;
    // Of trusts nothing else is as long as one likes, but for the external ID.
    const ofDenials = use === "trust" && deployment.trustDenials !== undefined;
    report.error(ofDenials ? ["trustDenials"] : [section, "path"], {
      code: "policy-size",
      message: `makes the ${use} policy ${camelCase(id)} ${size} characters long, without white space`,
      allowed: `at most ${limit}`,
      fix: ofDenials ? "name fewer values in their conditions" : "use a shorter path and prefix",
    });
  }
};

/** What the chart would make of a release, told at the settings that it comes from. */
const checkReleaseValues: ConfigRule = ({ deployment, report }) => {
  const { milvus } = deployment;
  // With another version in its place, every other answer would be wrong as well.
  if (!milvus?.release || report.isWrong(["milvus", "release", "chartVersion"])) return;
  if (report.isAnyWrong("name", "region")) return;
  for (const problem of releaseProblems(releaseContext(deployment, milvus), milvus.release)) {
    const { severity, path, ...finding } = problem;
    // What is wrong by itself has been told.
    if (!report.isWrong(path)) report[severity](path, finding);
  }
};

/** Rules about what is made of a config; the config itself cannot know them. */
const DERIVED: readonly ConfigRule[] = [checkPolicySizes, checkReleaseValues];
