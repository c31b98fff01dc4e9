import type { StackKind } from "../config/deployment";
import type { JsonObject } from "../hcl/json";

/** What was synthesized for one stack. */
export interface StackFile {
  /** `acme-prod-project`. */
  readonly id: string;
  readonly section: StackKind;
  /** The vendor's document that the stack follows. */
  readonly document: string;
  /** Name of the deployment. */
  readonly deployment: string;
  /** The synthesized file, CDKTF's own metadata and the provenance of policies (`"//"`) included. */
  readonly json: JsonObject;
  /** What lies beside it, by path: a chart that is installed from a file. */
  readonly assets?: ReadonlyMap<string, Uint8Array>;
}

/** Files by path below a folder, with `/` between names. */
export type Files = ReadonlyMap<string, string>;

/** Such files, some of which are no text. */
export type AnyFiles = ReadonlyMap<string, string | Uint8Array>;
