import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { compareVersions, parseVersion } from "../charts/versions";
import { isRecord, type PlainRecord } from "../text/record";

/** Where Milvus' chart lies in a clone of zilliztech/milvus-helm. */
export const CHART = "charts/milvus";
const OLDEST = "4.0.0";

export type Git = (...args: string[]) => Buffer;

/** The clone that the command line names, with the versions of the chart that count. */
export function namedClone(): { git: Git; versions: string[] } {
  const [, script = "", clone] = process.argv;
  if (clone === undefined) throw new Error(`usage: ${script} CLONE`);
  const git: Git = (...args) => run("git", ["-C", clone, ...args]);
  const versions = String(git("tag", "--list", "milvus-*"))
    .split("\n")
    .map((tag) => tag.replace(/^milvus-/, ""))
    .filter((version) => parseVersion(version) && compareVersions(version, OLDEST) >= 0)
    .sort(compareVersions);
  return { git, versions };
}

/** What a command prints; undefined where it fails. */
export function tried(
  command: string,
  args: readonly string[],
  input?: Buffer,
): Buffer | undefined {
  const maxBuffer = 256 * 1024 * 1024;
  const { error, status, stdout } = spawnSync(command, args, { maxBuffer, input });
  if (error) throw error;
  return status === 0 ? stdout : undefined;
}

export function run(command: string, args: readonly string[], input?: Buffer): Buffer {
  const printed = tried(command, args, input);
  if (!printed) throw new Error(`${command} ${args.join(" ")} failed`);
  return printed;
}

export function readYaml(text: Buffer): PlainRecord {
  const data: unknown = parse(text.toString("utf8"), { uniqueKeys: false });
  return isRecord(data) ? data : {};
}

/** A dependency of the chart: its key in the chart's values, and its archive in the clone. */
export interface Dependency {
  readonly name: string;
  readonly key: string;
  readonly archive: string;
}

export function dependenciesOf(git: Git, tag: string): Dependency[] {
  const { dependencies } = readYaml(git("show", `${tag}:${CHART}/requirements.yaml`));
  return [dependencies]
    .flat()
    .filter(isRecord)
    .map(({ name, alias, version }) => ({
      name: String(name),
      key: String(alias ?? name),
      archive: `${CHART}/charts/${String(name)}-${String(version)}.tgz`,
    }));
}

export async function writeTable(path: string, data: unknown): Promise<void> {
  const options = (await resolveConfig(path)) ?? {};
  writeFileSync(path, await format(JSON.stringify(data, null, 2), { ...options, filepath: path }));
  console.log(`wrote ${path}`);
}
