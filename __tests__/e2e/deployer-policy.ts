import { readDeployments } from "../../stacks/deployments";
import { synthesized } from "../../cli/synthesized";
import { evaluate } from "../../iam/evaluate";
import { list } from "../../iam/policy";
import { deployerPolicies } from "../../operate/deployer/policy";
import table from "../../operate/deployer/actions.json";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { askedBy, type Asked } from "../support/aws-actions";
import type { Call } from "../support/aws-stub";
import { ACCOUNT } from "../support/moto";
import { scratchFolder } from "../support/scratch";

/** Actions that the table has though no call on the emulated AWS shows them, for documented reasons. */
export const DOCUMENTED: readonly string[] = Object.values(table.documented).flat();

/** What the deployer's policies of a config's stacks have to do with the calls of its Terraform. */
export function policiesAgainst(configs: readonly object[], calls: readonly Call[]) {
  const policies = policiesOf(configs);
  const asked = askedBy(calls);
  const called = new Set(asked.map(({ action }) => action));
  return {
    /** Calls that no policy of their stack allows. */
    refused: Object.entries(policies).flatMap(([stack, documents]) => {
      const own = askedBy(calls.filter(({ agent }) => agent.includes(stack)));
      const identity = documents.map((document, index) => ({ name: String(index), document }));
      return refusedBy(identity, own).map((one) => `${stack}: ${one}`);
    }),
    /** Actions that no call and no document asks for. */
    idle: [
      ...new Set(
        Object.values(policies)
          .flat()
          .flatMap(({ Statement }) => Statement.flatMap(({ Action }) => list(Action)))
          .filter((action) => !called.has(action) && !DOCUMENTED.includes(action)),
      ),
    ].sort(),
    called,
  };
}

/** Policies by stack; of a stack whose config changes, those of every version. */
function policiesOf(configs: readonly object[]) {
  const policies: Record<string, ReturnType<typeof deployerPolicies>> = {};
  for (const config of configs) {
    const file = join(scratchFolder(), "byoc.yaml");
    writeFileSync(file, stringify(config));
    const { deployments } = readDeployments([file], {});
    for (const { id, json } of synthesized(deployments).stacks) {
      policies[id] = [...(policies[id] ?? []), ...deployerPolicies({ id, json }, deployments[0]!)];
    }
  }
  return policies;
}

function refusedBy(
  identity: NonNullable<Parameters<typeof evaluate>[1]["identity"]>,
  asked: readonly Asked[],
): string[] {
  const principal = `arn:aws:iam::${ACCOUNT}:user/deployer`;
  const refused = asked
    .filter((one) => evaluate({ principal, ...one }, { identity }).result !== "Allowed")
    .map(({ action, resource }) => `${action} on ${resource}`);
  return [...new Set(refused)];
}
