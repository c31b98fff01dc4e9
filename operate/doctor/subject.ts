import type { Deployment } from "../../config/deployment";
import type { AwsReader } from "../aws/read";
import type { MadeStack } from "../made";

/** A deployment, and the stacks of it that are asked about. */
export interface DoctorSubject {
  readonly deployment: Deployment;
  readonly stacks: readonly MadeStack[];
  /** The output folder, where local states are found. */
  readonly out: string;
  /** Data planes that the run brings into the same account and region, this one among them. */
  readonly planes: number;
}

/** The same with a way to ask its account. */
export interface Inquiry extends DoctorSubject {
  readonly aws: AwsReader;
  /** ARN of who asks. */
  readonly caller: string;
  readonly environment: NodeJS.ProcessEnv;
}
