import { directionOf, type Difference, type Direction } from "../../iam/difference";
import type { PolicyUse } from "../../terraform/model-view";
import { count } from "../../text/count";
import type { PolicyReview } from "../review";
import { chip, code, codes, lines, note, paragraph, type Fact, type Words } from "../../text/page";
import { stackByStack, type Chapter } from "./data";

/** Every policy text, with where it comes from and how it differs from the documented one. */
export const POLICIES: Chapter = {
  id: "policies",
  title: "Policy texts",
  byStack: true,
  intro: () =>
    "Every policy as it reaches AWS, but for external IDs, which are masked. The labels are explained in the summary.",
  blocks: ({ policies }) =>
    policies.length === 0
      ? paragraph("There is no policy.")
      : stackByStack(policies, "text", (stack, own) =>
          own.map((policy) => ({
            kind: "policy",
            policy,
            chips: chipsOf(policy),
            facts: [...policyFacts(policy), ["File", code(`${stack}/policies/${policy.file}`)]],
          })),
        ),
};

const USE_NAMES: Readonly<Record<PolicyUse, string>> = {
  managed: "managed policy",
  inline: "inline policy",
  trust: "trust policy",
  bucket: "bucket policy",
  key: "key policy",
  other: "resource policy",
};

const DIRECTIONS: Readonly<Record<Direction, string>> = {
  weaker: "allows more",
  stricter: "allows less",
  unknown: "cannot be compared",
};

/** What it is, for the line that stays; of its differences the most serious. */
function chipsOf({ use, provenance, differences }: PolicyReview): readonly Words[] {
  const label = provenance === undefined ? [] : [chip(provenance, provenance)];
  const kinds = new Set(differences?.map(({ kind }) => directionOf(kind)));
  const worst = (["weaker", "unknown", "stricter"] as const).find((one) => kinds.has(one));
  const compared =
    differences === undefined
      ? []
      : worst === undefined
        ? [chip("as documented", "same")]
        : [chip(`${count(differences.length, "difference")}: ${DIRECTIONS[worst]}`, worst)];
  return [chip(USE_NAMES[use]), ...label, ...compared];
}

/** Whose it is, and what it is held against. */
export function policyFacts(policy: PolicyReview): readonly Fact[] {
  const { holder, address, attribute, source, reference, differences } = policy;
  return [
    ["Belongs to", holder],
    ["Stands in", [code(address), ", ", code(attribute)]],
    ["Source", source],
    ["Compared with", reference],
    ["Difference", differenceWords(differences)],
  ];
}

function differenceWords(differences: readonly Difference[] | undefined): Words {
  if (differences === undefined) return "none can be told: no document holds a text for it";
  return differences.length === 0 ? "none: it allows the same" : lines(differences.map(exactly));
}

function exactly({ kind, sid, text, actions, resources, principals }: Difference): Words {
  const direction = directionOf(kind);
  const list = (title: string, names: readonly string[]): Words[] =>
    names.length === 0 ? [] : [[`${title}: `, codes(names)]];
  return [
    chip(DIRECTIONS[direction], direction),
    ` ${text} `,
    note(sid),
    {
      as: "more",
      title: "what exactly",
      words: lines([
        ...list("Actions", actions),
        ...list("Resources", resources),
        ...list("Principals", principals),
      ]),
    },
  ];
}
