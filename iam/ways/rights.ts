import { cachedOf } from "../../text/cache";
import { actionsWithin, resourcesWithin, touches } from "../containment";
import type { Policies } from "../evaluate";
import { fateOf } from "../past";
import type { NamedPolicy } from "../policy";
import { statementsOf, type Selection, type Statement } from "../statement";

/** What policies let somebody do: what each statement allows under every ceiling, and what is denied always. */
export interface Effect {
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
}

/** What comes of somebody's policies, boundary and organization together, for as far as one statement tells. */
export const effectOf = cachedOf(({ identity = [], boundary, scp = [] }: Policies): Effect => {
  const ceilings = [...(boundary ? [[boundary]] : []), ...scp];
  return {
    allows: ceilings.reduce(
      (held, ceiling) => held.flatMap((one) => beneath(one, allowedBy(ceiling))),
      allowedBy(identity),
    ),
    denies: [identity, ...ceilings]
      .flatMap((policies) => statementsIn(policies))
      .filter(
        ({ effect, tests }) =>
          effect === "Deny" && tests.every((test) => fateOf(test) === "always"),
      ),
  };
});

function statementsIn(policies: readonly NamedPolicy[]): readonly Statement[] {
  return policies.flatMap(({ document }) => statementsOf(document));
}

function allowedBy(policies: readonly NamedPolicy[]): readonly Statement[] {
  return statementsIn(policies).filter(
    ({ effect, tests }) => effect === "Allow" && !tests.some((test) => fateOf(test) === "never"),
  );
}

/** What is left of a grant under a ceiling that has these. */
function beneath(grant: Statement, ceiling: readonly Statement[]): readonly Statement[] {
  return ceiling.flatMap((limit) => {
    if (!touches(grant, limit)) return [];
    const actions = common(grant.actions, limit.actions, actionsWithin);
    const resources =
      grant.resources && limit.resources
        ? common(grant.resources, limit.resources, resourcesWithin)
        : grant.resources;
    const source = { ...grant.source, Action: actions.elements };
    return [{ ...grant, actions, resources, tests: [...grant.tests, ...limit.tests], source }];
  });
}

type Names = Selection<string>;
type Contains = (inner: Names, outer: Names) => boolean;

/** What two lists have in common; what only overlaps counts as the first has it. */
function common(one: Names, other: Names, isWithin: Contains): Names {
  const only = (element: string): Names => ({ negated: false, elements: [element] });
  if (one.negated && other.negated) {
    return { negated: true, elements: [...one.elements, ...other.elements] };
  }
  if (one.negated || other.negated) {
    const [all, left] = one.negated ? [other, one] : [one, other];
    const out = { negated: false, elements: left.elements };
    return {
      negated: false,
      elements: all.elements.filter((element) => !isWithin(only(element), out)),
    };
  }
  const elements = one.elements.flatMap((mine) => {
    if (isWithin(only(mine), other)) return [mine];
    const narrower = other.elements.filter((theirs) => isWithin(only(theirs), only(mine)));
    if (narrower.length > 0) return narrower;
    const meet = other.elements.some((theirs) =>
      touches(
        { actions: only(mine), resources: undefined, principals: undefined },
        { actions: only(theirs), resources: undefined, principals: undefined },
      ),
    );
    return meet ? [mine] : [];
  });
  return { negated: false, elements: [...new Set(elements)] };
}
