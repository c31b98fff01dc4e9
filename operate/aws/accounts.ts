import type { Deployment } from "../../config/deployment";
import { cachedOf } from "../../text/cache";
import { Asking, unreadBy } from "./asking";
import { awsReader, type AwsReader } from "./read";
import { openAws, type Session } from "./session";

/** Who asks. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
}

export async function callerOf({ sdk, client }: Session): Promise<Caller> {
  const answer = await client("sts").send(new sdk.GetCallerIdentityCommand({}));
  return { account: answer.Account ?? "", arn: answer.Arn ?? "" };
}

/** A way to ask the account of a deployment. */
export interface OpenAccount {
  readonly aws: AwsReader;
  /** ARN of who asks; empty where that is not known. */
  readonly caller: string;
  /** Why it may not be asked: the credentials are of no use, or of another account. */
  readonly why?: string;
}

/** The accounts of a run, each opened once. */
export class Accounts {
  private readonly sessions: Session[] = [];

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  readonly of = cachedOf(async ({ region, aws, accountId }: Deployment): Promise<OpenAccount> => {
    const session = await openAws({ region, ...aws }, this.environment);
    this.sessions.push(session);
    const reader = awsReader(new Asking(session));
    try {
      const ask = () => callerOf(session);
      const caller = await reader.asking.ask("sts:GetCallerIdentity", ask);
      const { account, arn } = caller ?? { account: "", arn: "" };
      const why = `the credentials are of account ${account || "(not told)"}, the config is of ${accountId}`;
      return { aws: reader, caller: arn, ...(account !== accountId && { why }) };
    } catch (error) {
      return { aws: reader, caller: "", why: unreadBy(error).why };
    }
  });

  /** Requests to AWS, repeated ones included. */
  get requests(): number {
    return this.sessions.reduce((sum, session) => sum + session.requests(), 0);
  }

  close(): void {
    for (const session of this.sessions) session.close();
  }
}
