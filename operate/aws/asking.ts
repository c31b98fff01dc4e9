import { valueAt } from "../../text/record";
import { codeOf, wordsOf, type Session } from "./session";

/** Something that AWS has or has not, and that could not be read. The message says why. */
export class UnreadError extends Error {
  override readonly name: string = "UnreadError";

  /**
   * @param action what must be allowed to read it: `iam:GetRole`; absent where that is not the reason.
   */
  constructor(
    message: string,
    readonly action?: string,
  ) {
    super(message);
  }
}

/** Several things are there, any of which could be the one that is meant. */
export class SeveralError extends UnreadError {
  constructor(
    message: string,
    readonly ids: readonly string[],
  ) {
    super(`${message}: ${ids.join(", ")}`);
  }
}

/** Why something could not be read. */
export interface Unread {
  readonly why: string;
  /** What must be allowed to read it. */
  readonly action?: string;
  /** Ids of those of which any could be it. */
  readonly several?: readonly string[];
}

/** What such an error says. @throws any other error, as it is. */
export function unreadBy(error: unknown): Unread {
  if (!(error instanceof UnreadError)) throw error;
  const { message: why, action } = error;
  return {
    why,
    ...(action !== undefined && { action }),
    ...(error instanceof SeveralError && { several: error.ids }),
  };
}

/** Asks AWS, and no more after AWS has stopped answering. */
export class Asking {
  private broken: UnreadError | undefined;

  constructor(readonly session: Session) {}

  /**
   * What a request is answered; undefined where AWS has no such thing.
   *
   * @param action what must be allowed for it.
   * @throws UnreadError where it is denied, or AWS does not answer.
   */
  async ask<Answer>(action: string, send: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.broken) throw this.broken;
    try {
      return await send();
    } catch (error) {
      if (MISSING.test(codeOf(error))) return undefined;
      if (isDenied(error)) throw new UnreadError(`${action} is not allowed`, action);
      if (!isOfSdk(error)) throw error;
      this.broken ??= new UnreadError(brokenWords(error));
      throw this.broken;
    }
  }

  /** Everything on the pages of an answer; none where AWS has no such thing. */
  async all<Page, Item>(
    action: string,
    pages: AsyncIterable<Page>,
    itemsOf: (page: Page) => readonly Item[] | undefined,
  ): Promise<readonly Item[]> {
    const found = await this.ask(action, async () => {
      const items: Item[] = [];
      for await (const page of pages) items.push(...(itemsOf(page) ?? []));
      return items;
    });
    return found ?? [];
  }
}

/** Codes with which AWS says that what was asked about is not there. */
const MISSING =
  /^(NoSuch\w+|InvalidServiceName|NotFound\w*|ResourceNotFoundException|Invalid\w+\.NotFound|\w+NotFoundError|\w+NotFoundException|\w+NotFound)$/;

/** Codes with which AWS refuses credentials rather than what they ask for. */
const CREDENTIALS =
  /Token|Signature|InvalidAccessKeyId|UnrecognizedClient|AuthFailure|Credentials|RequestExpired/;
const DENIED = /^(AccessDenied\w*|UnauthorizedOperation|UnauthorizedException|Forbidden|403)$/;

function isDenied(error: unknown): boolean {
  return (
    !CREDENTIALS.test(codeOf(error)) && (DENIED.test(codeOf(error)) || statusOf(error) === 403)
  );
}

/**
 * Whether AWS, the way to it or the credentials are at fault: the SDK notes down attempts on whatever
 * goes wrong with a request. The rest is a mistake of ours.
 */
export function isOfSdk(error: unknown): boolean {
  return (
    error instanceof Error &&
    ("$metadata" in error || /(Credentials|Token)Provider/.test(error.name))
  );
}

/** HTTP status of an answer of AWS; undefined where there was none. */
function statusOf(error: unknown): unknown {
  return valueAt(error, ["$metadata", "httpStatusCode"]);
}

function brokenWords(error: unknown): string {
  if (CREDENTIALS.test(codeOf(error))) return `the credentials are not taken: ${wordsOf(error)}`;
  return `AWS does not answer: ${wordsOf(error)}`;
}
