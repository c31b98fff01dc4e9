import { stackId, type Deployment } from "../../config/deployment";
import { permissionChanges } from "../../permissions";
import { joinInputs } from "../../terraform/join";
import { readTexts } from "../../terraform/files";
import type { Input } from "../../terraform/model";
import { isRecord } from "../../text/record";
import { Accounts, type OpenAccount } from "../aws/accounts";
import { readStack, type FoundResource } from "../aws/found";
import { meantStack, type MeantStack } from "../aws/meant";
import { entriesOf, referencesIn } from "../made";
import { bucketChecks } from "./buckets";
import { differencesOf } from "./differences";
import { milvusChecks } from "./milvus";
import type { VerifyCheck, Verification, VerifiedResource, VerifiedStack } from "./report";
import { beyondMeant, stateOf, type Beyond } from "./state";
import { trustChecks } from "./trusts";

/** A synthesized stack. */
export interface StackToVerify {
  readonly id: string;
  readonly json: unknown;
  readonly deployment: Deployment;
}

interface VerifyOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly tell: (stack: { readonly id: string }, what: string) => void;
}

/** One stack as it was read, with both sides of the comparison. */
interface Read {
  readonly stack: VerifiedStack;
  readonly meant: readonly Input[];
  readonly actual: readonly Input[];
}

/**
 * Compares what AWS has with what synthesized stacks mean. Reads only; needs no state and no
 * Terraform.
 */
export async function verify(
  stacks: readonly StackToVerify[],
  { environment, tell }: VerifyOptions,
): Promise<Verification> {
  const accounts = new Accounts(environment);
  const read: Read[] = [];
  for (const stack of stacks) {
    const { id, deployment } = stack;
    const meant = meantStack(stack.json);
    if (meant && meant.resources.length > 0) {
      tell(stack, "reading AWS");
      read.push(await readOne(stack, meant, await accounts.of(deployment)));
    } else if (id === stackId(deployment, "milvus-release")) {
      tell(stack, "reading the cluster");
      const account = meant && (await accounts.of(deployment));
      const checks = await milvusChecks(deployment, account?.aws.asking);
      read.push({ stack: { id, resources: [], checks }, meant: [], actual: [] });
    }
  }
  accounts.close();
  return {
    version: 1,
    stacks: read.map(({ stack }) => stack),
    permissions: permissionChanges(
      joinInputs(read.flatMap(({ meant }) => meant)),
      joinInputs(read.flatMap(({ actual }) => actual)),
    ),
    requests: accounts.requests,
  };
}

async function readOne(
  { id, json, deployment }: StackToVerify,
  meant: MeantStack,
  account: OpenAccount,
): Promise<Read> {
  const { aws, why } = account;
  if (why !== undefined) {
    const resources = meant.resources.map(({ address }): VerifiedResource => ({
      address,
      status: "unread",
      differences: [],
      why,
    }));
    return { stack: { id, resources, checks: [] }, meant: [], actual: [] };
  }
  const found = await readStack(meant, aws);
  const beyond = await beyondMeant(found, aws);
  const actual = stateOf(id, found, beyond);
  const checks = [
    ...beyondChecks(beyond),
    ...found.flatMap((one) =>
      one.status === "there" && one.meant.type === "aws_iam_role"
        ? trustChecks(one, meant.place.region)
        : [],
    ),
    ...(await bucketChecks(deployment, id, account, actual)),
  ];
  const resources = found.map((one) => verified(one, meant));
  return {
    stack: { id, resources, checks },
    meant: meantInputs(id, json, found),
    actual: [actual],
  };
}

function verified(found: FoundResource, { isOthersTag, place }: MeantStack): VerifiedResource {
  const { meant, body, status } = found;
  const name = body["name"] ?? body["bucket"] ?? body["policy_arn"] ?? body["url"];
  const named = { address: meant.address, ...(typeof name === "string" && { name }) };
  if (status === "unread") return { ...named, status, differences: [], ...found.unread };
  if (status === "missing") return { ...named, status, differences: [] };
  const differences = differencesOf(found, isOthersTag, place.region);
  return { ...named, status: differences.length > 0 ? "differs" : "same", differences };
}

function beyondChecks({ unmeant, unread }: Beyond): VerifyCheck[] {
  return [
    ...unmeant.map(({ address, role, policy, kind }): VerifyCheck => ({
      id: `beyond ${address} ${policy}`,
      status: "failed",
      text:
        kind === "attached"
          ? `role ${role}: policy ${policy} is attached, and the config does not mean it`
          : `role ${role}: inline policy ${policy} is there, and the config does not mean it`,
      fix:
        kind === "attached"
          ? `aws iam detach-role-policy --role-name ${role} --policy-arn ${policy}`
          : `aws iam delete-role-policy --role-name ${role} --policy-name ${policy}`,
    })),
    ...unread.map(({ address, why }): VerifyCheck => ({
      id: `beyond ${address}`,
      status: "unread",
      text: `${address}: whether it has other policies cannot be told: ${why}`,
    })),
  ];
}

/** The file as it is meant, without what could not be read on the other side. */
function meantInputs(id: string, json: unknown, found: readonly FoundResource[]): Input[] {
  const unread = new Set(
    found.filter(({ status }) => status === "unread").map(({ meant }) => meant.address),
  );
  const isLeftOut = (address: string, body: unknown) =>
    unread.has(address) || [...referencesIn(body)].some((other) => unread.has(other));
  if (!isRecord(json)) return [];
  const left = Object.fromEntries(
    entriesOf(json["resource"]).map(([type, named]) => [
      type,
      Object.fromEntries(
        entriesOf(named).filter(([name, body]) => !isLeftOut(`${type}.${name}`, body)),
      ),
    ]),
  );
  return readTexts(
    new Map([[`${id}, as it is meant`, JSON.stringify({ ...json, resource: left })]]),
  );
}
