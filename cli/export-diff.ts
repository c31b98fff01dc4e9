import { InputError, readInputs, readTexts } from "../compliance/readers/files";
import { joinInputs } from "../compliance/readers/join";
import type { Model } from "../compliance/readers/model-view";
import { diffExitCode, permissionChanges, renderDiff } from "../export/permissions";
import { readDeployments } from "../stacks/deployments";
import { UsageError, type Io } from "./io";
import { synthesized } from "./synthesized";

export interface DiffOptions {
  readonly before: string;
  /** A path, or `config` for what the config makes. */
  readonly after: string | undefined;
  readonly config: readonly string[] | undefined;
  readonly format: readonly string[];
  readonly colour: boolean;
}

const FORMATS = ["text", "markdown", "json"] as const;

/**
 * `byoc export --diff OLD NEW`: what may be done in NEW and could not be done in OLD.
 *
 * @returns 1 when something was gained, 3 when that cannot be told, 0 otherwise.
 */
export function exportDiff({ before, after, config, format, colour }: DiffOptions, io: Io): number {
  const [wanted = "text", ...more] = format;
  const found = FORMATS.find((known) => known === wanted);
  if (!found || more.length > 0) {
    throw new UsageError(
      `--format: "${format.join(",")}" is no form of a difference; allowed: ${FORMATS.join(", ")}`,
    );
  }
  const old = modelOf(before, config, io);
  const diff = permissionChanges(old, modelOf(after ?? "config", config, io));
  io.out(renderDiff(diff, found, { colour }).trimEnd());
  return diffExitCode(diff);
}

function modelOf(path: string, config: readonly string[] | undefined, io: Io): Model {
  if (path === "config") {
    const { deployments } = readDeployments(config ?? ["byoc.yaml"], io.environment);
    return joinInputs(readTexts(synthesized(deployments).texts));
  }
  try {
    return joinInputs(readInputs([path]));
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(error.message);
    throw error;
  }
}
