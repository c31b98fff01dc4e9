import { formatProblems } from "../config";
import { readDeployments } from "../stacks/deployments";
import { EXIT, type Io } from "./io";

/** `byoc validate`: checks config files and says what they would make. */
export function validate(files: readonly string[], quiet: boolean, io: Io): number {
  const { deployments, warnings } = readDeployments(files, io.environment);
  if (warnings.length > 0) io.error(formatProblems(warnings));
  if (!quiet) {
    for (const { file, name, accountId, region } of deployments) {
      io.out(`${file}: ${name} in ${accountId}, ${region}: valid`);
    }
  }
  return EXIT.ok;
}
