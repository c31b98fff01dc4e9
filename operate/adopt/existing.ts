import { ifThere, type Session } from "../aws/session";
import type { Finder, ImportFound, Refusal, Search } from "./find";
import { IAM } from "./find-iam";
import { NETWORK } from "./find-network";
import { STORAGE } from "./find-storage";
import { textOf, type WantedStack } from "./wanted";

const association: Finder = async (wanted, { session, wanted: stack }) => {
  const clusterName = textOf(stack, wanted, "cluster_name");
  const { ListPodIdentityAssociationsCommand } = session.sdk;
  const asked = new ListPodIdentityAssociationsCommand({
    clusterName,
    namespace: textOf(stack, wanted, "namespace"),
    serviceAccount: textOf(stack, wanted, "service_account"),
  });
  const found = await ifThere(session.client("eks").send(asked));
  const id = found?.associations?.[0]?.associationId;
  return id === undefined ? undefined : { id: `${clusterName},${id}` };
};

/** How each type of resource that a stack can have is looked for. */
export const FINDERS: Readonly<Record<string, Finder>> = {
  ...IAM,
  ...STORAGE,
  ...NETWORK,
  aws_eks_pod_identity_association: association,
};

/** Something in AWS that a stack means, and the id by which Terraform imports it. */
export interface Import {
  readonly address: string;
  readonly id: string;
}

/** What of a stack is in AWS already. */
export interface Existing {
  readonly imports: readonly Import[];
  readonly refusals: readonly Refusal[];
  /** Sentences on what looks as if it could be meant. */
  readonly notes: readonly string[];
}

/**
 * Looks in AWS for everything that a stack's file makes.
 *
 * @param vpc id of the VPC that is meant, where its name does not tell.
 * @throws what AWS answers where it cannot be told whether something is there.
 */
export async function existingOf(
  wanted: WantedStack,
  session: Session,
  accountId: string,
  vpc?: string,
): Promise<Existing> {
  const found = new Map<string, Promise<ImportFound | undefined>>();
  const notes: string[] = [];
  const search: Search = {
    session,
    accountId,
    region: session.region,
    wanted,
    ...(vpc !== undefined && { vpc }),
    find(address) {
      const one = wanted.get(address);
      const finder = one && FINDERS[one.type];
      if (!one || !finder) return Promise.resolve(undefined);
      const known = found.get(address) ?? finder(one, search);
      found.set(address, known);
      return known;
    },
    note: (text) => void notes.push(text),
  };
  const all = await Promise.all(
    [...wanted.keys()].map(async (address) => ({ address, found: await search.find(address) })),
  );
  return {
    imports: all.flatMap(({ address, found: one }) =>
      one && "id" in one ? [{ address, id: one.id }] : [],
    ),
    refusals: all.flatMap(({ address, found: one }) =>
      one && !("id" in one) ? [{ address, ...one }] : [],
    ),
    notes,
  };
}
