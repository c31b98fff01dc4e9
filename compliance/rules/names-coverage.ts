import type { RuleResult } from "../finding";
import type { Rule } from "../rule";
import { pathAndName, rolesOfKind, type IdentifiedRole } from "../identify/roles";
import { roleRow } from "../../policies/catalogue";
import { fail, pass, undecided } from "./shared/results";

/** What the cross-account policy names in three of its statements: `role/zilliz-byoc*`. */
const COVERED = "zilliz-byoc";

export const rule: Rule = {
  id: "names-coverage",
  title: "Roles of a project are named so that the cross-account policy covers them",
  why: "That policy lets Zilliz Cloud pass, read and re-trust roles under role/zilliz-byoc* only; with another name or a path the cluster cannot be made.",
  fix: "begin the names with zilliz-byoc and leave the path at /",
  snippet: { language: "yaml", text: "project:\n  prefix: zilliz-byoc-\n  path: /" },
  severity: "error",
  documents: ["create-bucket-and-role, step 2", "create-cross-account-role, steps 1 and 2"],
  *check(context) {
    for (const role of rolesOfKind(context, "storage", "cross-account", "eks")) yield judge(role);
  },
};

function judge(role: IdentifiedRole): RuleResult {
  const { view, kind } = role;
  const name = pathAndName(view);
  const attribute = view.path === "/" ? "name" : "path";
  if (!name.known) return undecided(view.resource, name);
  const who = roleRow(kind).words;
  if (name.value.startsWith(COVERED)) {
    return pass(view.resource, `${who} is covered by role/${COVERED}*`, { attribute });
  }
  const text = `${who} is role/${name.value}, which role/${COVERED}* of the cross-account policy does not cover`;
  return fail(view.resource, text, { attribute });
}
