import { cached } from "../../text/cache";
import type { RequestContext } from "../context";
import { kindNamed, type ResourceKind } from "./kinds";

/** One call of a way: what is done, and on what. */
export interface Step {
  readonly action: string;
  readonly kind: ResourceKind;
  readonly onTarget: boolean;
  /** On something that has none of the tags that are asked for. */
  readonly untagged: boolean;
}

/** A step as the table writes it: `iam:PassRole @role`. */
export const stepOf = cached((text: string): Step => {
  const [, action = "", target, others, kind = ""] = /^(\S+) (@?)(!?)(.*)$/.exec(text) ?? [];
  return { action, kind: kindNamed(kind), onTarget: target === "@", untagged: others === "!" };
});
export const PASS_ROLE = stepOf("iam:PassRole @role");

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
/** What somebody attaches, or puts in place of a boundary, who may take anything. */
export const CONTEXTS: Readonly<Record<string, RequestContext>> = {
  "iam:AttachRolePolicy": { "iam:PolicyARN": ADMINISTRATOR },
  "iam:AttachUserPolicy": { "iam:PolicyARN": ADMINISTRATOR },
  "iam:AttachGroupPolicy": { "iam:PolicyARN": ADMINISTRATOR },
  "iam:PutRolePermissionsBoundary": { "iam:PermissionsBoundary": ADMINISTRATOR },
  "iam:PutUserPermissionsBoundary": { "iam:PermissionsBoundary": ADMINISTRATOR },
};
/** What somebody makes who wants no boundary on it. */
export const MADE: Partial<Record<ResourceKind, RequestContext>> = {
  role: { "iam:PermissionsBoundary": [] },
};

/** Tags of a resource as requests tell them. */
export function contextOfTags(tags: Readonly<Record<string, string>>): RequestContext {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  );
}
