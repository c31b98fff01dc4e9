import { cached } from "../../text/cache";
import { child, type PlainRecord } from "../../text/record";
import { filled, referencesIn } from "../made";
import { UnreadError, unreadBy, type Unread } from "./asking";
import type { MeantResource, MeantStack } from "./meant";
import type { AwsReader } from "./read";

/** What AWS has of a resource that is meant. */
export type FoundResource = {
  readonly meant: MeantResource;
  /** Arguments as they are meant, references filled in with what AWS has. */
  readonly body: PlainRecord;
} & (
  | { readonly status: "there"; readonly attributes: PlainRecord }
  | { readonly status: "missing" }
  /** It cannot be told whether it is there; `after`: because of another, which it is looked for by. */
  | { readonly status: "unread"; readonly after: boolean; readonly unread: Unread }
);

/** Something is looked for by what could not be read itself. */
class AfterError extends UnreadError {}

/** Reads every resource of a stack, each after those that it refers to. */
export function readStack(
  { resources, place }: Pick<MeantStack, "resources" | "place">,
  { readers }: AwsReader,
): Promise<FoundResource[]> {
  const byAddress = new Map(resources.map((meant) => [meant.address, meant]));
  const found = cached(async (address: string) => look(byAddress.get(address)!));
  return Promise.all(resources.map(({ address }) => found(address)));

  async function look(meant: MeantResource): Promise<FoundResource> {
    const { body, unread } = await filledIn(meant);
    try {
      if (unread !== undefined) throw new AfterError(`${unread} could not be read`);
      const read = readers.get(meant.type);
      if (!read) throw new UnreadError("byoc does not read such resources");
      const attributes = await read({ body, place, referring: referringTo(meant) });
      if (!attributes) return { meant, body, status: "missing" };
      return { meant, body, status: "there", attributes };
    } catch (error) {
      const after = error instanceof AfterError;
      return { meant, body, status: "unread", after, unread: unreadBy(error) };
    }
  }

  /** The arguments of a resource with its references filled in, but for those to one of them. */
  async function filledIn({ address, body }: MeantResource, but = address) {
    const others = new Map<string, FoundResource>();
    for (const other of referencesIn(body)) {
      if (byAddress.has(other) && other !== but) others.set(other, await found(other));
    }
    const known = (other: string, attribute: string) => {
      const one = others.get(other);
      const own = one?.status === "there" ? child(one.attributes, attribute) : undefined;
      return own ?? child(one?.body, attribute);
    };
    const unread = [...others.values()].find(({ status }) => status === "unread");
    return { body: filled(body, known) as PlainRecord, unread: unread?.meant.address };
  }

  function referringTo({ address }: MeantResource) {
    return (type: string): Promise<PlainRecord[]> =>
      Promise.all(
        resources
          .filter((other) => other.type === type && referencesIn(other.body).has(address))
          .map(async (other) => {
            const { body, unread } = await filledIn(other, address);
            if (unread !== undefined) throw new AfterError(`${unread} could not be read`);
            return body;
          }),
      );
  }
}
