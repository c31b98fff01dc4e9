import { readFileSync } from "node:fs";
import type { BuildOptions, Plugin } from "esbuild";

/**
 * Modules of CDKTF that cost most of its loading time and that no stack here uses: zip assets, and
 * a stack trace for every token.
 */
const REPLACED: Readonly<Record<string, string>> = {
  archiver: "module.exports = () => { throw new Error('zip assets are not supported'); };",
  // The second name is the one in CDK Terrain, docs/exits/cdktn.md.
  "stack-trace": "exports.captureStackTrace = exports.captureCreationStack = () => [];",
};

/** A prompt that nothing here asks, and that brings every encoding there is. */
const UNASKED = "@inquirer/editor";

const trim: Plugin = {
  name: "trim-cdktf",
  setup(build) {
    build.onResolve({ filter: /^archiver$/ }, () => ({ path: "archiver", namespace: "replaced" }));
    build.onResolve({ filter: /^@inquirer\/editor$/ }, () => ({
      path: UNASKED,
      namespace: "replaced",
    }));
    build.onResolve({ filter: /\/stack-trace$/ }, ({ importer }) =>
      /[\\/]cdktf[\\/]lib[\\/]/.test(importer)
        ? { path: "stack-trace", namespace: "replaced" }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "replaced" }, ({ path }) => ({
      contents: path === UNASKED ? "" : REPLACED[path],
    }));
  },
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly homepage?: string;
}

/** What says which package it is: its home page, else its package URL, as its specification has it. */
export function uriOf({ name, version, homepage }: Manifest): string {
  return homepage ?? `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** How the command line becomes one file that needs Node.js only. */
export const BUNDLE = {
  entryPoints: ["cli/byoc.ts"],
  outfile: "dist/byoc.cjs",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  keepNames: false,
  legalComments: "none",
  // Beside the bundle, for --debug; nothing in the bundle names it.
  sourcemap: "external",
  sourcesContent: false,
  banner: { js: "#!/usr/bin/env node" },
  define: {
    BYOC_VERSION: JSON.stringify(manifest.version),
    BYOC_URI: JSON.stringify(uriOf(manifest)),
  },
  plugins: [trim],
  logLevel: "warning",
} satisfies BuildOptions;
