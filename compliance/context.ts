import type { Deployment } from "../config/deployment";
import { joinInputs } from "../terraform/join";
import type { Input } from "../terraform/model";
import { parametersFrom } from "./parameters";
import type { RuleContext } from "./rule";

/**
 * What rules look at, of inputs that are judged together.
 *
 * @param deployments that the inputs were made from; none where no config is given.
 * @param own policies and rows of the user's.
 */
export function contextOf(
  inputs: readonly Input[],
  deployments: readonly Deployment[],
  own: Partial<Pick<RuleContext, "scp" | "rows">> = {},
): RuleContext {
  const model = joinInputs(inputs);
  return { model, parameters: parametersFrom(model, deployments), scp: [], ...own };
}
