import { own } from "../../text/own";
import { groupBy } from "../../text/group";
import { compare } from "../../iam/compare";
import type { Difference } from "../../iam/difference";
import type { IamPolicy } from "../../iam/policy";
import { isRecord } from "../../text/record";
import type { PolicyOf } from "../../terraform/model-view";
import type { Policy } from "../../policies/document";
import { maskedPolicy, maskOf, type Mask } from "../../text/mask";
import type { PolicyReview } from "../review";
import type { StackFile } from "../stack-file";
import { holdersIn, roleName } from "./access/holders";
import { textIn } from "./documented";
import { aliasesIn } from "./inventory";
import { externalIdsOf } from "./masked";
import { documentOf, type ReviewSource } from "./source";

/** Every policy text of every stack, trusts included, with where it comes from. */
export function policiesIn(source: ReviewSource): readonly PolicyReview[] {
  const mask = maskOf(externalIdsOf(source.deployments));
  const byStack = groupBy(source.model.policies(), ({ resource }) => source.stackOf(resource).id);
  return source.stacks.flatMap((stack) =>
    (byStack.get(stack.id) ?? []).map((policy) => reviewed(policy, stack, source, mask)),
  );
}

function reviewed(
  policy: PolicyOf,
  stack: StackFile,
  source: ReviewSource,
  mask: Mask,
): PolicyReview {
  const { resource, attribute, use } = policy;
  const { address, provenance } = resource;
  const document = documentOf(policy);
  const reference = textIn("documented", source.deploymentOf(stack), stack, policy);
  const origin = sourceText(stack, address);
  return {
    stack: stack.id,
    file: `${address}${attribute === "policy" ? "" : `.${attribute}`}.json`,
    address,
    attribute,
    use,
    holder: holderWords(policy, source),
    ...(provenance && { provenance }),
    ...(origin !== undefined && { source: origin }),
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
  const [type = "", id = ""] = address.split(".");
  const path = ["resource", type, id, "//", "provenance"];
  const note = path.reduce<unknown>(
    (value, key) => (isRecord(value) ? own(value, key) : undefined),
    json,
  );
  return typeof note === "string" ? note.slice(note.indexOf(":") + 1).trim() : undefined;
}

function holderWords(policy: PolicyOf, source: ReviewSource): string {
  const { resource, use } = policy;
  const name = (key: string) => {
    const found = resource.resolve(key);
    return found.known && typeof found.value === "string" ? found.value : resource.address;
  };
  if (use === "trust") return `role ${name("name")}`;
  if (use === "bucket") return `bucket ${name("bucket")}`;
  if (use === "key") return `key ${aliasesIn(source.model).get(resource) ?? resource.address}`;
  const { roles = [], bounded = [] } = holdersIn(source.model).get(policy) ?? {};
  const words = [
    ...roles.map((role) => `role ${roleName(role)}`),
    ...bounded.map((role) => `boundary of role ${roleName(role)}`),
  ];
  return words.length > 0 ? words.join(", ") : "nothing yet";
}
