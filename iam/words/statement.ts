import { list } from "../policy";
import { principalsOf } from "../principal";
import type { Statement } from "../statement";
import { enumerate } from "./action";
import { principalWords } from "./principal";
import { resourceWords } from "./resource";

/**
 * What a statement with `NotAction` and its like is about: everything but what it names. Follows
 * "may".
 *
 * @param all what everything is called; "anything" where it is refused.
 */
export function wholeWords({ source }: Statement, all = "everything"): string {
  const named = enumerate(list(source.Action ?? source.NotAction));
  const deed = source.Action ? `do whatever ${named} allows` : `do ${all} except ${named}`;
  const on = enumerate(list(source.Resource ?? source.NotResource).map(resourceWords));
  if (source.NotResource) return `${deed} on everything except ${on}`;
  return on === "" ? deed : `${deed} on ${on}`;
}

/** Who a statement that is told as a whole is for. */
export function whoWords({ source }: Statement): string {
  const names = enumerate(
    principalsOf(source.Principal ?? source.NotPrincipal ?? "*").map(principalWords),
  );
  return source.NotPrincipal ? `everybody except ${names}` : names;
}

/** Principals that a statement names and does not leave out. */
export function namesOf({ principals }: Statement): string[] {
  return principals && !principals.negated ? principals.elements.map(({ name }) => name) : [];
}
