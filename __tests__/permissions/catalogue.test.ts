import { joinInputs } from "../../terraform/join";
import type { Model } from "../../terraform/model-view";
import { diffExitCode, permissionChanges, type PermissionDiff } from "../../permissions";
import { filesOf, inputsOf, type BaseName } from "../compliance/mutations/bases";
import { CATALOGUE } from "../compliance/mutations/catalogue";
import type { Mutation } from "../compliance/mutations/judging";
import { expectedOf, LISTED, LISTED_RULES } from "./expected";
import { flipped } from "./flipped";

const ALL = Object.values(CATALOGUE).flat();

const bases = new Map<BaseName, Model>();

function baseOf(name: BaseName): Model {
  const model = bases.get(name) ?? joinInputs(inputsOf(filesOf(name)));
  bases.set(name, model);
  return model;
}

function changed({ base, change }: Mutation): Model {
  const files = filesOf(base);
  change(files[0].json);
  return joinInputs(inputsOf(files));
}

describe.each(Object.entries(CATALOGUE))("%s", (_theme, mutations) => {
  test.each(
    mutations.map((one) => [expectedOf(one.rule, one.name), one.base, one.name, one] as const),
  )("%s by: %s, %s", (expected, base, _name, mutation) => {
    const after = changed(mutation);
    const diff = permissionChanges(baseOf(base), after);
    const { gained, lost, undecided } = diff.summary;
    switch (expected) {
      case "gained":
        expect(gained).toBeGreaterThanOrEqual(1);
        break;
      case "lost":
        expect(lost).toBeGreaterThanOrEqual(1);
        expect({ gained, undecided }).toEqual({ gained: 0, undecided: 0 });
        break;
      case "undecided":
        expect(undecided).toBeGreaterThanOrEqual(1);
        expect(gained).toBe(0);
        break;
      case "none":
        expect(diff.subjects).toEqual([]);
    }
    expect(diffExitCode(diff)).toBe({ gained: 1, lost: 0, undecided: 3, none: 0 }[expected]);
    // What is gained on the way there is lost on the way back.
    expect(factsOf(permissionChanges(after, baseOf(base)))).toEqual(factsOf(flipped(diff)));
  });
});

test("whatever is expected otherwise is in the catalogue", () => {
  const names = new Set(ALL.map(({ rule, name }) => `${rule}: ${name}`));
  expect(LISTED.filter((name) => !names.has(name))).toEqual([]);
  const rules = new Set(ALL.map(({ rule }) => rule));
  expect(LISTED_RULES.filter((rule) => !rules.has(rule))).toEqual([]);
});

test("most changes of the catalogue let somebody do more", () => {
  const gained = ALL.filter(({ rule, name }) => expectedOf(rule, name) === "gained");
  expect(gained.length).toBeGreaterThanOrEqual(190);
});

/** What is the same from both ends: sentences and names are told from the newer one. */
function factsOf({ summary, subjects }: PermissionDiff) {
  const facts = subjects.flatMap(({ kind, changes }) =>
    changes.map(({ direction, kind: what, principals, actions, resources, conditions }) =>
      JSON.stringify([kind, direction, what, principals, actions, resources, conditions]),
    ),
  );
  return { summary, facts: facts.sort() };
}
