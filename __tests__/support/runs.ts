/**
 * How often a property is tried: with the seed that every run has, a quarter of `many`, for more
 * of the same values prove little more; all of them where `npm run test:random` draws new ones.
 */
export const runs = (many: number): number =>
  process.env["BYOC_TEST_SEED"] === undefined ? Math.ceil(many / 4) : many;
