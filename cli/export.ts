import { join } from "node:path";
import { Command, Option } from "commander";
import { contextOf } from "../compliance/context";
import { evaluateRules } from "../compliance/engine";
import { RULES } from "../compliance/rules";
import { SHIPPED_WAIVERS } from "../compliance/waivers/shipped";
import { loadWaivers } from "../compliance/waivers/load";
import type { Gone } from "../files/gone";
import { BUNDLE_FORMATS, bundleOf, type BundleFormat } from "../review/bundle";
import type { AnyFiles } from "../review/stack-file";
import { writeBundle } from "../review/write";
import { readTexts } from "../terraform/files";
import { count } from "../text/count";
import { groupBy } from "../text/group";
import { usageError } from "../text/problem";
import {
  config,
  configFiles,
  examples,
  quiet,
  repeated,
  VERSION,
  waivers,
  type CommonOptions,
  type MakeCommand,
} from "./command";
import { day } from "./day";
import { configured } from "./deployments";
import { goneLine } from "./gone";
import { EXIT, type Io } from "./io";
import { exportDiff } from "./diff";
import { mendedLines } from "./mended";

/** `byoc export`: writes the review bundle of what the config makes, or compares permissions. */
export const command: MakeCommand = (io, exit) =>
  new Command("export")
    .description("write a review bundle, or say what changed in permissions")
    .argument(
      "[new]",
      "with --diff: what is new; a path, - for standard input, config for what the config makes",
    )
    .addOption(config())
    .option("--out <folder>", "folder to write", "review.out")
    .addOption(
      repeated(
        "--format <formats>",
        "parts of the bundle: hcl, json, md, html; with --diff text, markdown, json or html, as in byoc check",
        "all",
      ),
    )
    .option("--no-backend", "leave out where the state lies")
    .addOption(
      new Option("--helm <major>", "helm provider that the HCL is written for")
        .choices(["2", "3"])
        .default("2", "2"),
    )
    .addOption(waivers())
    .option(
      "--diff <old>",
      "what may be done now and could not before: a bundle, plan, folder or -",
    )
    .addOption(quiet())
    .addHelpText(
      "after",
      examples(
        "byoc export",
        "byoc export --format md,html --out review-md",
        "byoc export --diff old-review",
        "byoc export --diff before.json after.json --format markdown",
        "byoc export --diff before.json after.json --format html=change.html",
      ),
    )
    .action(async (after: string | undefined, given: ExportOptions) => {
      const options = { ...given, config: configFiles(given.config) };
      if (options.diff !== undefined) {
        exit(await exportDiff(options.diff, after ?? "config", options, io));
        return;
      }
      if (after !== undefined) {
        throw usageError("byoc export", `"${after}" is unexpected`, {
          fix: "write byoc export --diff OLD NEW to compare two paths",
        });
      }
      exit(await exportBundle(options, io));
    });

interface ExportOptions extends CommonOptions {
  readonly config: readonly string[];
  readonly out: string;
  readonly format: readonly string[];
  readonly backend: boolean;
  readonly helm: "2" | "3";
  readonly waivers: readonly string[];
  readonly diff?: string;
}

async function exportBundle(options: ExportOptions, io: Io): Promise<number> {
  const wanted = options.format.length > 0 ? options.format : BUNDLE_FORMATS;
  const formats = new Set(wanted.flatMap((several) => several.split(",")).map(formatOf));
  const accepted = [...SHIPPED_WAIVERS, ...loadWaivers(options.waivers)];
  const { deployments, digests } = configured(options.config, io);
  const { synthesized } = await import("./synthesized");
  const { stacks, texts } = synthesized(deployments);
  const context = contextOf(readTexts(texts), deployments);
  const report = evaluateRules(RULES, context, accepted, { today: day(), toolVersion: VERSION });
  const files = bundleOf(
    { version: VERSION, deployments, stacks, model: context.model, report },
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

/** What was written, and what to open first. */
function summary(files: AnyFiles, gone: readonly Gone[], out: string): string {
  const inParts = [...files.keys()]
    .map((path) => path.split("/"))
    .filter(({ length }) => length > 2);
  const folders = groupBy(inParts, ([stack = ""]) => stack);
  const tops = [...files.keys()].filter((path) => /^(REVIEW\.md|review\.html)$/.test(path));
  return [
    ...[...folders].map(([stack, paths]) => {
      const parts = [...groupBy(paths, ([, part]) => part)];
      const listed = parts.map(([part, some]) => `${part} (${some.length})`);
      if (files.has(`${stack}/RUNBOOK.md`)) listed.push("RUNBOOK.md");
      return `${join(out, stack)}: ${listed.join(", ")}`;
    }),
    ...gone.map((one) => goneLine(one, out, "this bundle has none")),
    ...tops.map((path) => join(out, path)),
    `${count(folders.size, "stack")}, ${files.size} files: ${out}`,
  ].join("\n");
}
