import type { Opened } from "../../iam/ways";
import type { Provenance } from "../../policies/document";
import { groupBy } from "../../text/group";
import { fail, type Results } from "../results";
import type { Resource } from "../../terraform/model";

/** What the text of a document opens by itself; shipped waivers cite it. */
export interface Documented {
  readonly whose: Provenance;
  /** By way and target. */
  readonly opens: (id: string, target: string) => boolean;
  /** Kind of role, the beginning of the keys that waivers name. */
  readonly kind: string;
}

/** Who can go a way. */
export interface Subject {
  readonly resource: Resource;
  /** `the role`, `the storage role` */
  readonly who: string;
  readonly unseenBoundary?: string | undefined;
  readonly documented?: Documented | undefined;
}

/** A way that is open to somebody. */
interface Found {
  readonly id: string;
  /** Follows "the role can". */
  readonly can: string;
  readonly fix: string;
  readonly opened: readonly Opened[];
}

const WHOSE: Readonly<Record<Provenance, string>> = {
  documented: "the documented text",
  current: "the vendor's newer text",
  upstream: "the upstream text",
  derived: "the derived text",
};

/** One finding for a way or, where a document opens some of it, one for that and one for the rest. */
export function* wayResults(subject: Subject, { id, can, fix, opened }: Found): Results {
  const { resource, who, unseenBoundary, documented } = subject;
  const isDocumented = ({ target }: Opened) => documented?.opens(id, target) === true;
  const unless =
    unseenBoundary === undefined ? "" : `, unless its boundary ${unseenBoundary} denies it`;
  const does = documented ? ` (${WHOSE[documented.whose]} does)` : "";
  const parts = [
    [`${documented?.kind}:${id}`, opened.filter(isDocumented), does],
    [id, opened.filter((one) => !isDocumented(one)), ""],
  ] as const;
  for (const [key, found, whose] of parts) {
    if (found.length === 0) continue;
    const severity = found.some((one) => one.severity === "error") ? "error" : "warning";
    const onWhat = targetsIn(found);
    const message = `${who} can ${can}${onWhat === "" ? "" : `: ${onWhat}`}; allowed by ${statementsIn(found)}${whose}${unless}`;
    yield fail(resource, message, { key, fix, severity });
  }
}

/** Most targets that a finding names. */
const MOST_NAMED = 12;

function targetsIn(opened: readonly Opened[]): string {
  const targets = [...new Set(opened.map(({ target }) => target))];
  const more = targets.length - MOST_NAMED;
  const named = targets.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${named} and ${more} more` : named;
}

/** `EKSCreate of aws_iam_role_policy.cross_account_policy`, each statement once. */
function statementsIn(opened: readonly Opened[]): string {
  const byPolicy = groupBy(
    opened.flatMap(({ by }) => by),
    ({ policy }) => policy,
  );
  return [...byPolicy]
    .map(([policy, refs]) => {
      return `${[...new Set(refs.map(({ statement }) => statement))].join(", ")} of ${policy}`;
    })
    .join(" and ");
}
