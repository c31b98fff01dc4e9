import type { Caller } from "../../aws/accounts";
import { isOfSdk } from "../../aws/asking";
import { codeOf, wordsOf, type Session } from "../../aws/session";
import { command } from "../../../text/shell";
import { failed, ok, warning, type LineBody } from "../line";
import type { DoctorSubject } from "../subject";

/** Milliseconds that a session should last: what the document's activation takes, half an hour. */
const LONG_ENOUGH = 30 * 60_000;
const DOCUMENT = "byoc-prerequisites, Create temporary security credentials";

/** Whether the credentials are of the deployment's account. */
export function accountLine({ deployment }: DoctorSubject, { account, arn }: Caller): LineBody {
  const about = `account ${deployment.accountId}`;
  if (account === deployment.accountId) return ok(about, `is asked as ${arn}`);
  return failed(about, `the credentials are of account ${account} (${arn})`, {
    reason: `accountId in ${deployment.file} says ${deployment.accountId}, and Terraform refuses any other`,
    fix: `name a profile of ${deployment.accountId}: aws.profile in ${deployment.file}, or export AWS_PROFILE=NAME`,
  });
}

/** What the credentials are: a key that never ends, the root user's, or a session, and for how long. */
export async function credentialLines(
  { arn }: Caller,
  { client }: Session,
  now = Date.now(),
): Promise<readonly LineBody[]> {
  const about = "credentials";
  const { accessKeyId, expiration } = await client("sts").config.credentials();
  const [, user] = /:user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (/:root$/.test(arn)) {
    return [
      warning(about, "are the root user's", {
        reason: "nothing limits what is done with them, and the root user can assume no role",
        fix: "use a role, for example: aws configure sso",
      }),
    ];
  }
  if (accessKeyId.startsWith("AKIA")) {
    const name = user === undefined ? [] : ["--user-name", user];
    return [
      warning(about, `are the long-lived key ${accessKeyId}`, {
        reason:
          "the document advises to create a key solely for the activation and to deactivate it afterwards",
        fix: `after the deploy: ${command(
          ...["aws", "iam", "update-access-key", "--access-key-id", accessKeyId],
          ...["--status", "Inactive", ...name],
        )}`,
        document: DOCUMENT,
      }),
    ];
  }
  if (expiration === undefined) return [ok(about, "when they end is not told")];
  const left = expiration.getTime() - now;
  const end = expiration.toISOString().replace(/\.\d+Z$/, "Z");
  if (left >= LONG_ENOUGH) return [ok(about, `end at ${end}`, { document: DOCUMENT })];
  return [
    warning(about, `end in ${Math.max(0, Math.round(left / 60_000))} minutes, at ${end}`, {
      reason: "an apply that outlives them stops in the middle",
      fix: "sign in again before the apply, for example: aws sso login",
    }),
  ];
}

/** Why nobody could be asked at all. @throws what is no fault of AWS, the way to it or credentials. */
export function unreached(error: unknown): LineBody {
  if (!isOfSdk(error)) throw error;
  const about = "AWS";
  const reason = wordsOf(error);
  const code = codeOf(error);
  if (/CredentialsProvider|TokenProvider/.test(code)) {
    return failed(about, "no credentials were found", {
      reason,
      fix: /sso/i.test(reason)
        ? "aws sso login"
        : "sign in, for example: aws configure sso; or name a profile: aws.profile in the config",
    });
  }
  if (/Token|Signature|AccessDenied|UnrecognizedClient|AuthFailure/.test(code)) {
    return failed(about, "does not take the credentials", {
      reason,
      fix: "sign in again, for example: aws sso login; aws sts get-caller-identity must answer",
    });
  }
  return failed(about, "is not reached", {
    reason,
    fix: "look at the network and at HTTPS_PROXY; byoc doctor --offline does what needs none",
  });
}
