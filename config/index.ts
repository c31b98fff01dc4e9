export { loadConfigs, checkSources, type Loaded } from "./load";
export { parseSource, readSource, type Environment } from "./source";
export { ConfigError, formatProblems, type Problem, type ProblemCode } from "./problem";
export { configSchema, type Config } from "./schema";
export * from "./deployment";
