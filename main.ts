import { guard, MistakesError } from "./compliance/guard";
import { formatProblems } from "./config";
import { refuseLoss } from "./stacks/cdktf-reach";
import { readDeployments } from "./stacks/deployments";
import { writeStacks } from "./stacks/write";
import { ProblemError, usageError } from "./text/problem";

// The app that `npx cdktf …` runs. BYOC_CONFIG names the config files, separated by commas.
try {
  if (process.env["SYNTH_HCL_OUTPUT"] === "true") {
    throw usageError("--hcl", "CDKTF's own HCL breaks policies and leaves out blocks", {
      fix: "leave it away; byoc export --format hcl writes HCL that plans to the same changes",
    });
  }
  const files = (process.env["BYOC_CONFIG"] ?? "byoc.yaml").split(",");
  const out = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  const { deployments, warnings } = readDeployments(files, process.env);
  if (warnings.length > 0) console.error(formatProblems(warnings));
  writeStacks(deployments, out, {
    accept: (made) => guard(made, deployments, out),
    leave: (folder, known, paths) => refuseLoss(out, folder, known, paths),
  });
} catch (error) {
  const isMistake = error instanceof MistakesError;
  if (!isMistake && !(error instanceof ProblemError)) throw error;
  console.error(error.message);
  process.exitCode = isMistake ? 1 : 2;
}
