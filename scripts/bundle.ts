import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build, type BuildOptions, type Plugin } from "esbuild";

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
    // Messages are in English.
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
      resolveDir: "node_modules/zod/v4/locales",
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

/** Tables as texts: V8 reads those faster than literals, and parses them only when they are used. */
const tables: Plugin = {
  name: "tables",
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, async ({ path }) => {
      if (path.includes("node_modules")) return undefined;
      const text = JSON.stringify(JSON.parse(await readFile(path, "utf8")));
      return { contents: `export default JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

const COMMON = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  keepNames: false,
  legalComments: "none",
  logLevel: "warning",
} satisfies BuildOptions;

/** Modules that are large and needed by few commands. */
const PACKED = ["operate/aws/sdk.ts", "operate/cluster/kube.ts"];

/** The best of eleven takes thirty times as long, for a tenth less. */
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** How a packed module is made. */
export const PACKS = PACKED.map(
  (entry) =>
    ({ ...COMMON, entryPoints: [entry], write: false, metafile: true }) satisfies BuildOptions,
);

/**
 * Keeps packed modules as compressed text, which is unpacked and compiled at their first `import()`:
 * V8 reads the whole of a file before it runs a line of it.
 */
const pack: Plugin = {
  name: "pack",
  setup(bundle) {
    const paths = new Map(PACKED.map((entry, index) => [resolve(entry), PACKS[index]!]));
    bundle.onResolve({ filter: /\/(sdk|kube)$/ }, ({ path, resolveDir, kind }) => {
      const full = `${resolve(resolveDir, path)}.ts`;
      if (!paths.has(full)) return undefined;
      if (kind !== "dynamic-import") {
        return { errors: [{ text: `${path} is packed: use import()` }] };
      }
      return { path: full, namespace: "packed" };
    });
    bundle.onLoad({ filter: /.*/, namespace: "packed" }, async ({ path }) => {
      const { outputFiles } = await build(paths.get(path)!);
      const text = brotliCompressSync(outputFiles[0]!.contents, QUICKLY).toString("base64");
      return {
        loader: "js",
        contents: `
          const { brotliDecompressSync } = require("node:zlib");
          const { compileFunction } = require("node:vm");
          const text = brotliDecompressSync(Buffer.from("${text}", "base64")).toString();
          const made = { exports: {} };
          compileFunction(text, ["require", "module", "exports"])(require, made, made.exports);
          module.exports = made.exports;`,
      };
    });
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
  ...COMMON,
  entryPoints: ["cli/byoc.ts"],
  outfile: "dist/byoc.cjs",
  // Beside the bundle, for --debug; nothing in the bundle names it.
  sourcemap: "external",
  sourcesContent: false,
  banner: { js: "#!/usr/bin/env node" },
  define: {
    BYOC_VERSION: JSON.stringify(manifest.version),
    BYOC_URI: JSON.stringify(uriOf(manifest)),
  },
  plugins: [trim, tables, pack],
} satisfies BuildOptions;

/** The same with nothing packed and nothing written: what of each file is in it. */
export const CONTENTS = {
  ...BUNDLE,
  sourcemap: false,
  plugins: [trim, tables],
  write: false,
  metafile: true,
} satisfies BuildOptions;
