import { formatProblems, type Loaded } from "../config";
import { readDeployments } from "../stacks/deployments";
import type { Io } from "./io";

/** Deployments of the files of `--config`; warnings are told. */
export function configured(files: readonly string[], io: Io): Loaded {
  const loaded = readDeployments(files, io.environment);
  if (loaded.warnings.length > 0) io.error(formatProblems(loaded.warnings));
  return loaded;
}
