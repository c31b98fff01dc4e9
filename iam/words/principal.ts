import { rootAccount, type PrincipalElement } from "../principal";

/** Who a principal is: "account 965570967084", "role zilliz-byoc of account …". */
export function principalWords({ type, name }: PrincipalElement): string {
  if (name === "*") return "everybody";
  const account = rootAccount(name);
  if (account !== undefined) return `account ${account}`;
  if (type === "Service") return `the service ${name}`;
  const [, owner, kind = "", rest] = /^arn:[^:]*:iam::(\d{12}):([^/]+)\/(.+)$/.exec(name) ?? [];
  if (kind === "oidc-provider") return `holders of a token of ${rest}`;
  return rest === undefined ? name : `${kind} ${rest} of account ${owner}`;
}
