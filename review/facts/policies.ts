import { compare } from "../../iam/compare";
import type { Difference } from "../../iam/difference";
import type { IamPolicy } from "../../iam/policy";
import { valueAt } from "../../text/record";
import type { PolicyOf } from "../../terraform/model-view";
import type { Policy } from "../../policies/document";
import { maskedPolicy, maskOf, type Mask } from "../../text/mask";
import type { PolicyReview } from "../review";
import type { StackFile } from "../stack-file";
import { textIn } from "./documented";
import { aliasesIn } from "./inventory";
import { externalIdsOf } from "./masked";
import { holdersOf, roleName } from "./roles";
import { byStack, documentOf, type ReviewSource } from "./source";
import { textOf } from "../../terraform/known";

/** Every policy text of every stack, trusts included, with where it comes from. */
export function policiesIn(source: ReviewSource): readonly PolicyReview[] {
  const mask = maskOf(externalIdsOf(source.deployments));
  const policies = source.model.policies().map((policy) => reviewed(policy, source, mask));
  return byStack(source, policies);
}

function reviewed(policy: PolicyOf, source: ReviewSource, mask: Mask): PolicyReview {
  const { resource, attribute, use } = policy;
  const { address, provenance } = resource;
  const stack = source.stackOf(resource);
  const document = documentOf(policy);
  const reference = textIn("documented", source.deploymentOf(stack), stack, policy);
  return {
    stack: stack.id,
    file: `${address}${attribute === "policy" ? "" : `.${attribute}`}.json`,
    address,
    attribute,
    use,
    holder: holderWords(policy, source),
    provenance,
    source: sourceText(stack, address),
    text: JSON.stringify(document, null, 2),
    shown: maskedPolicy(document, mask),
    ...(reference && comparison(document, reference)),
  };
}

/**
 * The difference to the text of the documented edition. Where no document has a text, that edition
 * has one of ours: it is told apart, and only if this one is another.
 */
function comparison(
  document: IamPolicy,
  reference: Policy,
): Pick<PolicyReview, "reference" | "differences"> {
  const differences = compare(document, reference.document).map(plain);
  const documented = reference.provenance === "documented";
  if (!documented && differences.length === 0) return {};
  const { source, provenance } = reference;
  return { reference: documented ? source : `${source} (${provenance})`, differences };
}

/** Only what is to be told: a difference may know the statement it was found in. */
function plain({ kind, sid, actions, resources, principals, text }: Difference): Difference {
  return { kind, sid, actions, resources, principals, text };
}

/** What the project wrote beside the resource, after the label. */
function sourceText({ json }: StackFile, address: string): string | undefined {
  const note = valueAt(json, ["resource", ...address.split("."), "//", "provenance"]);
  return typeof note === "string" ? note.slice(note.indexOf(":") + 1).trim() : undefined;
}

function holderWords(policy: PolicyOf, source: ReviewSource): string {
  const { resource, use } = policy;
  const { address } = resource;
  if (use === "trust") return `role ${textOf(resource, "name") ?? address}`;
  if (use === "bucket") return `bucket ${textOf(resource, "bucket") ?? address}`;
  if (use === "key") return `key ${aliasesIn(source.model).get(resource) ?? address}`;
  const { roles, bounded } = holdersOf(policy, source.model);
  const words = [
    ...roles.map((role) => `role ${roleName(role)}`),
    ...bounded.map((role) => `boundary of role ${roleName(role)}`),
  ];
  return words.length > 0 ? words.join(", ") : "nothing yet";
}
