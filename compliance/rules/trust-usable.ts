import { groupBy } from "../../text/group";
import { ruleOf } from "../rule";
import { nameOf } from "../policies/statements";
import { fail, pass, type Results } from "../results";
import { overGrants, type TrustGrant } from "../trusts/grants";
import { nobodyBecause } from "../trusts/nobody";

export const rule = ruleOf("trust-usable", (context) =>
  overGrants(context, (_, grant) => judge(grant)),
);

/** A statement that lets in nobody is a mistake; one that lets in some of whom it names works for these. */
function* judge({ role, trust, statement }: TrustGrant): Results {
  const { attribute } = trust;
  const where = nameOf(statement);
  const named = statement.principals?.negated === false ? statement.principals.elements : [];
  const shut = named.flatMap((principal) => {
    const nobody = nobodyBecause(statement, principal);
    return nobody ? [{ name: principal.name, ...nobody }] : [];
  });
  const all = shut.length === named.length;
  for (const [why, alike] of groupBy(shut, (one) => one.why)) {
    const { fix, changesStatement } = alike[0]!;
    const whom = all ? "nobody" : alike.map(({ name }) => name).join(", ");
    const message = `${whom} can${all ? "" : "not"} assume the role by ${where}: ${why}`;
    const key = `${statement.label}:${all ? "nobody" : whom}`;
    yield fail(role.resource, message, {
      attribute,
      key,
      // The others get in as the statement stands.
      fix: !all && changesStatement ? `give ${whom} a statement of its own; there, ${fix}` : fix,
      severity: all ? undefined : "warning",
    });
  }
  if (named.length > 0 && shut.length === 0) {
    const message = `whom ${where} names can assume the role`;
    yield pass(role.resource, message, { attribute, key: statement.label });
  }
}
