import { rootAccount, type PrincipalElement } from "../principal";

/** Who a principal is: "account 965570967084", "role zilliz-byoc of account …". */
export function principalWords({ type, name }: PrincipalElement): string {
  if (name === "*") return "everybody";
  const account = rootAccount(name);
  if (account !== undefined) return `account ${account}`;
  if (type === "Service") return `the service ${name}`;
  if (type === "CanonicalUser") return `the account with the canonical ID ${name}`;
  const [, owner, kind = "", rest] =
    /^arn:[^:]*:(?:iam|sts)::(\d{12}|aws|\*):([^/]+)\/(.+)$/.exec(name) ?? [];
  if (rest === undefined) return type === "Federated" ? `holders of a token of ${name}` : name;
  if (kind === "oidc-provider") return `holders of a token of ${rest}`;
  if (kind === "saml-provider") return `people who sign in through ${rest} (SAML)`;
  if (owner === "aws") return `AWS's ${kind} ${rest}`;
  const [, role, session] = /^([^/]+)\/(.+)$/.exec(rest) ?? [];
  if (kind === "assumed-role" && session !== undefined) {
    return `session ${session} of role ${role} of account ${owner}`;
  }
  const where = owner === "*" ? "any account" : `account ${owner}`;
  const isPattern = (owner === "*" || /[*?]/.test(rest)) && /^(role|user|group)$/.test(kind);
  return `${kind}${isPattern ? "s" : ""} ${rest} of ${where}`;
}
