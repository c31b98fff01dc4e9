import type { Deployment } from "../deployment";
import type { Report } from "../report";
import type { Config } from "../schema";

/** What a rule looks at: the file as written, the same with defaults, and where to complain. */
interface RuleContext {
  readonly config: Config;
  readonly deployment: Deployment;
  readonly report: Report;
}

/** One concern that no single field can check for itself. */
export type Rule = (context: RuleContext) => void;

/** The sections that hold a bucket, a key and roles. */
export const BUCKET_SECTIONS = ["project", "integration", "milvus"] as const;
