import { isRecord, type PlainRecord } from "../../text/record";
import { z } from "zod";
import type { AppliedWaiver } from "../finding";
import type { Objection } from "../../config/schema/field";
import { isPattern } from "../../iam/glob";

/** A reason that is shorter says nothing to the person who reads it a year later. */
const SHORTEST_REASON = 10;

function words(least: number, description: string, example: string) {
  return z
    .string()
    .refine((value) => value.trim().length >= least, {
      params: {
        finding: {
          code: "value",
          message: least === 1 ? "is empty" : "is too short to tell anybody anything",
          allowed: least === 1 ? "a text" : `at least ${least} characters`,
        } satisfies Objection,
      },
    })
    .meta({ description, examples: [example] });
}

const fields = {
  rule: words(1, "Id of one rule, without wildcards", "bucket-versioning"),
  finding: words(
    1,
    "Key of one finding, as reports show it in brackets; without it every finding of the rule there",
    "iam:PassRole",
  ).optional(),
  reason: words(
    SHORTEST_REASON,
    "Why the finding may stay; every report repeats it",
    "versions of Milvus segments are never read again",
  ),
  owner: words(1, "Who answers for it", "platform-security"),
  // A date that cannot be read is no error of the file: the waiver counts as expired and is reported.
  expires: words(
    1,
    "Last day on which the waiver holds, YYYY-MM-DD; needed unless kind is documented",
    "2027-06-30",
  ).optional(),
  ticket: words(1, "Where it was decided", "SEC-123").optional(),
  kind: z
    .enum(["accepted-risk", "false-positive", "documented"])
    .meta({
      description: "What kind of reason it is; documented: a document of the vendor demands it",
      examples: ["accepted-risk"],
      default: "accepted-risk",
    })
    .optional(),
};

const place = {
  address: words(
    1,
    "Terraform address or construct path of the resource, or the file for findings about a file; * and ? are wildcards where max is set",
    "aws_s3_bucket.data",
  ),
  max: z
    .int()
    .min(1)
    .meta({
      description:
        "Most findings that the waiver may cover; with more it covers none. Needed for an address with wildcards",
      examples: [3],
    })
    .optional(),
  file: words(
    1,
    "Only findings in this file, or in a file whose path ends so; for addresses that several stacks have",
    "acme-prod-project/cdk.tf.json",
  ).optional(),
};

/** Refinement for a field that is needed because of what another one says. */
function needed(
  path: string,
  problem: Objection,
  needs: (data: PlainRecord) => boolean,
): Parameters<z.ZodType["refine"]> {
  return [
    (value) => !isRecord(value) || value[path] !== undefined || !needs(value),
    // Also when other fields are wrong, so that everything is told at once.
    { path: [path], message: problem.message, params: { finding: problem }, when: () => true },
  ];
}

const NEEDS_EXPIRY = needed(
  "expires",
  {
    code: "missing",
    message: "is missing",
    allowed: "the last day on which the waiver holds; none only for kind: documented",
    fix: "add expires: YYYY-MM-DD",
  },
  (data) => data["kind"] !== "documented",
);

const NEEDS_MAX = needed(
  "max",
  {
    code: "missing",
    message: "is missing, and the address has wildcards",
    allowed: "the most findings that the waiver may cover",
    fix: "add max: 1, or write the address out",
  },
  (data) => typeof data["address"] === "string" && isPattern(data["address"]),
);

/** One waiver of a file. */
export const waiverSchema = z
  .strictObject({ ...fields, ...place })
  .refine(...NEEDS_EXPIRY)
  .refine(...NEEDS_MAX);

/** One waiver in code: where it stands is the resource that carries it. */
export const inCodeWaiverSchema = z.strictObject(fields).refine(...NEEDS_EXPIRY);

/** Each pattern is asked of every finding and every name; a file made for it would take minutes. */
const MOST_PATTERNS = 100;

/** A waiver file. */
export const waiverFileSchema = z.strictObject({
  version: z.literal(1).meta({ description: "Version of the format", examples: [1] }),
  waivers: z
    .array(waiverSchema)
    .refine(
      (waivers) => waivers.filter(({ address }) => isPattern(address)).length <= MOST_PATTERNS,
      {
        params: {
          finding: {
            code: "value",
            message: "has too many addresses with wildcards",
            allowed: `at most ${MOST_PATTERNS}`,
            fix: "write the addresses out, as --baseline does",
          } satisfies Objection,
        },
      },
    )
    .describe("What may stay as it is, for now"),
});

export type WaiverEntry = z.infer<typeof waiverSchema>;

/** A waiver, from wherever it comes. */
export interface Waiver extends Omit<WaiverEntry, "owner" | "kind"> {
  readonly kind: AppliedWaiver["kind"];
  /** Shipped waivers are owned by the document that they cite. */
  readonly owner?: string;
  readonly origin: "file" | "code" | "shipped";
  /** Where the waiver itself stands. */
  readonly at?: { readonly file: string; readonly line?: number };
  /** Resource that carries it, for waivers in code. */
  readonly constructPath?: string;
}

/** JSON Schema of the waiver file, for editors. */
export function waiverJsonSchema(): unknown {
  return z.toJSONSchema(waiverFileSchema, { io: "input" });
}
