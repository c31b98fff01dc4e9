import { cached } from "../text/cache";
import { list, type IamPrincipal } from "./policy";

/** One principal of a policy: its kind (`AWS`, `Service`, `Federated`), then its name. */
export interface PrincipalElement {
  readonly type: string;
  readonly name: string;
}

/** Every principal of an element, accounts and "everybody" in one spelling each. */
export function principalsOf(principal: IamPrincipal): readonly PrincipalElement[] {
  if (principal === "*") return [{ type: "AWS", name: "*" }];
  return Object.entries(principal).flatMap(([type, names]) =>
    list(names).map((name) => ({ type, name: ACCOUNT.test(name) ? accountRoot(name) : name })),
  );
}

const ACCOUNT = /^\d{12}$/;

/** A bare account number is read as the root of that account. */
function accountRoot(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

/** Account of a root principal; undefined for every other. */
export function rootAccount(name: string): string | undefined {
  return /^arn:[^:]*:iam::(\d{12}):root$/.exec(name)?.[1];
}

/** Account that a role, user or session belongs to; undefined for services and providers. */
export const accountOf = cached(
  (principal: string) =>
    /^arn:[^:]*:(?:iam|sts)::(\d{12}):(?!oidc-provider\/|saml-provider\/)/.exec(principal)?.[1],
);

/**
 * How an element takes in who makes a request: `direct` the caller itself, or everybody; `role` the
 * role that the caller has assumed; `account` the root of the caller's account, which leaves the
 * choice to that account's own policies.
 */
export type PrincipalMatch = "direct" | "role" | "account";

/** Requests of a role's ARN stand for those of its sessions. */
export function matchPrincipal(
  { type, name }: PrincipalElement,
  principal: string,
): PrincipalMatch | undefined {
  if (name === principal) return ROLE.test(name) ? "role" : "direct";
  if (type !== "AWS") return undefined;
  if (name === "*") return "direct";
  const account = rootAccount(name);
  if (account !== undefined) return accountOf(principal) === account ? "account" : undefined;
  return isSessionOf(principal, name) ? "role" : undefined;
}

const ROLE = /^arn:[^:]*:iam::(\d{12}):role\/(.+)$/;

/** `assumed-role/NAME/SESSION` is a session of the role NAME, whatever the role's path. */
function isSessionOf(session: string, role: string): boolean {
  const [, account, name] = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(session) ?? [];
  const [, owner, path] = ROLE.exec(role) ?? [];
  return account !== undefined && account === owner && path?.split("/").pop() === name;
}
