import { stackId, type Deployment } from "../../config/deployment";
import { permissionChanges } from "../../permissions";
import { joinInputs } from "../../terraform/join";
import { readTexts } from "../../terraform/files";
import type { Input } from "../../terraform/model";
import { isRecord } from "../../text/record";
import { Asking, UnreadError } from "../aws/asking";
import { awsReader } from "../aws/read";
import { openAws, type Session } from "../aws/session";
import { bucketChecks } from "./buckets";
import { differencesOf } from "./differences";
import { readStack, referencesIn, type FoundResource } from "./found";
import { meantStack, type MeantStack } from "./meant";
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
  const sessions = new Map<Deployment, Promise<Opened>>();
  const opened = (deployment: Deployment) => {
    const session = sessions.get(deployment) ?? open(deployment, environment);
    sessions.set(deployment, session);
    return session;
  };
  const read: Read[] = [];
  for (const stack of stacks) {
    const { id, deployment } = stack;
    const meant = meantStack(id, stack.json);
    if (meant && meant.resources.length > 0) {
      tell(stack, "reading AWS");
      read.push(await readOne(stack, meant, await opened(deployment)));
    } else if (id === stackId(deployment, "milvus-release")) {
      tell(stack, "reading the cluster");
      const checks = await milvusChecks(deployment, meant && (await opened(deployment)).asking);
      read.push({ stack: { id, resources: [], checks }, meant: [], actual: [] });
    }
  }
  const all = await Promise.all(sessions.values());
  for (const { session } of all) session.close();
  return {
    version: 1,
    stacks: read.map(({ stack }) => stack),
    permissions: permissionChanges(
      joinInputs(read.flatMap(({ meant }) => meant)),
      joinInputs(read.flatMap(({ actual }) => actual)),
    ),
    requests: all.reduce((sum, { session }) => sum + session.requests(), 0),
  };
}

interface Opened {
  readonly session: Session;
  readonly asking: Asking;
  /** Who asks; or why nobody can. */
  readonly caller: { readonly arn: string; readonly account: string } | { readonly why: string };
}

async function open({ region, aws }: Deployment, environment: NodeJS.ProcessEnv): Promise<Opened> {
  const session = await openAws({ region, ...aws }, environment);
  const asking = new Asking(session);
  const { GetCallerIdentityCommand } = session.sdk;
  try {
    const caller = await asking.ask("sts:GetCallerIdentity", () =>
      session.client("sts").send(new GetCallerIdentityCommand({})),
    );
    const { Arn: arn = "", Account: account = "" } = caller ?? {};
    return { session, asking, caller: { arn, account } };
  } catch (error) {
    if (!(error instanceof UnreadError)) throw error;
    return { session, asking, caller: { why: error.message } };
  }
}

async function readOne(
  { id, json, deployment }: StackToVerify,
  meant: MeantStack,
  { session, asking, caller }: Opened,
): Promise<Read> {
  const { account, region } = meant.place;
  const why =
    "why" in caller
      ? caller.why
      : caller.account === account
        ? undefined
        : `the credentials are of account ${caller.account}, the stack is of ${account}`;
  if (why !== undefined || "why" in caller) {
    const resources = meant.resources.map(({ address }) => unreadResource(address, why ?? ""));
    return { stack: { id, resources, checks: [] }, meant: [], actual: [] };
  }
  const aws = awsReader(asking);
  const found = await readStack(meant, aws);
  const beyond = await beyondMeant(found, aws);
  const actual = stateOf(id, found, beyond);
  const checks = [
    ...beyondChecks(beyond),
    ...found.flatMap((one) =>
      one.status === "there" && one.meant.type === "aws_iam_role" ? trustChecks(one, region) : [],
    ),
    ...(await bucketChecks(deployment, id, aws, actual, { arn: caller.arn, session })),
  ];
  const resources = found.map((one) => verified(one, meant));
  return {
    stack: { id, resources, checks },
    meant: meantInputs(id, json, found),
    actual: [actual],
  };
}

function unreadResource(address: string, why: string): VerifiedResource {
  return { address, status: "unread", differences: [], why };
}

function verified(found: FoundResource, { isOthersTag, place }: MeantStack): VerifiedResource {
  const { meant, body, status } = found;
  const name = body["name"] ?? body["bucket"] ?? body["policy_arn"] ?? body["url"];
  const named = { address: meant.address, ...(typeof name === "string" && { name }) };
  if (status === "unread") {
    const { why, action } = found;
    return { ...named, status, differences: [], why, ...(action !== undefined && { action }) };
  }
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
  const { resource } = json;
  const left = Object.fromEntries(
    Object.entries(isRecord(resource) ? resource : {}).map(([type, named]) => [
      type,
      Object.fromEntries(
        Object.entries(isRecord(named) ? named : {}).filter(
          ([name, body]) => !isLeftOut(`${type}.${name}`, body),
        ),
      ),
    ]),
  );
  return readTexts(
    new Map([[`${id}, as it is meant`, JSON.stringify({ ...json, resource: left })]]),
  );
}
