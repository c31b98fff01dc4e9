// Bundles the command line into one file that needs Node.js only.
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/**
 * Modules of CDKTF that cost most of its loading time and that no stack here uses: zip assets, and
 * a stack trace for every token.
 */
const replaced = {
  archiver: "module.exports = () => { throw new Error('zip assets are not supported'); };",
  // The second name is the one in CDK Terrain, docs/exits/cdktn.md.
  "stack-trace": "exports.captureStackTrace = exports.captureCreationStack = () => [];",
};

const trim = {
  name: "trim-cdktf",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^archiver$/ }, () => ({ path: "archiver", namespace: "replaced" }));
    onResolve({ filter: /\/stack-trace$/ }, ({ importer }) =>
      /[\\/]cdktf[\\/]lib[\\/]/.test(importer)
        ? { path: "stack-trace", namespace: "replaced" }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: "replaced" }, ({ path }) => ({ contents: replaced[path] }));
  },
};

await build({
  entryPoints: ["cli/byoc.ts"],
  outfile: "dist/byoc.cjs",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  keepNames: false,
  legalComments: "none",
  banner: { js: "#!/usr/bin/env node" },
  define: { BYOC_VERSION: JSON.stringify(version) },
  plugins: [trim],
  logLevel: "warning",
});
