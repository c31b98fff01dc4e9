import type { Session } from "../aws/session";
import type { WantedResource, WantedStack } from "./wanted";

/** Why something that exists cannot be taken in, or not told apart. */
export interface Refusal {
  readonly address: string;
  readonly message: string;
  /** Absent where nothing of the config keeps what is there. */
  readonly fix?: string;
}

/** What is in AWS at the place of a resource: the id by which Terraform imports it, or why not. */
export type ImportFound = { readonly id: string } | Omit<Refusal, "address">;

/** What looking for the resources of one stack needs. */
export interface Search {
  readonly session: Session;
  readonly accountId: string;
  readonly region: string;
  readonly wanted: WantedStack;
  /** VPC that the user named. */
  readonly vpc?: string;
  /** What is in AWS for another resource of the stack; each is asked for once. */
  readonly find: (address: string) => Promise<ImportFound | undefined>;
  /** Tells something that the user should know of what was found. */
  readonly note: (text: string) => void;
}

/** Looks for what is in AWS for a resource; undefined where nothing is. */
export type Finder = (wanted: WantedResource, search: Search) => Promise<ImportFound | undefined>;

/** The id of what another resource is in AWS. */
export async function idOf(
  search: Pick<Search, "find">,
  address: string | undefined,
): Promise<string | undefined> {
  const found = address === undefined ? undefined : await search.find(address);
  return found !== undefined && "id" in found ? found.id : undefined;
}

/** Everything on the pages of an answer. */
export async function every<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
