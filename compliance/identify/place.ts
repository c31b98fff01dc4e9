import { roleArn } from "../../aws/arn";
import type { Partition } from "../../aws/partition";
import { cachedOf } from "../../text/cache";
import { sorted } from "../../text/unique";
import { UNNAMED_ACCOUNT } from "../../terraform/computed";
import { valueOf } from "../../terraform/known";
import type { Resource } from "../../terraform/model";
import type { PolicyOf, RoleView } from "../../terraform/model-view";
import type { RuleContext } from "../rule";
import { localAddress, ownAccount, type IdentifiedRole } from "./roles";

/** Where a role is asked what it may do. */
export interface AskedPlace {
  readonly partition: Partition;
  readonly account: string;
  readonly region: string;
  /** Accounts that the role's rights name and its trust does not, where nothing else tells one. */
  readonly untold: readonly string[];
}

/** How to tell the account of an input. */
export const TELL_ACCOUNT = "set allowed_account_ids in the provider, or check with --config";

/** Region of an input that names none; which one it is matters to no documented text. */
export const ANY_REGION = "us-west-2";

/**
 * Account, region and partition that a role is asked in: those that the input or the config tells,
 * else those that the role's own texts name, so that what they grant is found and not what they
 * are compared with.
 */
export function askedPlace(context: RuleContext, role: IdentifiedRole): AskedPlace {
  return placesIn(context)(role);
}

const placesIn = cachedOf((context: RuleContext) =>
  cachedOf((role: IdentifiedRole) => findPlace(context, role)),
);

function findPlace(context: RuleContext, role: IdentifiedRole): AskedPlace {
  const { model, parameters } = context;
  const { view, deployment } = role;
  const { region } = model.placeOf(view.resource);
  const own = ownAccount(context, view.resource) ?? deployment?.accountId;
  const accountsOf = (policies: readonly PolicyOf[]) =>
    own === undefined ? namedBy(policies, ACCOUNT, parameters.zillizAccountIds) : [];
  const ofTrust = accountsOf([view.trust]);
  const ofRights = accountsOf([...view.identity, ...ceilingOf(view)]);
  const told = deployment?.region ?? valueOf(region) ?? parameters.regions[0];
  return {
    partition: deployment?.partition ?? partitionAt(context, view.resource),
    account: own ?? ofTrust[0] ?? ofRights[0] ?? UNNAMED_ACCOUNT,
    region: told ?? namedBy([...view.identity, ...ceilingOf(view)], REGION)[0] ?? ANY_REGION,
    untold: ofRights.filter((account) => !ofTrust.includes(account)),
  };
}

/** Partition of a resource; where nothing tells it, the commercial one. */
export function partitionAt({ model }: RuleContext, resource: Resource): Partition {
  return valueOf(model.placeOf(resource).partition) ?? "aws";
}

/** ARN of a role as it is asked about; where its name is not told, its address stands for it. */
export function askedArn(
  { arn, name, path, resource }: RoleView,
  { partition, account }: AskedPlace,
): string {
  return (
    valueOf(arn) ??
    roleArn(partition, account, path, valueOf(name) ?? localAddress(resource.address))
  );
}

function ceilingOf({ boundary }: RoleView): readonly PolicyOf[] {
  return boundary?.policy ? [boundary.policy] : [];
}

const ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;
const REGION = /^arn:[^:]*:[^:]*:([a-z]{2,4}(?:-[a-z]+)+-\d+):/;

/** What the ARNs in texts name in one of their parts. */
function namedBy(
  policies: readonly PolicyOf[],
  part: RegExp,
  except: readonly string[] = [],
): readonly string[] {
  const arns = policies.flatMap(({ document }) =>
    document.known ? [...JSON.stringify(document.value).matchAll(/"(arn:[^"]*)"/g)] : [],
  );
  const named = sorted(arns.flatMap(([, arn = ""]) => part.exec(arn)?.[1] ?? []));
  return named.filter((one) => !except.includes(one));
}
