import { SECTIONS, stackId, type Deployment, type Section } from "../../config/deployment";
import { valueAt } from "../../text/record";
import { listAt } from "../made";
import type { Refusal } from "./existing";

/**
 * What a plan would destroy, or replace because an argument of what exists is otherwise than it is
 * meant and cannot be changed.
 *
 * @param changes `resource_changes` of the plan's JSON.
 */
export function destroyedBy(
  changes: readonly unknown[],
  stack: string,
  deployment: Deployment,
): Refusal[] {
  const section = SECTIONS.find((one) => stackId(deployment, one) === stack);
  const causes = changes.filter((change) => !isConsequence(change));
  return causes.flatMap((change): Refusal[] => {
    const actions = listAt(change, "change", "actions");
    if (!actions.includes("delete")) return [];
    const address = String(valueAt(change, ["address"]));
    if (!actions.includes("create")) {
      return [{ address, message: "the next plan would destroy it: the config has it no longer" }];
    }
    const names = forcing(change);
    const differences = names.map((name) => {
      const [before, after] = ["before", "after"].map((side) =>
        JSON.stringify(valueAt(change, ["change", side, name]) ?? null),
      );
      return `${name} is ${before}, and the config means ${after}`;
    });
    const fix = section && names.length === 1 && fixOf(change, names[0]!, section, changes);
    return [
      {
        address,
        message: `the next plan would replace it: ${differences.join("; ")}; this cannot be changed later`,
        ...(typeof fix === "string" && { fix }),
      },
    ];
  });
}

/** Replaced only because something else is, of which it takes the id. */
function isConsequence(change: unknown): boolean {
  const names = forcing(change);
  const isLater = (name: string) => valueAt(change, ["change", "after_unknown", name]) === true;
  return names.length > 0 && names.every(isLater);
}

function forcing(change: unknown): string[] {
  const paths = listAt(change, "change", "replace_paths");
  const names = paths.map((path) => String(valueAt(path, [0])));
  return [...new Set(names)].sort();
}

/** The key of the config that keeps what is there; undefined where there is none. */
function fixOf(
  change: unknown,
  name: string,
  section: Section,
  changes: readonly unknown[],
): string | undefined {
  const type = valueAt(change, ["type"]);
  const before = String(valueAt(change, ["change", "before", name]));
  if (name === "path") return `write path: ${before} below ${section}`;
  if (type === "aws_vpc" && name === "cidr_block" && /^\d+\.\d+\.0\.0\/16$/.test(before)) {
    return `write cidr: ${before} below project.network`;
  }
  if (type !== "aws_subnet" || name !== "availability_zone") return undefined;
  const zoneOf = (address: string) => {
    const subnet = changes.find((one) => valueAt(one, ["address"]) === `aws_subnet.${address}`);
    return ["before", "after"]
      .map((side) => valueAt(subnet, ["change", side, name]))
      .find((zone) => typeof zone === "string");
  };
  const zones = ["private_1", "private_2", "private_3"].map(zoneOf);
  // The public subnet lies where the first private one does.
  if (zones.includes(undefined) || zoneOf("public") !== zones[0]) return undefined;
  return `write availabilityZones: [${zones.join(", ")}] below project.network`;
}
