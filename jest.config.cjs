/** @type {import("jest").Config} */
const common = {
  testEnvironment: "node",
  transform: { "\\.ts$": "<rootDir>/__tests__/support/esbuild-transform.cjs" },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/"],
};

const endToEnd = process.env.BYOC_TEST_E2E === "1";

module.exports = {
  ...common,
  testMatch: endToEnd
    ? ["<rootDir>/__tests__/e2e/**/*.test.ts"]
    : ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: endToEnd
    ? ["/node_modules/"]
    : ["/node_modules/", "<rootDir>/__tests__/e2e/"],
  reporters: ["default", "<rootDir>/__tests__/support/skip-reporter.cjs"],
};
