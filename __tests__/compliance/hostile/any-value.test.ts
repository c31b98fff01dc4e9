import fc from "fast-check";
import { checked, compared } from "./answers";
import { bases, change, changed } from "./material";
import { runs } from "../../support/runs";

/** Larger ones add time, and no kinds of places. */
const BASES = bases().filter(({ json }) => JSON.stringify(json).length < 60_000);

test("any value at any place, keys included: an answer, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...BASES),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      ({ json }, changes) => {
        const before = JSON.stringify(json);
        const after = JSON.stringify(changed(json, changes));
        expect([0, 1, 2, 3]).toContain(checked(after));
        expect([0, 1, 2, 3]).toContain(compared(before, after));
        expect([0, 1, 2, 3]).toContain(compared(after, before));
      },
    ),
    { numRuns: runs(60) },
  );
}, 120_000);
