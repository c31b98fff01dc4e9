export { loadConfigs, checkSources, type Loaded } from "./load";
export { parseSource, type Environment } from "./source";
export { formatProblems } from "../text/problem";
export { ConfigError, type ConfigProblem, type ProblemCode } from "./problem";
export { configSchema } from "./schema";
export * from "./deployment";
