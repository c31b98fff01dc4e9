import { list } from "../policy";
import { principalsOf } from "../principal";
import type { Statement } from "../statement";
import { deedWords } from "./action";
import { enumerate } from "./enumerate";
import { principalWords } from "./principal";
import { placesWords } from "./resource";
import { wholeServiceWords } from "./service";

/**
 * What a statement with `NotAction` or `NotResource` is about: everything but what it names. Follows
 * "may".
 */
export function wholeWords({ source }: Statement): string {
  const { Action, NotAction, Resource, NotResource } = source;
  const deed = deedWords(list(Action ?? "*"), list(NotResource === undefined ? Resource : "*"));
  const exceptions = [
    ...list(NotAction).map(exceptionWords),
    ...(NotResource === undefined ? [] : [`for ${placesWords(list(NotResource))}`]),
  ];
  return exceptions.length === 0 ? deed : `${deed}, except ${enumerate(exceptions)}`;
}

/** `in IAM`, or the deed that is left out. */
function exceptionWords(action: string): string {
  const [service = "", name = ""] = action.split(":");
  return name === "*"
    ? `in ${wholeServiceWords(service)}`
    : deedWords([action], ["*"]).replace("every ", "any ");
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
