import type { PolicyKind } from "../aws/limits";
import { SECTIONS, type Deployment, type PolicyEdition, type Section } from "../config/deployment";
import { BOOTSTRAP } from "./bootstrap/section";
import type { RoleRow, SectionRow, PolicyText } from "./catalogue-row";
import type { Policy } from "./document";
import { INTEGRATION } from "./integration/section";
import { MILVUS } from "./milvus/section";
import { PROJECT } from "./project/section";
import type { TextFacts } from "./text-facts";

/** Every documented role and policy, once: what the rest of the project says of them, it reads here. */
export const CATALOGUE: Readonly<Record<Section, SectionRow>> = {
  bootstrap: BOOTSTRAP,
  project: PROJECT,
  integration: INTEGRATION,
  milvus: MILVUS,
};

export const ROLES = [
  ...PROJECT.roles,
  ...INTEGRATION.roles,
  ...MILVUS.roles,
  ...BOOTSTRAP.roles,
] as const;

/** The roles that the documents describe. */
export type RoleKind = (typeof ROLES)[number]["kind"];

/** What rows of the simulation are about: rights, trust or boundary of a role. */
export type Asked = NonNullable<(typeof ROLES)[number]["asked"]["rights"]>;

type Role = RoleRow<RoleKind, Asked>;

const BY_KIND: ReadonlyMap<RoleKind, Role> = new Map(ROLES.map((row: Role) => [row.kind, row]));

/** The row of a role. */
export function roleRow(kind: RoleKind): Role {
  return BY_KIND.get(kind)!;
}

/** A text in an edition; undefined where it has nothing to grant. */
export function textOf(
  text: PolicyText,
  facts: TextFacts,
  edition: PolicyEdition,
): Policy | undefined {
  return (typeof text === "function" ? text : text[edition])(facts);
}

/** A text of a deployment, and the resource that carries it. */
export interface CarriedText {
  readonly section: Section;
  readonly use: PolicyKind;
  /** In Terraform. */
  readonly id: string;
  readonly policy: Policy;
}

/** Every text of a deployment, whatever its stacks make of them. */
export function textsOf(deployment: Deployment): readonly CarriedText[] {
  return SECTIONS.flatMap((section) => {
    const { facts: factsOf, policies, roles } = CATALOGUE[section];
    const facts = factsOf(deployment);
    if (!facts) return [];
    const { edition } = deployment;
    const rows = [
      ...roles.map(({ id, trust, trustEdition }) => ({
        id,
        use: "trust" as const,
        policy: textOf(trust, facts, trustEdition ?? edition),
      })),
      ...[...new Set([...policies, ...roles.flatMap((role) => role.policies)])].map(
        ({ id, use, text }) => ({ id, use, policy: textOf(text, facts, edition) }),
      ),
    ];
    return rows.flatMap(({ policy, ...row }) => (policy ? [{ section, policy, ...row }] : []));
  });
}

/** A Terraform id as messages and rows spell it: `storage_policy` is `storagePolicy`. */
export function camelCase(id: string): string {
  return id.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
