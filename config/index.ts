export { loadConfigs, checkSources, type Loaded } from "./load";
export { parseSource, readSource, type Environment } from "./source";
export { formatProblems } from "../text/problem";
export { ConfigError, type Problem, type ProblemCode } from "./problem";
export { configSchema, type Config } from "./schema";
export * from "./deployment";
