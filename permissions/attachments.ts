import { own } from "../text/own";
import { simpleChange } from "./changes";
import { unique } from "../text/unique";
import type { PermissionChange, Sides } from "./diff";
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
  const skip: Sides<string[]> = { before: [], after: [] };
  const only = (side: keyof typeof skip, other: keyof typeof skip) => {
    const others = new Set(elsewhere[other]);
    const texts = new Map(layers[other].sources.map(({ arn, key }) => [arn, key]));
    return unique(elsewhere[side]).flatMap((arn) => {
      if (others.has(arn)) return [];
      const key = texts.get(arn);
      if (key === undefined) return [attachment(side, label, arn)];
      // Attached on both sides, but only one has the text.
      skip[other].push(key);
      const text = `it cannot be told whether ${label} may do more: the text of its policy ${arn.split("/").at(-1)} is on one side only`;
      return [simpleChange("undecided", "attachment", text, { policy: arn })];
    });
  };
  return { changes: [...only("after", "before"), ...only("before", "after")], skip };
}

/** Policies of AWS that everybody should know by name. */
const WORDS: Readonly<Record<string, string>> = {
  AdministratorAccess: "do anything in the account",
  PowerUserAccess: "do anything in the account but manage users and roles",
  IAMFullAccess: "give any rights to anybody in the account",
  ReadOnlyAccess: "read everything in the account",
  AmazonS3FullAccess: "do anything in S3",
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
