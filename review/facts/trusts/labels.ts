import type { ConditionTest } from "../../../iam/condition";
import { list } from "../../../iam/policy";
import type { Statement } from "../../../iam/statement";
import { conditionWords } from "../../../iam/words/condition";
import type { TrustNodeKind } from "../../review";
import { given } from "../../../text/list";

/** What every trust is about; any other action is worth a word. */
const ASSUMING = /^sts:AssumeRole(WithWebIdentity|WithSAML)?$/i;

/** What a statement of a trust asks of a principal, in a few words; external IDs are not shown. */
export function trustLabel(statement: Statement, who: TrustNodeKind): string {
  const { effect, tests, source, actions } = statement;
  const further = actions.negated
    ? ["every action except some"]
    : list(source.Action).filter((action) => !ASSUMING.test(action));
  const parts = given([
    effect === "Deny" && "never",
    ...tests.flatMap(testWords),
    ...lackingWords(tests, who),
    further.length > 0 && `also ${further.join(", ")}`,
  ]);
  return parts.join("; ");
}

const isSubject = ({ key }: ConditionTest) => /:sub$/i.test(key);
const isAudience = ({ key }: ConditionTest) => /:aud$/i.test(key);

/** What a careful trust would ask for, and this one does not. */
function lackingWords(tests: readonly ConditionTest[], who: TrustNodeKind): readonly string[] {
  if (who === "identity-provider") {
    return given([
      !tests.some(isSubject) && "any service account",
      !tests.some(isAudience) && "any audience",
    ]);
  }
  const needsOne = who === "account" || who === "anyone";
  return needsOne && tests.length === 0 ? ["without any condition"] : [];
}

function testWords(test: ConditionTest): readonly string[] {
  const { key, values, comparison, negated, ifExists, set } = test;
  const exact = comparison === "StringEquals";
  const plain =
    !negated && !ifExists && set === undefined && (exact || comparison === "StringLike");
  if (plain && exact && key.toLowerCase() === "sts:externalid") return ["external ID"];
  if (plain && isSubject(test)) {
    const names = values.map((value) => value.replace(/^system:serviceaccount:/, ""));
    return [`service account ${names.join(", ")}`];
  }
  // The one audience that STS has goes without saying.
  if (plain && isAudience(test) && values.every((value) => value === "sts.amazonaws.com")) {
    return [];
  }
  return [conditionWords([test])];
}
