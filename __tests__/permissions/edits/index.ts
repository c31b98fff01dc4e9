import { ACCESS } from "./access";
import { ATTACHED } from "./attached";
import { CONDITIONS } from "./conditions";
import type { Edit } from "./edit";
import { JOINED } from "./joined";
import { RIGHTS } from "./rights";

/** Every edit, with every sentence that is to be said of it. */
export const EDITS: readonly Edit[] = [...RIGHTS, ...ATTACHED, ...CONDITIONS, ...ACCESS, ...JOINED];
