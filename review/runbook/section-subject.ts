import type { Deployment, Section } from "../../config/deployment";
import type { TextFacts } from "../../policies/text-facts";
import type { ShellCode } from "./sh";

/** A stack of a section, and what its steps name. */
export interface SectionSubject {
  readonly deployment: Deployment;
  readonly section: Section;
  readonly facts: TextFacts;
  readonly id: string;
  /** Name of the config file, without its folder. */
  readonly config: string;
  /** A command of this project's about the stack. */
  readonly byoc: (command: string) => ShellCode;
}
