// Strips types only: `npm run typecheck` is what checks them.
const esbuild = require("esbuild");

module.exports = {
  process(source, file) {
    const { code, map } = esbuild.transformSync(source, {
      loader: "ts",
      format: "cjs",
      target: "node20",
      sourcemap: "external",
      sourcefile: file,
    });
    return { code, map };
  },
};
