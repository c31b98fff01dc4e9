import type { Deployment } from "../../config/deployment";
import type { Access } from "./session";

/** How the account of a deployment is reached, as its config says. */
export function accessOf({ region, aws }: Pick<Deployment, "region" | "aws">): Access {
  const { profile, assumeRole, endpoints } = aws;
  return {
    region,
    ...(profile !== undefined && { profile }),
    ...(assumeRole && {
      assumeRole: {
        roleArn: assumeRole.roleArn,
        sessionName: assumeRole.sessionName,
        ...(assumeRole.externalId !== undefined && { externalId: assumeRole.externalId }),
        ...(assumeRole.durationSeconds !== undefined && { duration: assumeRole.durationSeconds }),
      },
    }),
    endpoints,
  };
}
