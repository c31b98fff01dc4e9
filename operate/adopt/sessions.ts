import type { Deployment } from "../../config/deployment";
import { cachedOf } from "../../text/cache";
import { openAws, type Session } from "../aws/session";
import { StackFailure } from "../schedule";

/** One way to ask AWS for each deployment of a run. */
export interface Sessions {
  /** @throws StackFailure where the credentials belong to another account. */
  readonly of: (deployment: Deployment) => Promise<Session>;
  readonly close: () => void;
}

export function sessionsIn(environment: NodeJS.ProcessEnv): Sessions {
  const open: Session[] = [];
  return {
    of: cachedOf(async ({ aws, region, accountId }: Deployment) => {
      const session = await openAws({ region, ...aws }, environment);
      open.push(session);
      const { GetCallerIdentityCommand } = session.sdk;
      const { Account } = await session.client("sts").send(new GetCallerIdentityCommand({}));
      if (Account === accountId) return session;
      throw new StackFailure(
        `the credentials belong to account ${Account}, and the config says ${accountId}`,
      );
    }),
    close: () => {
      for (const session of open) session.close();
    },
  };
}
