// Strips types only: `npm run typecheck` is what checks them.
const esbuild = require("esbuild");

module.exports = {
  process(source, file) {
    const { code, map } = esbuild.transformSync(source, {
      loader: "ts",
      format: "cjs",
      target: "node20",
      // Outside of a module jest runs no `import()`.
      supported: { "dynamic-import": false },
      sourcemap: "external",
      sourcefile: file,
    });
    return { code, map };
  },
};
