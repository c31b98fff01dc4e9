import { PolicyShapeError, type IamPolicy } from "../iam/policy";
import { statementsOf, type Statement } from "../iam/statement";
import type { Resource } from "../terraform/model";
import type { PolicyOf } from "../terraform/model-view";
import { pathOf } from "../terraform/json";
import { textIn, textOf, valueAt } from "../terraform/known";

/** A policy that could be read. */
export interface PolicySource {
  readonly address: string;
  /** Tells it from others of the same resource, and finds it again on the other side. */
  readonly key: string;
  /** Of managed policies, where it is known. */
  readonly arn?: string | undefined;
  readonly statements: readonly Statement[];
}

/** Something that could not be read, so that no one knows what it allows. */
export interface Blind {
  readonly address: string;
  readonly key: string;
  readonly why: string;
  readonly resource: Resource;
  /** The text, where it is known and no policy: the same text says the same. */
  readonly raw?: string | undefined;
}

/** Policies that count together: all of a role, or the one of a bucket. */
export interface Layer {
  readonly sources: readonly PolicySource[];
  readonly blind: readonly Blind[];
}

export const NOTHING: Layer = { sources: [], blind: [] };

export function layerOf(...policies: readonly (PolicyOf | undefined)[]): Layer {
  const sources: PolicySource[] = [];
  const blind: Blind[] = [];
  for (const policy of policies) {
    if (!policy) continue;
    const one = read(policy);
    if ("why" in one) blind.push(one);
    else sources.push(one);
  }
  return { sources, blind };
}

/** Something at an attribute of a resource that cannot be read. */
export function blindAt(resource: Resource, attribute: string, why: string, raw?: string): Blind {
  const { address } = resource;
  return { address, key: keyOf(address, attribute), why, resource, raw };
}

export function keyOf(address: string, attribute: string): string {
  return `${address}.${attribute}`;
}

/** Layers in one: of the same role, seen in two files. */
export function together(layers: readonly Layer[]): Layer {
  return {
    sources: layers.flatMap(({ sources }) => sources),
    blind: layers.flatMap(({ blind }) => blind),
  };
}

export function statementsIn({ sources }: Layer, effect: Statement["effect"]): Statement[] {
  return sources.flatMap(({ statements }) => statements.filter((one) => one.effect === effect));
}

function read({ resource, attribute, document, use }: PolicyOf): PolicySource | Blind {
  const blind = (why: string, raw?: string) => blindAt(resource, attribute, why, raw);
  if (resource.uncertain !== undefined) return blind(resource.uncertain);
  // Text may be there that is no policy.
  if (!document.known) return blind(document.why, textIn(valueAt(resource, pathOf(attribute))));
  const { address } = resource;
  try {
    const statements = statementsOf(withoutOldVariables(document.value));
    const arn = use === "managed" ? textOf(resource, "arn") : undefined;
    return { address, key: keyOf(address, attribute), statements, arn };
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return blind(error.message, JSON.stringify(document.value));
  }
}

/** Before the version of 2012 `${aws:username}` is text; a space keeps it from being a variable. */
function withoutOldVariables(document: IamPolicy): IamPolicy {
  if (document.Version === "2012-10-17") return document;
  const text = JSON.stringify(document);
  if (!text.includes("${")) return document;
  return JSON.parse(text.replaceAll("${", "$ {")) as IamPolicy;
}
