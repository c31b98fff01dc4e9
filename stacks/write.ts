import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Deployment } from "../config/deployment";
import { writeOutput, type Look, type OutputKind, type Written } from "../files/output";
import { MANIFEST, objectIn } from "../files/manifest";
import { isWithin, lying, realPlace } from "../files/place";
import { FilesError } from "../files/problem";
import { isRecord, valueAt, type PlainRecord } from "../text/record";
import { manifestText, synthesize, type SynthResult } from "./synthesize";

/** An output folder as CDKTF lays it out. */
export const SYNTHESIZED: OutputKind = {
  what: "what byoc synthesizes",
  filesOf: (manifest, folder) => {
    const { byoc, stacks } = manifest as { byoc?: unknown; stacks?: unknown };
    if (typeof byoc === "object" && byoc !== null) {
      const { files } = byoc as { files?: unknown };
      return typeof files === "object" && files !== null ? files : undefined;
    }
    if (typeof stacks !== "object" || stacks === null) return undefined;
    // Of a version that named no files, or of another CDKTF app: the stacks themselves tell.
    const paths = Object.keys(stacks).map((id) => `stacks/${id}/cdk.tf.json`);
    return paths.length > 0 && paths.every((path) => isOurs(join(folder, path))) ? {} : undefined;
  },
  unitOf: (path) => {
    const [top, id, ...rest] = path.split("/");
    return top === "stacks" && id !== undefined && rest.length > 0
      ? { folder: `stacks/${id}`, main: "cdk.tf.json" }
      : undefined;
  },
  isOwn: (file, path) => path.endsWith("/cdk.tf.json") && isOurs(file),
  carry: (text, kept) => {
    const manifest = JSON.parse(text) as { byoc: { files: Record<string, string> } };
    const files = { ...manifest.byoc.files, ...kept };
    return manifestText({ ...manifest, byoc: { ...manifest.byoc, files } });
  },
};

interface WriteOptions {
  readonly progress?: (done: number) => void;
  readonly wanted?: ReadonlySet<string>;
  readonly accept?: (made: SynthResult) => void;
  readonly leave?: Look;
}

/**
 * Synthesizes deployments into an output folder.
 *
 * @param progress is told how many deployments are done.
 * @param wanted ids of the stacks to write; what else lies there stays, and stays in the manifest.
 * @param accept looks at what was made before any of it is written, and may refuse by throwing.
 * @param leave for a run under CDKTF's command line, which removes what is gone itself.
 * @throws FilesError when the folder is another's, something is in the way, or a state would lie in
 *   it; nothing is written then.
 */
export function writeStacks(
  deployments: readonly Deployment[],
  out: string,
  { progress, wanted, accept, leave }: WriteOptions = {},
): Written<SynthResult> {
  const written = writeOutput(
    out,
    SYNTHESIZED,
    (staging) => {
      refuseStates(deployments, out);
      const made = synthesize(deployments, staging, progress, wanted);
      accept?.(made);
      if (wanted) keepOthers(realPlace(out), staging);
      return made;
    },
    wanted ? () => {} : leave,
  );
  const { stacks } = written.result;
  const files = stacks.map(({ id }) => join(out, "stacks", id, "cdk.tf.json"));
  return { ...written, result: { stacks, files } };
}

/** Names in a new manifest what the old one names besides: stacks that this run did not write. */
function keepOthers(folder: string, staging: string): void {
  const file = join(staging, MANIFEST);
  const [before, now] = [objectIn(join(folder, MANIFEST)), objectIn(file)];
  const both = (...path: string[]) => ({
    ...asRecord(valueAt(before, path)),
    ...asRecord(valueAt(now, path)),
  });
  writeFileSync(
    file,
    manifestText({ ...now, byoc: { files: both("byoc", "files") }, stacks: both("stacks") }),
  );
}

function asRecord(value: unknown): PlainRecord {
  return isRecord(value) ? value : {};
}

/** Whether a synthesized file carries the tag that this project puts on every resource. */
function isOurs(file: string): boolean {
  try {
    return (
      lying(file)?.isFile() === true &&
      readFileSync(file, "utf8").includes('"Vendor": "zilliz-byoc"')
    );
  } catch {
    return false;
  }
}

/** A state in the output folder would be deleted with the folder of its stack. */
function refuseStates(deployments: readonly Deployment[], out: string): void {
  const folder = realPlace(out);
  const problems = deployments.flatMap(({ file, backend }) => {
    if (backend.type !== "local") return [];
    const states = (["path", "workspace_dir"] as const).map(
      (key) => [key, valueAt(backend, [key])] as const,
    );
    const inside = states.filter(
      ([, state]) =>
        typeof state === "string" &&
        isWithin(realPlace(resolve(folder, "stacks", "x", state)), folder),
    );
    return inside.map(([key, state]) => ({
      file,
      message: `terraform.backend.${key} = "${String(state)}" keeps states in the output folder ${out}, where stacks come and go`,
      allowed: "a path outside it",
      fix: `${key}: ${key === "path" ? "../../../state/{stack}.tfstate" : "../../../state"}, and move the states there before the next plan`,
    }));
  });
  if (problems.length > 0) throw new FilesError(problems);
}
