import { ProblemError } from "../../../text/problem";
import { valueAt } from "../../../text/record";
import { ABSENT, Terraform } from "../../terraform";
import { failed, ok, type LineBody } from "../line";
import type { MadeStack } from "../../made";

const DOCUMENT = "byoc-prerequisites, Set up your environment";

/** How Terraform is installed, by the document; Debian and Windows it leaves to Terraform's pages. */
const INSTALL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "brew tap hashicorp/tap && brew install hashicorp/tap/terraform",
};
const ELSEWHERE = "install it: https://developer.hashicorp.com/terraform/install";

/** Terraform or OpenTofu; or why there is none that runs. */
export function findTerraform(environment: NodeJS.ProcessEnv): Terraform | ProblemError {
  try {
    return Terraform.find(environment);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Whether Terraform or OpenTofu is there, and as new as each stack asks for. */
export function terraform(
  stacks: readonly MadeStack[],
  found: Terraform | ProblemError,
): readonly LineBody[] {
  const fix = INSTALL[process.platform] ?? ELSEWHERE;
  if (found instanceof ProblemError) {
    const [problem] = found.problems;
    const { file = "", message = "", fix: own = fix } = problem ?? {};
    const more = { fix: message === ABSENT ? fix : own, document: DOCUMENT };
    return [failed("Terraform", `${file} ${message}`.trim(), more)];
  }
  const about = /tofu/.test(found.binary) ? "OpenTofu" : "Terraform";
  const floor = floorOf(stacks);
  return isAtLeast(found.version, floor)
    ? [ok(about, `${found.version}; the stacks need ${floor}`, { document: DOCUMENT })]
    : [
        failed(about, found.version, {
          reason: `the stacks need ${floor} or newer`,
          fix,
          document: DOCUMENT,
        }),
      ];
}

/** The newest version that a stack asks for (`required_version`). */
function floorOf(stacks: readonly MadeStack[]): string {
  return stacks
    .map(({ json }) => valueAt(json, ["terraform", "required_version"]))
    .flatMap((value) => (typeof value === "string" ? [...value.matchAll(/>= *([\d.]+)/g)] : []))
    .map(([, version = "0"]) => version)
    .reduce((newest, version) => (isAtLeast(newest, version) ? newest : version), "0");
}

/** Whether a version is another one or newer; what stands behind a hyphen counts for nothing. */
function isAtLeast(version: string, floor: string): boolean {
  const numbers = (text: string) => text.replace(/-.*/, "").split(".").map(Number);
  const [own, least] = [numbers(version), numbers(floor)];
  const index = [0, 1, 2].find((place) => (own[place] ?? 0) !== (least[place] ?? 0));
  return index === undefined || (own[index] ?? 0) > (least[index] ?? 0);
}
