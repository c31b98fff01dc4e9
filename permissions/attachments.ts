import { own } from "../text/own";
import { simpleChange } from "./changes";
import type { Sides } from "./sides";
import type { PermissionChange } from "./diff";
import type { Layer } from "./layer";

interface Attachments {
  readonly changes: readonly PermissionChange[];
  /** Keys of policies that are told here, and must not be taken for lost or gained. */
  readonly skip: Sides<readonly string[]>;
}

/** Attached policies whose text no file has, told by name. */
export function attachmentChanges(
  label: string,
  elsewhere: Sides<readonly string[]>,
  layers: Sides<Layer>,
): Attachments {
  const old = new Set(elsewhere.before);
  const now = new Set(elsewhere.after);
  const arnsOf = ({ sources }: Layer) => new Map(sources.map((one) => [one.arn, one.key]));
  const [read, readNow] = [arnsOf(layers.before), arnsOf(layers.after)];
  const skip: Sides<string[]> = { before: [], after: [] };
  const changes: PermissionChange[] = [];
  const compare = (
    one: ReadonlySet<string>,
    other: ReadonlySet<string>,
    texts: ReadonlyMap<string | undefined, string>,
    side: keyof Sides<unknown>,
  ) => {
    for (const arn of one) {
      if (other.has(arn)) continue;
      const key = texts.get(arn);
      if (key === undefined) changes.push(attachment(side, label, arn));
      else {
        // Attached on both sides, but only one has the text.
        skip[side === "after" ? "before" : "after"].push(key);
        changes.push(
          simpleChange(
            "undecided",
            "attachment",
            `whether ${label} may do more cannot be told: the text of its policy ${arn.split("/").at(-1)} is on one side only`,
            { policy: arn },
          ),
        );
      }
    }
  };
  compare(now, old, read, "after");
  compare(old, now, readNow, "before");
  return { changes, skip };
}

/** Policies of AWS that everybody should know by name. */
const WORDS: Readonly<Record<string, string>> = {
  AdministratorAccess: "do anything in the account",
  PowerUserAccess: "do anything in the account but manage users and roles",
  IAMFullAccess: "give any rights to anybody in the account",
  ReadOnlyAccess: "read everything in the account",
  AmazonS3FullAccess: "do anything to every bucket",
  AmazonS3ReadOnlyAccess: "read every bucket",
};

function attachment(side: keyof Sides<unknown>, label: string, arn: string): PermissionChange {
  const name = arn.split("/").at(-1)!;
  const ofAws = /^arn:[^:]*:iam::aws:/.test(arn);
  const deed =
    (ofAws ? own(WORDS, name) : undefined) ??
    `do all that ${ofAws ? "AWS's policy" : "the policy"} ${name} allows`;
  const [direction, may] =
    side === "after" ? (["gained", "may now"] as const) : (["lost", "may no longer"] as const);
  return simpleChange(direction, "attachment", `${label} ${may} ${deed} (${arn})`, { policy: arn });
}
