import { join } from "node:path";
import { formatProblems } from "../config";
import { evaluateRules } from "../compliance/engine";
import { parametersFrom } from "../compliance/parameters";
import { readTexts } from "../terraform/files";
import { joinInputs } from "../terraform/join";
import { RULES } from "../compliance/rules";
import { SHIPPED_WAIVERS } from "../compliance/waivers/shipped";
import { loadWaivers } from "../compliance/waivers/load";
import { readDeployments } from "../stacks/deployments";
import { BUNDLE_FORMATS, bundleOf, type BundleFormat } from "../review/bundle";
import type { AnyFiles } from "../review/stack-file";
import { writeBundle } from "../review/write";
import type { Gone } from "../files/gone";
import { usageError } from "../text/problem";
import { day } from "./day";
import { EXIT, type Io } from "./io";
import { mendedLines } from "./mended";
import { synthesized } from "./synthesized";

export interface ExportOptions {
  readonly config: readonly string[];
  readonly out: string;
  readonly format: readonly string[];
  readonly backend: boolean;
  readonly helm: "2" | "3";
  readonly waivers: readonly string[];
  readonly quiet?: boolean;
  readonly version: string;
}

/** `byoc export`: writes the review bundle of what the config makes. */
export function exportBundle(options: ExportOptions, io: Io): number {
  const wanted = options.format.length > 0 ? options.format : BUNDLE_FORMATS;
  const formats = new Set(wanted.map(formatOf));
  const waivers = [...SHIPPED_WAIVERS, ...loadWaivers(options.waivers)];
  const { deployments, warnings, digests } = readDeployments(options.config, io.environment);
  if (warnings.length > 0) io.error(formatProblems(warnings));
  const { stacks, texts } = synthesized(deployments);
  const model = joinInputs(readTexts(texts));
  const context = {
    model,
    parameters: parametersFrom(model, deployments),
    scp: [],
    rows: [],
  };
  const { version } = options;
  const report = evaluateRules(RULES, context, waivers, { today: day(), toolVersion: version });
  const files = bundleOf(
    { version, deployments, stacks, model, report },
    {
      formats,
      backend: options.backend,
      helm: options.helm === "2" ? 2 : 3,
      configs: digests,
    },
  );
  const { gone, mended } = writeBundle(files, options.out);
  for (const line of mendedLines(mended, options.out)) io.error(line);
  if (options.quiet !== true) io.out(summary(files, gone, options.out));
  return EXIT.ok;
}

function formatOf(format: string): BundleFormat {
  const found = BUNDLE_FORMATS.find((known) => known === format);
  if (found) return found;
  throw usageError("--format", `"${format}" is no part of a bundle`, {
    allowed: BUNDLE_FORMATS.join(", "),
  });
}

function goneLine({ path, keptFor }: Gone, out: string): string {
  return keptFor.length > 0
    ? `kept ${join(out, path)}: this bundle has none, but it was edited`
    : `removed ${join(out, path)}: this bundle has none`;
}

/** What was written, and what to open first. */
function summary(files: AnyFiles, gone: readonly Gone[], out: string): string {
  const folders = new Map<string, Map<string, number>>();
  for (const path of files.keys()) {
    const [stack, part, ...rest] = path.split("/");
    if (rest.length === 0) continue;
    const parts = folders.get(stack!) ?? new Map<string, number>();
    folders.set(stack!, parts.set(part!, (parts.get(part!) ?? 0) + 1));
  }
  const tops = [...files.keys()].filter((path) =>
    /^(REVIEW\.md|review\.html|[^/]+\/RUNBOOK\.md)$/.test(path),
  );
  return [
    ...[...folders].map(
      ([stack, parts]) =>
        `${join(out, stack)}: ${[...parts].map(([part, count]) => `${part} (${count})`).join(", ")}`,
    ),
    ...gone.map((one) => goneLine(one, out)),
    ...tops.map((path) => join(out, path)),
    `${folders.size} stack${folders.size === 1 ? "" : "s"}, ${files.size} files: ${out}`,
  ].join("\n");
}
