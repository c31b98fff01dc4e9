import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "../../config/deployment";
import type { Accounts } from "../aws/accounts";
import { meantStack } from "../aws/meant";
import { addressesIn } from "../backend";
import { inCopy } from "../copy";
import { fileIn } from "../made";
import { initOf, must, type Initialized, type Tell } from "../plan";
import { inOrder, StackFailure, type Outcome } from "../schedule";
import type { Stack } from "../stacks";
import type { Terraform } from "../terraform";
import { existingOf, type Existing, type Import } from "./existing";
import { IMPORTS, importsIn, importsOf, importsText, isOurs } from "./import-file";
import { nextPlan, type NextPlan } from "./next-plan";

/** What adopting means for one stack. */
export interface Adoption extends NextPlan {
  /** What is in its state already; it is left alone. */
  readonly managed: readonly string[];
  readonly notes: readonly string[];
  /** Text of the import blocks, undefined where none are needed; the same where nothing is new. */
  readonly text: string | undefined;
}

export interface AdoptOptions {
  readonly jobs: number;
  readonly tell: Tell;
  readonly deploymentOf: (stack: Stack) => Deployment;
  readonly accounts: Accounts;
  /** Id of the VPC that is meant. */
  readonly vpc?: string;
}

/**
 * Looks for what of stacks is in AWS and in no state, and tells what the next plan would do with it.
 * Nothing is written, here or in AWS.
 *
 * @returns an outcome for each stack, in their order.
 */
export function adoptStacks(
  stacks: readonly Stack[],
  terraform: Terraform,
  { jobs, tell, deploymentOf, accounts, vpc }: AdoptOptions,
): Promise<Outcome<Adoption>[]> {
  const initialized = initOf(terraform);
  return inOrder(stacks, { jobs, terraform }, async (stack) => {
    const deployment = deploymentOf(stack);
    const { aws, why } = await accounts.of(deployment);
    if (why !== undefined) throw new StackFailure(why);
    tell(stack, "state");
    const pull = () => must(terraform, stack.folder, ["state", "pull"]);
    const state = await initialized(stack.folder, pull);
    const managed = addressesIn(state);
    tell(stack, "AWS");
    const meant = meantStack(fileIn(stack));
    const { notes, ...existing } = meant ? await existingOf(meant, aws, vpc) : NONE;
    const isNew = ({ address }: { readonly address: string }) => !managed.has(address);
    const imports = existing.imports.filter(isNew);
    const refusals = existing.refusals.filter(isNew);
    const before = importsIn(stack);
    const text = isDone(before, imports, managed) ? before : textOf(imports);
    if (imports.length === 0) return { ...NOTHING, managed: [...managed], notes, refusals, text };
    tell(stack, "plan");
    const json = await planned(stack, state, imports, terraform, initialized);
    const next = nextPlan(json, imports, stack, deployment);
    const all = [...refusals, ...next.refusals];
    return { ...next, managed: [...managed], notes, refusals: all, text };
  });
}

const NONE: Existing = { imports: [], refusals: [], notes: [] };

const NOTHING: NextPlan = {
  adopted: [],
  changes: [],
  refusals: [],
  permissions: [],
  left: [],
  beside: [],
};

function textOf(imports: readonly Import[]): string | undefined {
  return imports.length === 0 ? undefined : importsText(imports);
}

/** Whether a file asks for all that is to be imported, and besides for what was imported. */
function isDone(
  text: string | undefined,
  imports: readonly Import[],
  managed: ReadonlySet<string>,
): boolean {
  if (text === undefined || !isOurs(text)) return false;
  const asks = importsOf(text);
  const isIn = (one: Import, all: readonly Import[]) =>
    all.some(({ address, id }) => address === one.address && id === one.id);
  return (
    imports.every((one) => isIn(one, asks)) &&
    asks.every((one) => managed.has(one.address) || isIn(one, imports))
  );
}

const LOCAL = { terraform: { backend: { local: {} } } };
const STATE = "adopt.tfstate";
const PLAN = "adopt.tfplan";

/** The plan with imports, made in a copy that is gone afterwards: the backend is only read. */
async function planned(
  stack: Stack,
  state: string,
  imports: readonly Import[],
  terraform: Terraform,
  initialized: Initialized,
): Promise<string> {
  return inCopy(stack.folder, async (copy) => {
    writeFileSync(join(copy, "adopt_override.tf.json"), JSON.stringify(LOCAL));
    writeFileSync(join(copy, IMPORTS), importsText(imports));
    if (state.trim() !== "") writeFileSync(join(copy, STATE), state, { mode: 0o600 });
    const args = ["plan", "-input=false", "-no-color", `-state=${STATE}`, `-out=${PLAN}`];
    await initialized(copy, () => must(terraform, copy, args));
    return must(terraform, copy, ["show", "-json", PLAN]);
  });
}
