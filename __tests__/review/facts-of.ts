import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateRules } from "../../compliance/engine";
import { parametersFrom } from "../../compliance/parameters";
import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import { RULES } from "../../compliance/rules";
import { SHIPPED_WAIVERS } from "../../compliance/waivers/shipped";
import type { Deployment } from "../../config/deployment";
import { readDeployments } from "../../stacks/deployments";
import type { Facts } from "../../review/facts";
import type { StackFile } from "../../review/stack-file";
import { EXAMPLE_ENVIRONMENT, examples } from "../../scripts/examples";
import { synthesize } from "../../stacks/synthesize";
import { scratchFolder } from "../support/scratch";

/** External IDs of the examples, none of which a review may show. */
export const SECRETS = ["cid-7h3k9m2p5q8r1s4t6u0v2w5x8", "zilliz-external-4kT9vQ2mX7cB1nL"];

export const EXAMPLES = examples().map(({ name }) => name);

/** Deployments of an example. */
export function deploymentsOf(name: string): readonly Deployment[] {
  const example = examples().find((one) => one.name === name)!;
  return readDeployments(example.files, EXAMPLE_ENVIRONMENT).deployments;
}

const made = new Map<string, Facts>();

/** Facts of an example, really synthesized, read and judged. */
export function factsOf(name: string): Facts {
  const facts = made.get(name) ?? factsOfDeployments(deploymentsOf(name));
  made.set(name, facts);
  return facts;
}

/** Facts of config texts, each in a file that is called as its deployment. */
export function factsOfTexts(texts: readonly string[]): Facts {
  const folder = scratchFolder();
  const files = texts.map((text) => {
    const file = join(folder, `${/^name: (.*)$/m.exec(text)![1]}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  return factsOfDeployments(readDeployments(files, EXAMPLE_ENVIRONMENT).deployments);
}

/**
 * Facts of deployments.
 *
 * @param change edits the text of each synthesized file before it is read.
 */
export function factsOfDeployments(
  deployments: readonly Deployment[],
  change?: (file: string) => void,
): Facts {
  const { stacks, files } = synthesize(deployments, scratchFolder());
  if (change) for (const file of files) change(file);
  const model = joinInputs(readInputs(files));
  const parameters = parametersFrom(model, deployments);
  const report = evaluateRules(RULES, { model, parameters, scp: [] }, SHIPPED_WAIVERS, {
    today: "2026-11-22",
    toolVersion: "0.0.0",
  });
  const owners = deployments.flatMap(({ name }) =>
    stacks.filter(({ id }) => id.startsWith(`${name}-`)).map(({ id }) => [id, name] as const),
  );
  const stackFiles = stacks.map(({ id, section, document }, index): StackFile => ({
    id,
    // A stack of a part of a section goes by its own kind.
    section: section,
    document,
    deployment: new Map(owners).get(id)!,
    json: JSON.parse(readFileSync(files[index]!, "utf8")) as StackFile["json"],
  }));
  return { version: "0.0.0", deployments, stacks: stackFiles, model, report };
}
