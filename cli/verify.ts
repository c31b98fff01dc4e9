import { Option } from "commander";
import { verify, type StackToVerify } from "../operate/verify";
import { exitOf, verificationText } from "../operate/verify/text";
import { format, quiet } from "./command";
import type { Io } from "./io";
import { selected, stacksCommand } from "./operating";
import { withProgress } from "./progress";
import { synthesized } from "./synthesized";

/** `byoc verify`: what AWS has, compared by meaning with what the config means. Reads only. */
export const command = stacksCommand("verify", {
  about: "compare what is in AWS with what the config means; reads only",
  options: [
    format(["text", "json"]),
    new Option("--all", "name what is as it is meant, too"),
    quiet(),
  ],
  examples: ["byoc verify", "byoc verify '*-integration' --all", "byoc verify --format json"],
  work: verifyStacks,
});

interface VerifyOptions {
  readonly config: readonly string[];
  readonly format: "text" | "json";
  readonly all?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** @returns 0 where all is as it is meant, 1 where something is not, 3 where that cannot be told. */
async function verifyStacks(
  patterns: readonly string[],
  options: VerifyOptions,
  io: Io,
): Promise<number> {
  const { deployments, ids } = selected(patterns, options, io);
  const byName = new Map(deployments.map((deployment) => [deployment.name, deployment]));
  const stacks = synthesized(deployments).stacks.flatMap(
    ({ id, json, deployment }): StackToVerify[] => {
      const own = byName.get(deployment);
      return own && ids.has(id) ? [{ id, json, deployment: own }] : [];
    },
  );
  const { environment } = io;
  const found = await withProgress(io, options, (tell) => verify(stacks, { environment, tell }));
  if (options.format === "json") io.out(JSON.stringify(found, null, 2));
  else if (!options.quiet || exitOf(found) !== 0) {
    const colour = io.colour === true && options.color;
    io.out(verificationText(found, { colour, all: options.all === true }));
  }
  return exitOf(found);
}
