import fc from "fast-check";
import { actionOf, mayActOn } from "../../iam/actions";
import { evaluate, type Policies } from "../../iam/evaluate";
import type { IamPolicy, IamStatement } from "../../iam/policy";
import type { Request } from "../../iam/request";
import type { PermissionDiff } from "../../permissions";
import { anyStatement, bucketStatement, callers, policyOf, requests } from "../iam/arbitrary";
import { diffOf, TRUST, type Json } from "./support";
import { runs } from "../support/runs";

/** Requests that AWS may get: GetObject is never asked for a bucket. */
const real = requests.filter(({ action, resource }) => {
  const known = actionOf(action);
  return !known || mayActOn(known, resource);
});

const named = (name: string, document: IamPolicy) => ({ name, document });
const allowed = (request: Request, all: Policies) => evaluate(request, all).result === "Allowed";
const isSilent = ({ summary }: PermissionDiff, direction: "gained" | "lost") =>
  summary[direction] === 0 && summary.undecided === 0;

interface Side {
  readonly own: IamPolicy;
  readonly more: IamPolicy;
  readonly boundary: IamPolicy | undefined;
}

/** Two sides that have most statements in common, in one policy or the other, or in both. */
const bothSides = fc
  .tuple(
    fc.array(anyStatement, { minLength: 1, maxLength: 4 }),
    fc.array(anyStatement, { maxLength: 3 }),
    fc.constantFrom("none", "same", "put on", "any"),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 14, maxLength: 14 }),
  )
  .map(([own, limits, boundary, places]) => {
    const side = (offset: number): Side => {
      const taken = (from: readonly IamStatement[], at: number, ...where: number[]) =>
        policyOf(from.filter((_, index) => where.includes(places[at + index]!)));
      return {
        own: taken(own, offset, 1, 3),
        more: taken(own, offset, 2, 3),
        boundary:
          boundary === "none" || (boundary === "put on" && offset === 0)
            ? undefined
            : boundary === "same"
              ? policyOf(limits)
              : taken(limits, offset + 4, 1, 2, 3),
      };
    };
    return [side(0), side(7)] as const;
  });

const policiesOf = ({ own, more, boundary }: Side): Policies => ({
  identity: [named("own", own), named("more", more)],
  ...(boundary && { boundary: named("boundary", boundary) }),
});

const resourcesOf = ({ own, more, boundary }: Side): Json => ({
  "aws_iam_role.app_role": {
    name: "app",
    assume_role_policy: TRUST,
    ...(boundary && { permissions_boundary: "${aws_iam_policy.boundary.arn}" }),
  },
  "aws_iam_role_policy.own": { role: "app", name: "own", policy: JSON.stringify(own) },
  "aws_iam_role_policy.more": { role: "app", name: "more", policy: JSON.stringify(more) },
  ...(boundary && {
    "aws_iam_policy.boundary": { name: "boundary", policy: JSON.stringify(boundary) },
  }),
});

test("what a role may do now and could not before is never passed over", () => {
  let silent = 0;
  fc.assert(
    fc.property(
      bothSides,
      fc.array(real, { minLength: 5, maxLength: 5 }),
      ([before, after], asked) => {
        const diff = diffOf(resourcesOf(before), resourcesOf(after));
        const noneGained = isSilent(diff, "gained");
        const noneLost = isSilent(diff, "lost");
        if (noneGained) silent += 1;
        for (const request of asked) {
          const was = allowed(request, policiesOf(before));
          const is = allowed(request, policiesOf(after));
          expect(noneGained && is && !was).toBe(false);
          expect(noneLost && was && !is).toBe(false);
        }
      },
    ),
    { numRuns: runs(800) },
  );
  expect(silent).toBeGreaterThan(runs(80));
});

const ofBucket = fc.array(bucketStatement, { maxLength: 3 }).map(policyOf);

test("nor what anybody may do with a bucket by the bucket's own policy", () => {
  let silent = 0;
  const resources = (document: IamPolicy): Json => ({
    "aws_s3_bucket.a": { bucket: "a" },
    "aws_s3_bucket_policy.a": { bucket: "a", policy: JSON.stringify(document) },
  });
  const everything = named("own", policyOf([{ Effect: "Allow", Action: "*", Resource: "*" }]));
  fc.assert(
    fc.property(
      ofBucket,
      ofBucket,
      real,
      callers,
      fc.boolean(),
      (before, after, request, principal, hasRights) => {
        const diff = diffOf(resources(before), resources(after));
        if (!isSilent(diff, "gained")) return;
        silent += 1;
        const may = (document: IamPolicy) =>
          allowed(
            { ...request, principal, resourceAccount: "111122223333" },
            { identity: hasRights ? [everything] : [], resource: named("bucket", document) },
          );
        expect(may(after) && !may(before)).toBe(false);
      },
    ),
    { numRuns: runs(800) },
  );
  expect(silent).toBeGreaterThan(runs(25));
});
