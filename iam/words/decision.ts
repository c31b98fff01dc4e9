import type { Decision, PolicyLayer, StatementRef } from "../evaluate";
import { enumerate } from "./enumerate";
import { conditionWords } from "./condition";

const LAYERS: Readonly<Record<PolicyLayer, string>> = {
  identity: "the role's own policies",
  boundary: "the permissions boundary",
  scp: "a service control policy",
  resource: "the policy of the resource",
};

/** Why a request was decided as it was, with the statements that did it; one sentence. */
export function decisionWords({ result, by, blockedBy, near }: Decision): string {
  if (result !== "ImplicitlyDenied") {
    const verb = result === "Allowed" ? "allowed" : "denied";
    return `${verb} by ${enumerate(by.map(refWords))}`;
  }
  const where = enumerate(blockedBy.map((layer) => LAYERS[layer]));
  const [nearest] = near;
  const hint = nearest
    ? `; nearest is ${refWords(nearest)}, which asks that ${conditionWords(nearest.unmet)}`
    : "";
  return `not allowed by ${where}${hint}`;
}

function refWords({ policy, statement }: StatementRef): string {
  return `${policy}, statement ${statement}`;
}
