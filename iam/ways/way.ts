import type { ResourceKind } from "./kinds";

/**
 * A known way by which somebody gets more rights: the calls it takes, in order. Read by `walk`,
 * which tries it with a principal's policies.
 */
export interface Way {
  /** Stable: the key of findings and waivers. */
  readonly id: string;
  /** Ids in public lists; `table.ts` says which. */
  readonly source: string;
  /** Follows "the role can"; ends so that ": any role" may follow. */
  readonly can: string;
  /** Service that a role is handed to: `iam:PassRole` on the target comes first. */
  readonly passedTo?: string;
  /**
   * `lambda:CreateFunction function`: an action, and what it acts on. With an `@` before it, that is
   * the target, whose rights are at stake: `iam:UpdateAssumeRolePolicy @role`. With a `!` it is
   * somebody else's, and has none of the tags that a policy may ask for.
   */
  readonly steps: readonly `${string} ${"" | "@"}${"" | "!"}${ResourceKind}`[];
  /**
   * What is won: the target's rights, which is the usual, or any rights at all, because the target
   * can be given them.
   */
  readonly gives?: "any rights";
  /**
   * Brings no rights but reaches what belongs to others. Asked of the roles of a document, which are
   * somebody else's: of an account's own people it would be said of every administrator of anything.
   */
  readonly harm?: true;
}
