import { loadConfigs, type Environment, type Loaded } from "../config";
import type { ConfigRule } from "../config/rules/rule";
import { checkPolicySizes } from "../policies/sizes";
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
