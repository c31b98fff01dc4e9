// Property tests try the same values in every run, so that a failure is there again; a command of its
// own tries others: `npm run test:random`.
const fc = require("fast-check");

const SEED = 20_261_129;
const wanted = process.env.BYOC_TEST_SEED;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: wanted === undefined ? SEED : wanted === "random" ? undefined : Number(wanted),
});
