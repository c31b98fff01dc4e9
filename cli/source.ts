import type { Finding, Report } from "../compliance/finding";
import { sortFindings } from "../compliance/order";
import type { Loaded } from "../config";
import { SECTIONS, stackId } from "../config/deployment";
import { isGone } from "../terraform/known";
import type { Input } from "../terraform/model";
import { cachedOf } from "../text/cache";
import { sourceFinder, workingPath, type SourcePlace } from "../terraform/source";

/**
 * The report with its findings where people mend them: at the config's key for what this project made
 * of a config that was given, and for plans and states of that; at the resource's block below the
 * folder for the rest. What is found in neither keeps its place.
 *
 * @param folder of `--source`, the root module.
 * @param made what the config makes, to know its plans by.
 * @throws InputError when the folder cannot be read.
 */
export function atSource(
  report: Report,
  folder: string,
  inputs: readonly Input[],
  loaded: Loaded,
  made: readonly Input[],
): Report {
  const inSource = sourceFinder(folder);
  const inConfig = configFinder(inputs, loaded, made);
  const findings = report.findings.map((finding): Finding => {
    const { file, address } = finding;
    const place = inConfig(finding) ?? (address === undefined ? undefined : inSource(address));
    return place ? { ...finding, ...place, input: file } : finding;
  });
  return { ...report, findings: sortFindings(findings) };
}

/** Paths of constructs by address. */
const pathsOf = cachedOf(
  ({ resources }: Input) =>
    new Map<string | undefined, string | undefined>(
      resources.map(({ address, constructPath }) => [address, constructPath]),
    ),
);

/** What the config makes that has every resource of a plan or state; undefined where several have. */
function madeOf({ resources }: Input, made: readonly Input[]): Input | undefined {
  const addresses = resources.filter((one) => !isGone(one)).map(({ address }) => address);
  const all = made.filter((one) => {
    const own = pathsOf(one);
    return addresses.length > 0 && addresses.every((address) => own.has(address));
  });
  return all.length === 1 ? all[0] : undefined;
}

/** Finds the key that made what a finding is about: constructs are named as their keys are. */
function configFinder(
  inputs: readonly Input[],
  { deployments, locate }: Loaded,
  made: readonly Input[],
) {
  const read = new Map(
    inputs.map((input) => [input.file, input.stack === undefined ? madeOf(input, made) : input]),
  );
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
  return ({ file, address }: Finding): SourcePlace | undefined => {
    const input = file === undefined ? undefined : read.get(file);
    const section = input?.stack === undefined ? undefined : sections.get(input.stack);
    if (!input || !section) return undefined;
    const { deployment, path } = section;
    const [, part] = (pathsOf(input).get(address) ?? "").split("/");
    const key = part?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const { line } = locate.get(deployment.name)!(key === undefined ? path : [...path, key], "key");
    return { file: workingPath(deployment.file), line: line ?? 1 };
  };
}
