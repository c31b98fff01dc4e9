import { cpSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { byoc } from "../build/byoc";
import { scratchFolder } from "./scratch";

const ROOT = join(__dirname, "..", "..");

/** Every page that a reader may find. */
export const PAGES: readonly string[] = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`),
  ...readdirSync(join(ROOT, "examples")).map((name) => `examples/${name}/README.md`),
];

export function textOf(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

/** A page's fenced blocks, those within lists as well, in its order. */
export function fences(page: string): { readonly language: string; readonly text: string }[] {
  return [...textOf(page).matchAll(/^( *)```(\S*)\n(.*?)^\1```$/gms)].map(
    ([, indent = "", language = "", text = ""]) => ({
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** What a page has its reader type, block by block. */
export function typed(page: string): string[] {
  return fences(page)
    .filter(({ language }) => language === "sh")
    .map(({ text }) => text);
}

/** The function that the README has its reader define in the clone. */
export const DEFINITION = typed("README.md").find((block) => block.includes("byoc()"))!;

/** Blocks that no test can run, and why; they are parsed. */
export const NOT_RUN: readonly (readonly [start: string, why: string])[] = [
  ["npm install --ignore-scripts\nnpm test", "npm run test:cdktn does it, in a copy"],
  ["npm ci --ignore-scripts\nnpm run test:quick", "CONTRIBUTING: .ci/run does it"],
  [
    "BYOC_CONFIG=examples/milvus-production/byoc.yaml npx cdktf deploy acme-vectors-milvus\n",
    "cluster",
  ],
  ["aws iam get-role", "AWS's command line"],
  ["kubectl create serviceaccount", "cluster"],
  ["kubectl -n milvus port-forward", "cluster"],
  ["kubectl -n milvus get persistentvolumeclaims", "cluster"],
  ["kubectl -n milvus get deployments", "cluster"],
  // These are typed in __tests__/cluster.
  ["terraform -chdir=cdktf.out/stacks/acme-vectors-milvus untaint", "cluster"],
  ["terraform -chdir=cdktf.out/stacks/acme-vectors-milvus import", "cluster"],
  ["terraform -chdir=cdktf.out/stacks/acme-vectors-milvus state rm", "cluster"],
  ["terraform -chdir=cdktf.out/stacks/acme-vectors-milvus init", "cluster"],
  ["terraform -chdir=cdktf.out/stacks/acme-vectors-milvus plan", "cluster"],
  ["kubectl -n milvus annotate", "cluster"],
  ["helm pull", "a download from the chart's repository"],
];

export function isRun(block: string): boolean {
  return !NOT_RUN.some(([start]) => block.startsWith(start));
}

/** What lies in a clone only after something was run there. */
const MADE = [".git", "dist", "cdktf.out", "state", "review.out", "coverage"];

/** What no page has its reader write to, nor build of; each copy would cost half of all files. */
const LINKED = ["node_modules", "__tests__"];

/** A clone in which `npm ci` has happened, and `npm start` where its product is wanted. */
export function clone({ built }: { readonly built: boolean }): string {
  const folder = scratchFolder();
  const names = readdirSync(ROOT).filter((name) => ![...MADE, ...LINKED].includes(name));
  for (const name of [...names, ...(built ? ["dist"] : [])]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  if (built) cpSync(started(), join(folder, "cdktf.out"), { recursive: true });
  for (const name of LINKED) symlinkSync(join(ROOT, name), join(folder, name));
  return folder;
}

let synthesized: string | undefined;

/** What `npm start` writes once it has built, the same for every clone. */
function started(): string {
  synthesized ??= scratchFolder();
  if (readdirSync(synthesized).length === 0) {
    const { status, stderr } = byoc(["synth", "--quiet", "--out", synthesized], { cwd: ROOT });
    if (status !== 0) throw new Error(stderr);
  }
  return synthesized;
}

/** What stands for the parts that were done before, or that would run all the tests again. */
export const SHELL = `set -Eeuo pipefail
trap 'echo "failed: $BASH_COMMAND" >&2' ERR
npm() {
  case "$1" in ci | test) ;; *) command npm "$@" ;; esac
}
`;
