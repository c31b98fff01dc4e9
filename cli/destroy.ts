import { stackId, type Deployment } from "../config/deployment";
import { planStacks } from "../operate/plan";
import { savedPlan } from "../operate/saved";
import { protectedIn, type Stack } from "../operate/stacks";
import { listed } from "../text/list";
import { ProblemError, usageProblem } from "../text/problem";
import { agreed, yes } from "./agreed";
import { applied, changesIn } from "./apply";
import { changesText } from "./changes";
import { out, quiet } from "./command";
import { EXIT, type Io } from "./io";
import { jobs, stacksCommand, withStacks, type OperatingOptions } from "./operating";
import { endOf, withProgress } from "./progress";

/** `byoc destroy`: destroys stacks in reverse order, after saying what would go. */
export const command = stacksCommand("destroy", {
  about: "destroy stacks, each before those that it needs; says first what protects itself",
  options: [out(), jobs(), yes(), quiet()],
  examples: ["byoc destroy acme-prod-milvus", "byoc destroy --yes"],
  work: destroy,
});

interface DestroyOptions extends Omit<OperatingOptions, "format"> {
  readonly yes?: boolean;
}

/** @returns 0, or 1 where a stack could not be destroyed, or somebody said no. */
async function destroy(
  patterns: readonly string[],
  options: DestroyOptions,
  io: Io,
): Promise<number> {
  return withStacks(patterns, options, io, async (terraform, stacks, deployments) => {
    refuseProtected(stacks, deployments);
    const outcomes = await withProgress(io, options, (tell) =>
      planStacks(stacks, terraform, { jobs: options.jobs, destroy: true, tell }),
    );
    const code = endOf(outcomes, terraform, io);
    if (code !== EXIT.ok) return code;
    const ready = stacks.flatMap((stack) => {
      const saved = savedPlan(stack);
      return saved && !saved.empty ? [{ stack, saved }] : [];
    });
    if (ready.length === 0) {
      if (!options.quiet) io.out("nothing to destroy: no state knows a resource");
      return EXIT.ok;
    }
    if (!options.quiet) io.out(changesText(ready.map(changesIn)));
    if (!(await agreed("Destroy all of this?", options.yes === true, io))) return EXIT.findings;
    return applied(ready, terraform, options, io, true);
  });
}

/** Where a section says what of it is kept. */
const KEEPS = [
  ["project", "project.bucket"],
  ["integration", "integration.bucket"],
  ["milvus", "milvus.bucket"],
  ["milvus-release", "milvus.release"],
] as const;

/** Terraform would refuse them one by one, with half of the stacks gone. */
function refuseProtected(stacks: readonly Stack[], deployments: readonly Deployment[]): void {
  const problems = stacks.flatMap((stack) => {
    const kept = protectedIn(stack);
    if (kept.length === 0) return [];
    const [, place = ""] =
      KEEPS.find(([kind]) => deployments.some((one) => stackId(one, kind) === stack.id)) ?? [];
    return usageProblem(`stack ${stack.id}`, `${listed(kept)} must not be destroyed`, {
      fix: `to let it go, set preventDestroy: false at ${place} and run again; a bucket that is not empty also needs forceDestroy: true, applied first`,
    });
  });
  if (problems.length > 0) throw new ProblemError(problems);
}
