import type { Mutation } from "../documents";
import { CONDITIONS } from "./conditions";
import { PRINCIPALS } from "./principals";
import { SCOPE } from "./scope";

/** Single changes that somebody could make to a document's text, and what they come to. */
export const MUTATIONS: readonly Mutation[] = [...SCOPE, ...CONDITIONS, ...PRINCIPALS];
