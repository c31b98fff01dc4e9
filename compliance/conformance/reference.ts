import { partitionAt } from "../identify/place";
import type { PolicyEdition } from "../../config/deployment";
import type { IamPolicy } from "../../iam/policy";
import { shared } from "../../iam/statement";
import { CATALOGUE, roleRow, textOf } from "../../policies/catalogue";
import type { ManagedRow, RoleRow, PolicyText } from "../../policies/catalogue-row";
import type { Policy, Provenance } from "../../policies/document";
import { UNTOLD, type TextFacts } from "../../policies/text-facts";
import { cachedOf } from "../../text/cache";
import { unique } from "../../text/unique";
import { allowed, bucketOf, keyOf } from "../buckets/of-role";
import { pathAndName, rolesBeside, type IdentifiedRole } from "../identify/roles";
import type { RuleContext } from "../rule";
import { bootstrapSets, type BootstrapSet } from "../identify/bootstrap-sets";
import { trustFacts } from "./trust-facts";

/** A text that a policy may have, with its parameters put in. */
export interface Reference {
  readonly document: IamPolicy;
  /** How messages call it: "the text of create-bucket-and-role, step 3 (documented)". */
  readonly label: string;
  /** Whose it is; of several texts, the one furthest from the vendor's word. */
  readonly provenance: Provenance;
  /** Where there is an older and a newer text. */
  readonly edition?: PolicyEdition;
}

const ORDER: readonly Provenance[] = ["derived", "upstream", "current", "documented"];

/** The texts that a trust may have. The trust itself tells what nothing else does. */
export function trustReferences(
  context: RuleContext,
  role: IdentifiedRole,
  trust: IamPolicy,
): readonly Reference[] {
  return filled([roleRow(role.kind).trust], trustFacts(context, role, trust));
}

/** The texts that the policies of a role may come to together; the documented one first. */
export function policyReferences(context: RuleContext, role: IdentifiedRole): readonly Reference[] {
  return references(roleRow(role.kind), () => policyFacts(context, role));
}

/** The texts that one policy of a bootstrap set may have. */
export function setReferences(
  context: RuleContext,
  set: BootstrapSet,
  row: ManagedRow,
): readonly Reference[] {
  return references(row, () => setFacts(context, set, row));
}

/** Texts of a role, or of a policy by itself. */
const textsOf = cachedOf((row: Pick<RoleRow, "policies"> | ManagedRow): readonly PolicyText[] =>
  "policies" in row ? row.policies.map(({ text }) => text) : [row.text],
);

function references(
  row: Pick<RoleRow, "policies"> | ManagedRow,
  facts: () => readonly TextFacts[],
): readonly Reference[] {
  return textsOf(row).every(isFixed) ? fixed(row) : filled(textsOf(row), facts());
}

/** Whether nothing of a deployment is in a text, so that it is made once. */
function isFixed(text: PolicyText): boolean {
  return typeof text === "function" && text.length === 0;
}

const fixed = cachedOf((row: Pick<RoleRow, "policies"> | ManagedRow) =>
  filled(textsOf(row), [UNTOLD]),
);

/** Texts that stand together, with all of the facts that may be, in each edition. */
function filled(texts: readonly PolicyText[], facts: readonly TextFacts[]): readonly Reference[] {
  const editions = texts.every((text) => typeof text === "function")
    ? EDITIONS.slice(0, 1)
    : EDITIONS;
  const found = new Map<string, Reference>();
  for (const one of facts) {
    for (const edition of editions) {
      const policies = texts.flatMap((text) => textOf(text, one, edition) ?? []);
      // Facts that a text does not ask for make no other text.
      const same = JSON.stringify(policies);
      if (policies.length === 0 || found.has(same)) continue;
      found.set(same, { ...reference(policies), ...(edition === "current" && { edition }) });
    }
  }
  return [...found.values()];
}

const EDITIONS: readonly PolicyEdition[] = ["documented", "current"];

/** A documented text, or several that stand on one role together. */
function reference(policies: readonly Policy[]): Reference {
  return {
    document: shared(together(policies.map(({ document }) => document))),
    provenance:
      ORDER.find((one) => policies.some(({ provenance }) => provenance === one)) ?? "documented",
    label: policies.map(({ source, provenance }) => `${source} (${provenance})`).join(", with "),
  };
}

/** Several policies as one: what they allow, they allow together. */
export function together(documents: readonly IamPolicy[]): IamPolicy {
  const [only] = documents;
  if (only && documents.length === 1) return only;
  return { Version: "2012-10-17", Statement: documents.flatMap(({ Statement }) => Statement) };
}

/** What the texts of a role's policies may be filled with. */
function policyFacts(context: RuleContext, role: IdentifiedRole): readonly TextFacts[] {
  const { deployment, view, kind } = role;
  const { section } = roleRow(kind);
  if (section === "bootstrap") {
    return bootstrapSets(context)
      .filter(({ members }) => [...members.values()].includes(view.resource))
      .flatMap((set) => scopeOf(set) ?? []);
  }
  const configured = deployment && CATALOGUE[section].facts(deployment);
  if (configured) return [configured];
  const partition = partitionAt(context, view.resource);
  const plain = { ...UNTOLD, partition, bucket: bucketOf(context, role) };
  const key = keyOf(role);
  const eksRoles = eksRoleNames(context, role);
  // Nothing says whether there must be a key: with it and without, both are right.
  return (key ? [undefined, key] : [undefined]).flatMap((one) =>
    (eksRoles.length > 0 ? eksRoles : [undefined]).map((eksRole) => ({
      ...plain,
      key: one,
      eksRole,
    })),
  );
}

/**
 * What the text of a policy of the set may be filled with; nothing where nothing tells the account.
 * The boundary grows with what other sections ask of it; without a config, any size is right.
 */
function setFacts(
  { model, parameters }: RuleContext,
  set: BootstrapSet,
  { id }: ManagedRow,
): readonly TextFacts[] {
  const configured = set.deployment && CATALOGUE.bootstrap.facts(set.deployment);
  if (configured) return [configured];
  const scope = scopeOf(set);
  if (!scope) return [];
  if (id !== "permission_boundary") return [scope];
  const { region } = model.placeOf(set.anchor);
  const regions = [undefined, ...(region.known ? [region.value] : parameters.regions)];
  return [false, true].flatMap((projectRoles) =>
    regions.map((encryptedBucketRegion) => ({ ...scope, projectRoles, encryptedBucketRegion })),
  );
}

function scopeOf({ account: accountId, path, prefix }: BootstrapSet): TextFacts | undefined {
  // At the root path without a prefix the scope would be every role of the account.
  if (accountId === undefined || (path === "/" && prefix === "")) return undefined;
  return { ...UNTOLD, accountId, path, prefix };
}

/**
 * The EKS role that the current text names: of the same Terraform, or else the one that the policy
 * itself names.
 */
function eksRoleNames(context: RuleContext, role: IdentifiedRole): readonly string[] {
  const beside = rolesBeside(context, role, "eks").map(({ view }) => pathAndName(view));
  const names = beside.flatMap((name) => (name.known ? [name.value] : []));
  if (names.length > 0) return names;
  const read = allowed(role)
    .filter(({ actions }) => actions.elements.includes("iam:getrole"))
    .flatMap(({ resources }) => resources?.elements ?? [])
    .flatMap(
      (resource) => /^arn:aws:iam::\*:role\/([^*?]*zilliz-byoc[^*?]*)$/.exec(resource)?.[1] ?? [],
    );
  return unique(read);
}
