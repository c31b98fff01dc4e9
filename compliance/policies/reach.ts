import { type ConditionTest, holdsWithoutKey } from "../../iam/condition";
import { accountOf } from "../../iam/principal";
import type { Statement } from "../../iam/statement";
import type { Resource } from "../../terraform/model";
import type { RuleContext } from "../rule";

/** Whom a grant reaches; `group` is an organization or a network, `service` one without a source. */
type Reach = "own" | "foreign" | "everybody" | "group" | "service" | "unknown";

/** Accounts that a resource's owner has: where it is, or where the config deploys to. */
export function accountsOf({ model, parameters }: RuleContext, resource: Resource): string[] {
  const { account } = model.placeOf(resource);
  return account.known ? [account.value] : [...parameters.accountIds];
}

/** Condition keys that say whose request it is. */
const ACCOUNT_KEYS =
  /^(aws:(Principal|Source)Account|aws:SourceOwner|kms:CallerAccount|s3:DataAccessPointAccount)$/i;
const ARN_KEYS = /^aws:(Principal|Source)Arn$/i;
const GROUP_KEYS =
  /^aws:(PrincipalOrgID|PrincipalOrgPaths|SourceOrgID|SourceOrgPaths|SourceVpce?|SourceIp|VpcSourceIp)$/i;

/** A principal of a statement, and whom it reaches. */
export interface PrincipalReach {
  readonly name: string;
  readonly reach: Reach;
}

/** The principals of an Allow statement, each with whom it reaches. */
export function reachesOf(statement: Statement, own: readonly string[]): readonly PrincipalReach[] {
  const { principals, tests } = statement;
  if (!principals) return [];
  if (principals.negated) return [{ name: "NotPrincipal", reach: "everybody" }];
  return principals.elements.map(({ type, name }) => ({
    name,
    reach: reach(type, name, tests, own),
  }));
}

function reach(
  type: string,
  name: string,
  tests: readonly ConditionTest[],
  own: readonly string[],
): Reach {
  const narrowed = narrowedTo(tests, own);
  if (type === "Service") return narrowed ?? "service";
  if (name === "*") return narrowed ?? "everybody";
  const account = accountOf(name) ?? /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(name)?.[1];
  if (account === undefined) return "foreign";
  return ofAccount(account, own);
}

/** Whom the conditions leave; undefined when they leave everybody. */
function narrowedTo(tests: readonly ConditionTest[], own: readonly string[]): Reach | undefined {
  const reaches = tests.flatMap((test) => {
    const { comparison, negated, key, values } = test;
    // A test that a request without the key passes narrows nothing.
    if (negated || comparison === "Null" || holdsWithoutKey(test)) return [];
    if (values.some((value) => /^[*?]*$/.test(value) || /\/0$/.test(value))) return [];
    if (ACCOUNT_KEYS.test(key)) return worst(values.map((value) => ofAccount(value, own)));
    if (ARN_KEYS.test(key)) {
      // ARNs of buckets name no account.
      const accounts = values.map((value) => value.split(":")[4] ?? "");
      return worst(accounts.map((one) => (one === "" ? "own" : ofAccount(one, own))));
    }
    return GROUP_KEYS.test(key) ? ["group" as const] : [];
  });
  // All conditions hold at once: the narrowest of them counts.
  return (["own", "unknown", "foreign", "group"] as const).find((one) => reaches.includes(one));
}

function ofAccount(account: string, own: readonly string[]): Reach {
  if (!/^\d{12}$/.test(account)) return "foreign";
  if (own.length === 0) return "unknown";
  return own.includes(account) ? "own" : "foreign";
}

function worst(reaches: readonly Reach[]): Reach[] {
  const found = (["foreign", "unknown", "own"] as const).find((one) => reaches.includes(one));
  return found ? [found] : [];
}
