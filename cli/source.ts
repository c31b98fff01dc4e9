import type { Finding, Report } from "../compliance/finding";
import { sortFindings } from "../compliance/order";
import type { Loaded } from "../config";
import { SECTIONS, stackId } from "../config/deployment";
import type { Input } from "../terraform/model";
import { sourceFinder, workingPath, type SourcePlace } from "../terraform/source";

/**
 * The report with its findings where people mend them: at the config's key for what this project
 * synthesized of a config that was given, at the resource's block below the folder for the rest. What
 * is found in neither keeps its place.
 *
 * @param folder of `--source`, the root module.
 * @throws InputError when the folder cannot be read.
 */
export function atSource(
  report: Report,
  folder: string,
  inputs: readonly Input[],
  loaded: Loaded,
): Report {
  const inSource = sourceFinder(folder);
  const inConfig = configFinder(inputs, loaded);
  const findings = report.findings.map((finding): Finding => {
    const { file, address } = finding;
    const place = inConfig(finding) ?? (address === undefined ? undefined : inSource(address));
    return place ? { ...finding, ...place, ...(file !== undefined && { input: file }) } : finding;
  });
  return { ...report, findings: sortFindings(findings) };
}

/** Finds the key that made what a finding is about: constructs are named as their keys are. */
function configFinder(inputs: readonly Input[], { deployments, locate }: Loaded) {
  const stacks = new Map(inputs.map(({ file, stack }) => [file, stack]));
  const sections = new Map(
    deployments.flatMap((deployment) => {
      const kinds = [
        ...SECTIONS.map((section) => [section, [section]] as const),
        ["milvus-release", ["milvus", "release"]] as const,
      ];
      return kinds.map(
        ([kind, path]) => [stackId(deployment, kind), { deployment, path }] as const,
      );
    }),
  );
  return ({ file, constructPath = "" }: Finding): SourcePlace | undefined => {
    const stack = file === undefined ? undefined : stacks.get(file);
    const section = stack === undefined ? undefined : sections.get(stack);
    if (!section) return undefined;
    const { deployment, path } = section;
    const [, part] = constructPath.split("/");
    const key = part?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const where = key === undefined ? path : [...path, key];
    const { line } = locate.get(deployment.name)!(where, "key");
    return { file: workingPath(deployment.file), line: line ?? 1 };
  };
}
