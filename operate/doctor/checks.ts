import { count } from "../../text/count";
import type { ProblemError } from "../../text/problem";
import { callerOf } from "../aws/accounts";
import { Asking, unreadBy } from "../aws/asking";
import { awsReader } from "../aws/read";
import { openAws } from "../aws/session";
import { cluster } from "./aws/cluster";
import { buckets, keys } from "./aws/existing";
import { accountLine, credentialLines, unreached } from "./aws/identity";
import { instanceTypes } from "./aws/instance-types";
import { names } from "./aws/names";
import { quotaLines, QUOTAS } from "./aws/quotas";
import { privateLink, regionEnabled, regionOfZilliz, zones } from "./aws/region";
import { rights } from "./aws/rights";
import { serviceRoles } from "./aws/service-roles";
import { stateBackend } from "./aws/state-backend";
import type { Terraform } from "../terraform";
import { skipped, undecided, type LineBody, type DoctorLine } from "./line";
import { backend, reachedBackend } from "./local/backend";
import { clusterAccess } from "./local/cluster-access";
import { machine, outputFolder } from "./local/machine";
import { settings } from "./local/settings";
import { terraform } from "./local/terraform";
import type { Inquiry, DoctorSubject } from "./subject";

type Environment = NodeJS.ProcessEnv;

/** Looks at the machine, which is one for all deployments. */
export function machineLines(
  subjects: readonly DoctorSubject[],
  environment: Environment,
  found: Terraform | ProblemError,
): DoctorLine[] {
  const stacks = subjects.flatMap((subject) => subject.stacks);
  const binary = "binary" in found ? found.binary : undefined;
  const outs = [...new Set(subjects.map(({ out }) => out))];
  return [
    ...named("machine", machine()),
    ...named("terraform", terraform(stacks, found)),
    ...named("terraform-settings", settings(stacks, environment, binary)),
    ...named("output-folder", outs.flatMap(outputFolder)),
  ];
}

/** Looks at what a deployment needs, as far as it can be told without a network. */
export function offlineLines(subject: DoctorSubject, environment: Environment): DoctorLine[] {
  return [
    ...named("zilliz-region", regionOfZilliz(subject)),
    ...named("backend", backend(subject)),
    ...named("cluster-access", clusterAccess(subject.deployment, environment)),
  ];
}

/** Asks, by Terraform, the place of the states that nobody else can ask; undefined: nobody may be asked. */
export async function stateLines(
  subject: DoctorSubject,
  found: Terraform | ProblemError | undefined,
): Promise<DoctorLine[]> {
  return named("backend", await reachedBackend(subject, found));
}

/** What is asked of AWS, by the ids of the checks. */
const CHECKS: Readonly<Record<string, (asking: Inquiry) => Promise<readonly LineBody[]>>> = {
  backend: stateBackend,
  region: regionEnabled,
  zones,
  "private-link": privateLink,
  rights,
  "service-roles": serviceRoles,
  names,
  buckets,
  keys,
  cluster,
  "instance-types": instanceTypes,
  ...Object.fromEntries(
    QUOTAS.map((row) => [row.check, (asking: Inquiry) => quotaLines(row, asking)]),
  ),
};

/** Asks the account of a deployment; where it cannot be asked, that is told once. */
export async function awsLines(
  subject: DoctorSubject,
  environment: Environment,
): Promise<DoctorLine[]> {
  const { region, aws: access } = subject.deployment;
  const session = await openAws({ region, ...access }, environment);
  try {
    const caller = await callerOf(session).catch(unreached);
    if ("status" in caller)
      return [...named("account", [caller]), unasked("nobody could be asked")];
    const account = accountLine(subject, caller);
    const known = [
      ...named("account", [account]),
      ...named("credentials", await credentialLines(caller, session)),
    ];
    if (account.status === "failed") return [...known, unasked("they would be of another account")];
    const asking = { ...subject, caller: caller.arn, environment };
    const found = await Promise.all(
      Object.entries(CHECKS).map(async ([id, ask]) => {
        // One that AWS does not answer keeps no other from its work.
        const inquiry = { ...asking, aws: awsReader(new Asking(session)) };
        const silent = (error: unknown) => [undecided(id, unreadBy(error))];
        return named(id, await ask(inquiry).catch(silent));
      }),
    );
    return [...known, ...found.flat()];
  } finally {
    session.close();
  }
}

/** One line for all that was not asked. */
function unasked(reason: string): DoctorLine {
  const number = count(Object.keys(CHECKS).length, "check");
  return { check: "aws", ...skipped("the account", `${number} not made`, { reason }) };
}

function named(check: string, found: readonly LineBody[]): DoctorLine[] {
  return found.map((finding) => ({ check, ...finding }));
}
