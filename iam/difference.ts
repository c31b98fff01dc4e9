/** How a policy differs from its reference. */
export type DifferenceKind =
  /** Allows an action that the reference does not. */
  | "EXTRA_ACTION"
  /** Allows a pattern of actions that is wider than the reference's. */
  | "WIDER_ACTION"
  /** Allows an action on a wider pattern of resources. */
  | "WIDER_RESOURCE"
  /** Allows an action on other resources. */
  | "EXTRA_RESOURCE"
  /** Allows the same under conditions that ask less, or something else. */
  | "WEAKER_CONDITION"
  | "EXTRA_PRINCIPAL"
  /** Does not allow an action of the reference at all. */
  | "MISSING_ACTION"
  | "NARROWER_RESOURCE"
  | "STRICTER_CONDITION"
  | "MISSING_PRINCIPAL"
  | "EXTRA_DENY"
  | "MISSING_DENY"
  /** A statement that cannot be compared: NotAction and its like, or what IAM would not take. */
  | "UNSUPPORTED";

/** One difference; a statement that differs in the same way throughout is one. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Statement it was found in, of the policy or, for what is missing, of the reference. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** Patterns; empty in trust policies. */
  readonly resources: readonly string[];
  /** Empty in policies of roles. */
  readonly principals: readonly string[];
  /** One sentence for a reader who knows no IAM, in lower case and without a period. */
  readonly text: string;
}

/**
 * `weaker`: somebody may do more than the reference says. `stricter`: less, which may break what the
 * reference was written for. `unknown`: neither can be shown.
 */
export type Direction = "weaker" | "stricter" | "unknown";

const WEAKER: readonly DifferenceKind[] = [
  "EXTRA_ACTION",
  "WIDER_ACTION",
  "WIDER_RESOURCE",
  "EXTRA_RESOURCE",
  "WEAKER_CONDITION",
  "EXTRA_PRINCIPAL",
  "MISSING_DENY",
];

export function directionOf(kind: DifferenceKind): Direction {
  if (kind === "UNSUPPORTED") return "unknown";
  return WEAKER.includes(kind) ? "weaker" : "stricter";
}
