import { readInputs, readTexts } from "../terraform/files";
import { joinInputs } from "../terraform/join";
import type { Model } from "../terraform/model-view";
import { diffExitCode, permissionChanges, renderDiff } from "../permissions";
import { readDeployments } from "../stacks/deployments";
import type { Io } from "./io";
import { usageError } from "../text/problem";
import { mixtureLines } from "./mended";
import { synthesized } from "./synthesized";

export interface DiffOptions {
  readonly before: string;
  /** A path, or `config` for what the config makes. */
  readonly after: string | undefined;
  readonly config: readonly string[];
  readonly quiet?: boolean;
  readonly format: readonly string[];
  readonly colour: boolean;
}

const FORMATS = ["text", "markdown", "json"] as const;

/**
 * `byoc export --diff OLD NEW`: what may be done in NEW and could not be done in OLD.
 *
 * @returns 1 when something was gained, 3 when that cannot be told, 0 otherwise.
 */
export function exportDiff(
  { before, after, config, format, colour, quiet }: DiffOptions,
  io: Io,
): number {
  const [wanted = "text", ...more] = format;
  const found = FORMATS.find((known) => known === wanted);
  if (!found || more.length > 0) {
    throw usageError("--format", `"${format.join(",")}" is no form of a difference`, {
      allowed: `one of ${FORMATS.join(", ")}`,
    });
  }
  const old = modelOf(before, config, io);
  const diff = permissionChanges(old, modelOf(after ?? "config", config, io));
  if (quiet !== true) io.out(renderDiff(diff, found, { colour }).trimEnd());
  return diffExitCode(diff);
}

function modelOf(path: string, config: readonly string[], io: Io): Model {
  if (path === "config") {
    const { deployments } = readDeployments(config, io.environment);
    return joinInputs(readTexts(synthesized(deployments).texts));
  }
  for (const line of mixtureLines(path)) io.error(line);
  return joinInputs(readInputs([path]));
}
