/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // By itself jest leaves one processor idle.
  maxWorkers: "100%",
  // Others may be busy on the machine as well; what hangs is still found.
  testTimeout: 30_000,
  transform: { "\\.ts$": "<rootDir>/__tests__/support/esbuild-transform.cjs" },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  setupFiles: ["<rootDir>/__tests__/support/jit.cjs", "<rootDir>/__tests__/support/seed.cjs"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/e2e/"],
  reporters: ["default", "<rootDir>/__tests__/support/skip-reporter.cjs"],
};
