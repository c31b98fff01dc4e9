import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { compareVersions, NEWEST } from "../../charts/versions";
import { cleanEnvironment } from "./tools-terraform";
import { scratchFolder } from "./scratch";

/** A Kubernetes object as `helm template` prints it. */
export type KubernetesObject = Record<string, any>;

const FILE = /^milvus-(\d+\.\d+\.\d+)\.tgz$/;

/** Why no chart can be rendered; undefined when one can. */
export function chartsMissing(): string | undefined {
  const folder = chartFolder();
  if (folder === undefined) return "BYOC_TEST_CHARTS names no folder of milvus-<version>.tgz";
  return versionsAtHand().length > 0 ? undefined : "BYOC_TEST_CHARTS has no milvus-<version>.tgz";
}

/** Versions of the Milvus chart that are at hand, oldest first; one where tests are skipped. */
export function chartVersions(): string[] {
  const versions = versionsAtHand();
  return versions.length > 0 ? versions : [NEWEST];
}

function versionsAtHand(): string[] {
  const folder = chartFolder();
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file) => FILE.exec(file)?.[1] ?? [])
    .sort(compareVersions);
}

/**
 * The objects that Helm makes of a chart and documents of values, the last of which wins.
 *
 * @param flags such as `--is-upgrade`: a chart may make less of an upgrade than of an install.
 */
export function helmTemplate(
  version: string,
  values: readonly string[],
  name = "milvus",
  flags: readonly string[] = [],
): KubernetesObject[] {
  const printed = helmText(version, values, name, flags);
  return parseAllDocuments(printed, { strict: false, uniqueKeys: false })
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}

/** The same as Helm prints it, where nobody looks into the objects. */
export function helmText(
  version: string,
  values: readonly string[],
  name = "milvus",
  flags: readonly string[] = [],
): string {
  const folder = scratchFolder();
  const files = values.map((text, index) => {
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, text);
    return `--values=${file}`;
  });
  return helm(["template", name, chartFile(version), "--namespace=milvus", ...files, ...flags]);
}

/** The values that a chart itself comes with. */
export function chartValues(version: string): Record<string, unknown> {
  return parse(helm(["show", "values", chartFile(version)])) as Record<string, unknown>;
}

function helm(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("helm", args, {
    env: cleanEnvironment(),
    encoding: "utf8",
    maxBuffer: 32 * 1024 * 1024,
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`helm ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function chartFile(version: string): string {
  return join(chartFolder()!, `milvus-${version}.tgz`);
}

function chartFolder(): string | undefined {
  const folder = process.env["BYOC_TEST_CHARTS"];
  return folder ? resolve(folder) : undefined;
}
