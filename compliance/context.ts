import type { Deployment } from "../config/deployment";
import { joinInputs } from "../terraform/join";
import type { Input } from "../terraform/model";
import { parametersFrom, type Profile } from "./parameters";
import { bootstrapSets } from "./identify/bootstrap-sets";
import { identifiedRoles } from "./identify/roles";
import type { RuleContext } from "./rule";

/**
 * What rules look at, of inputs that are judged together.
 *
 * @param deployments that the inputs were made from; none where no config is given.
 * @param own policies and rows of the user's, and the profile that is asked for; by default the one
 * that fits what was read.
 */
export function contextOf(
  inputs: readonly Input[],
  deployments: readonly Deployment[],
  own: Partial<Pick<RuleContext, "scp" | "rows" | "profile">> = {},
): RuleContext {
  const model = joinInputs(inputs);
  const context = { model, parameters: parametersFrom(model, deployments), scp: [], ...own };
  return { ...context, profile: own.profile ?? profileOf(context) };
}

/** `zilliz` where a config is given, or the input has the vendor's roles or names its account. */
function profileOf(context: RuleContext): Profile {
  const { model, parameters } = context;
  if (parameters.deployments.length > 0) return "zilliz";
  const isNamed = model.roles().some(({ trust: { document } }) => {
    const text = document.known ? JSON.stringify(document.value) : "";
    return parameters.zillizAccountIds.some((account) => text.includes(account));
  });
  const isThere =
    isNamed || identifiedRoles(context).length > 0 || bootstrapSets(context).length > 0;
  return isThere ? "zilliz" : "general";
}
