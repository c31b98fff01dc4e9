import type { Deployment } from "../deployment";
import type { ConfigReport } from "../report";
import type { Config } from "../schema";

/** What a rule looks at: the file as written, the same with defaults, and where to complain. */
interface RuleContext {
  readonly config: Config;
  readonly deployment: Deployment;
  readonly report: ConfigReport;
}

/** One concern that no single field can check for itself. */
export type ConfigRule = (context: RuleContext) => void;

/** The sections that hold a bucket, a key and roles. */
export const BUCKET_SECTIONS = ["project", "integration", "milvus"] as const;
