import type { PlainRecord } from "../../text/record";
import type { RuleResult } from "../finding";
import { directionOf } from "../../iam/difference";
import type { Resource } from "../../terraform/model";
import { isGone } from "../../terraform/known";
import { readPolicy } from "../../terraform/policy";
import type { PolicyOf } from "../../terraform/model-view";
import { ruleOf, type RuleContext } from "../rule";
import { fail, pass, unknownWords, unsure } from "../results";
import { nearest } from "../conformance/results";
import { TELL_ACCOUNT } from "../identify/place";
import { rolesOfKind, type IdentifiedRole } from "../identify/roles";
import { roleRow, ROLES } from "../../policies/catalogue";
import { trustReferences } from "../conformance/reference";

const ATTRIBUTE = "assume_role_policy";

const REWRITTEN = ROLES.filter(({ rewritten }) => rewritten).map(({ kind }) => kind);

export const rule = ruleOf("trust-shape", function* (context) {
  for (const role of rolesOfKind(context, ...REWRITTEN)) yield* judge(context, role);
});

/** The trust as it will be, then as it is now where that is something else. */
function* judge(context: RuleContext, role: IdentifiedRole): Iterable<RuleResult> {
  const { trust, resource } = role.view;
  const planned = [...shapeResults(context, role, trust, "")];
  yield* planned;
  const sound = trust.document.known && planned.every(({ verdict }) => verdict === "PASS");
  const seen = new Set([textOf(resource.values)]);
  for (const [moment, values] of momentsOf(context, resource)) {
    const text = textOf(values);
    if (text === undefined || seen.has(text)) continue;
    seen.add(text);
    const found: PolicyOf = { ...trust, ...readPolicy(ATTRIBUTE, text, "trust") };
    // What the plan itself puts right must not keep it from being applied.
    const mended = sound && !isGone(resource) ? MENDED : undefined;
    yield* shapeResults(context, role, found, moment, mended);
  }
}

const MENDED = {
  severity: "warning",
  fix: "apply the plan, which puts the trust right, and find out who changed it",
} as const;

/** What the account has now: before the change, and as a refresh found it. */
function momentsOf({ model }: RuleContext, resource: Resource) {
  const drift = model
    .inputOf(resource)
    .drift.find((candidate) => candidate.address === resource.address);
  return [
    ["now", resource.change?.before],
    ["now", drift?.change?.after ?? undefined],
  ] as const;
}

function textOf(values: PlainRecord | null | undefined): string | undefined {
  const text = values?.[ATTRIBUTE];
  return typeof text === "string" && text !== "" ? text : undefined;
}

function* shapeResults(
  context: RuleContext,
  role: IdentifiedRole,
  { resource, document }: PolicyOf,
  moment: string,
  mended?: Pick<RuleResult, "severity" | "fix">,
): Iterable<RuleResult> {
  const at = { attribute: ATTRIBUTE };
  const key = (text: string) => (moment === "" ? text : `${moment}:${text}`);
  const when = moment === "" ? "" : "as the account has it now, ";
  if (!document.known) {
    // Of what the plan makes, policy-json tells, once for all rules.
    if (moment === "") return;
    yield unsure(resource, `${when}${unknownWords(document)}`, { ...at, key: key("unread") });
    return;
  }
  const texts = trustReferences(context, role, document.value);
  const measured = nearest([{ ...role.view.trust, document }], texts);
  if (!measured) {
    const message = "nothing tells which account this is, so the trust cannot be compared";
    yield unsure(resource, message, { ...at, key: key("account"), fix: TELL_ACCOUNT });
    return;
  }
  const differences = [...measured.beyond.map(([, difference]) => difference), ...measured.lacking];
  for (const { kind, sid, text } of differences) {
    // A trust that lets fewer in breaks the data plane; one that lets others in gives it away.
    const severity = directionOf(kind) === "stricter" ? ("warning" as const) : undefined;
    const where = sid === "" ? "" : `statement ${sid}: `;
    yield fail(resource, `${when}the trust is not the documented one: ${where}${text}`, {
      ...at,
      key: key(`${kind}:${sid}`),
      severity,
      ...mended,
    });
  }
  if (differences.length > 0) return;
  const what = `the trust of ${roleRow(role.kind).words} has the documented shape`;
  yield pass(resource, `${when}${what}`, at);
}
