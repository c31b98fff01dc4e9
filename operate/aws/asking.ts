import { valueAt } from "../../text/record";
import { codeOf, isMissing, wordsOf, type Session } from "./session";

/** Something that AWS has or has not, and that could not be read. The message says why. */
export class UnreadError extends Error {
  override readonly name = "UnreadError";

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

/** Asks AWS, each question once, and no more after AWS has stopped answering. */
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
      if (isMissing(error)) return undefined;
      if (isDenied(error)) throw new UnreadError(`${action} is not allowed`, action);
      this.broken ??= new UnreadError(brokenWords(error));
      throw this.broken;
    }
  }

  /** All pages of a list. */
  async all<Page, Item>(
    action: string,
    send: (marker: string | undefined) => Promise<Page>,
    of: (page: Page) => { readonly items: readonly Item[]; readonly next?: string | undefined },
  ): Promise<readonly Item[] | undefined> {
    const found: Item[] = [];
    let marker: string | undefined;
    do {
      const page = await this.ask(action, () => send(marker));
      if (page === undefined) return undefined;
      const { items, next } = of(page);
      found.push(...items);
      marker = next;
    } while (marker !== undefined && marker !== "");
    return found;
  }
}

/** Codes with which AWS refuses credentials rather than what they ask for. */
const CREDENTIALS =
  /Token|Signature|InvalidAccessKeyId|UnrecognizedClient|AuthFailure|Credentials|RequestExpired/;
const DENIED = /^(AccessDenied\w*|UnauthorizedOperation|UnauthorizedException|Forbidden|403)$/;

function isDenied(error: unknown): boolean {
  return (
    !CREDENTIALS.test(codeOf(error)) && (DENIED.test(codeOf(error)) || statusOf(error) === 403)
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
