import { pathOf } from "../../terraform/json";
import { PolicyShapeError } from "../../iam/policy";
import { statementsOf } from "../../iam/statement";
import type { ReadPolicy } from "../../terraform/model";
import type { Model, PolicyOf } from "../../terraform/model-view";
import { textOf, valueAt, valueOf } from "../../terraform/known";
import { cachedOf } from "../../text/cache";
import { groupBy } from "../../text/group";
import { listed } from "../../text/list";
import { refusals, type PolicyPlace } from "../policies/refused";
import { ruleOf } from "../rule";
import { fail, orPass, unknownWords, unsure, type Results } from "../results";

export const rule = ruleOf("policy-json", function* ({ model }) {
  for (const policy of model.policies()) {
    const { resource, attribute, document } = policy;
    if (!document.known) {
      // Of what is too long only its length is told, by policy-size.
      yield policy.size === undefined && isText(policy)
        ? fail(resource, `cannot be read: ${document.why}`, {
            attribute,
            key: "json",
            fix: document.why.startsWith("it is not a policy") ? "mend what is named" : undefined,
          })
        : unsure(resource, `${unknownWords(document)}; ${unjudged(policy, model)}`, {
            attribute,
            fix:
              policy.size === undefined
                ? "build the policy from configured names, or check a state that has its text"
                : "shorten the policy, or split it",
          });
      continue;
    }
    const found = problems(policy, document.value, placeOf(model, policy));
    yield* orPass(found, resource, "the policy can be read", { attribute });
  }
});

/** Said for all rules: the others say nothing of what they cannot read. */
function unjudged(policy: PolicyOf, model: Model): string {
  const { partial, use } = policy;
  const of = use === "trust" ? "whom it lets in" : "what it allows or denies";
  const rest = partial
    ? "of what it says, only the actions and principals that are known are judged"
    : `no rule can judge ${of}`;
  const holders = holdersOf(model).get(policy) ?? [];
  if (holders.length === 0) return rest;
  return `${rest}, so what ${listed(holders.map(({ address }) => address))} may do is not wholly tried`;
}

/** Who has a policy, be it as boundary. */
const holdersOf = cachedOf((model: Model) =>
  groupBy(
    [...model.roles(), ...model.holders()].flatMap(({ resource, identity, boundary }) =>
      [...identity, boundary?.policy].map((policy) => ({ policy, address: resource.address })),
    ),
    ({ policy }) => policy,
  ),
);

/** The text is known; only what it says cannot be read. */
function isText({ resource, attribute }: PolicyOf): boolean {
  const text = valueAt(resource, pathOf(attribute));
  return text.known && typeof text.value === "string" && text.value !== "";
}

function placeOf(model: Model, { resource, use }: PolicyOf): PolicyPlace {
  const { region, partition } = model.placeOf(resource);
  // Without a region the partition is only the one that is likely.
  const own = region.known ? valueOf(partition) : undefined;
  return {
    use,
    partition: own,
    bucket: use === "bucket" ? textOf(resource, "bucket") : undefined,
  };
}

function* problems(policy: PolicyOf, document: ReadPolicy, place: PolicyPlace): Results {
  const { resource, attribute, use } = policy;
  try {
    statementsOf(document);
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    yield fail(resource, error.message, { attribute, key: "shape" });
  }
  for (const refusal of refusals(document, place)) {
    yield fail(resource, refusal, {
      attribute,
      key: refusal.split(/[,:] /)[0],
      fix: "mend what is named",
    });
  }
  const sids = document.Statement.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  for (const sid of new Set(sids.filter((sid, index) => sids.indexOf(sid) < index))) {
    yield fail(resource, `two statements have the Sid "${sid}"`, { attribute, key: `Sid ${sid}` });
  }
  // S3 and KMS take blanks in a Sid, IAM does not.
  const plain = use === "managed" || use === "inline" || use === "trust";
  for (const sid of plain ? sids.filter((one) => !/^[A-Za-z0-9]*$/.test(one)) : []) {
    const message = `the Sid "${sid}" has characters other than letters and digits`;
    yield fail(resource, message, { attribute, key: `Sid ${sid}` });
  }
  if (document.Version !== "2012-10-17" && JSON.stringify(document).includes("${")) {
    const message = "without Version 2012-10-17, policy variables are plain text";
    yield fail(resource, message, { attribute, key: "Version", severity: "warning" });
  }
}
