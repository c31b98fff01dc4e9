import type { resolve } from "./resolve";

export type { BucketKey } from "./resolve";

/** One config file with every default filled in: what the rest of the project works from. */
export type Deployment = Readonly<ReturnType<typeof resolve>>;

export type PolicyEdition = Deployment["edition"];
export type BootstrapSection = NonNullable<Deployment["bootstrap"]>;
export type ProjectSection = NonNullable<Deployment["project"]>;
export type IntegrationSection = NonNullable<Deployment["integration"]>;
export type MilvusSection = NonNullable<Deployment["milvus"]>;
export type BucketSettings = ProjectSection["bucket"];
export type RoleSettings = ProjectSection["storageRole"];
export type NetworkSettings = NonNullable<ProjectSection["network"]>;

/** The sections of a config file, in the order in which their stacks are applied. */
export const SECTIONS = ["bootstrap", "project", "integration", "milvus"] as const;
export type Section = (typeof SECTIONS)[number];

/** What a stack is made for: a section, or a part of one that has a stack of its own. */
export type StackKind = Section | "milvus-release";

const SUFFIXES: Readonly<Partial<Record<StackKind, string>>> = {
  milvus: "milvus-access",
  "milvus-release": "milvus",
};

/** Id of a stack. */
export function stackId(deployment: Pick<Deployment, "name">, kind: StackKind): string {
  return `${deployment.name}-${SUFFIXES[kind] ?? kind}`;
}

/** Ids of the stacks that a deployment has, in the order in which they are applied. */
export function stackIds(deployment: Deployment): string[] {
  const { release, clusterAccess } = deployment.milvus ?? {};
  const kinds: StackKind[] = SECTIONS.filter((section) => deployment[section] !== undefined);
  if (release && clusterAccess) kinds.push("milvus-release");
  return kinds.map((kind) => stackId(deployment, kind));
}
