import { ProblemError, type Problem as AnyProblem } from "../text/problem";

/** Stable names of everything that can be wrong with a config; `byoc explain` knows each. */
export type ProblemCode =
  // the file
  | "file"
  | "yaml"
  | "duplicate-key"
  | "documents"
  | "alias"
  | "size"
  | "environment"
  | "expression"
  // the shape
  | "unknown-key"
  | "missing"
  | "type"
  | "value"
  | "range"
  // single values
  | "version"
  | "name"
  | "account-id"
  | "region"
  | "partition"
  | "external-id"
  | "tag"
  | "bucket-name"
  | "iam-name"
  | "iam-path"
  | "arn"
  | "oidc-issuer"
  | "kubernetes-name"
  | "quantity"
  | "chart"
  | "cidr"
  | "availability-zone"
  // values that must fit each other
  | "section"
  | "conflict"
  | "coverage"
  | "duplicate-name"
  | "backend"
  | "credential"
  | "policy-size"
  | "release"
  | "placeholder";

/** One thing wrong with one value. */
export type ConfigProblem = AnyProblem<ProblemCode>;

/** A config that cannot be used; holds every problem of every file. */
export class ConfigError extends ProblemError {
  override readonly name = "ConfigError";

  constructor(override readonly problems: readonly ConfigProblem[]) {
    super(problems);
  }
}
