import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PlainRecord } from "../../../text/record";
import { addressesIn, backendOf, setting } from "../../backend";
import { Asking } from "../../aws/asking";
import { openAws } from "../../aws/session";
import type { MadeStack } from "../../made";
import type { Inquiry } from "../subject";

/** A way to ask where an S3 backend lies: it may have credentials of its own. */
export async function openBackend(
  settings: PlainRecord,
  asking: Pick<Inquiry, "deployment" | "environment">,
): Promise<Asking> {
  const { deployment, environment } = asking;
  const profile = setting(settings, "profile");
  const roleArn = setting(settings, "assume_role", "role_arn");
  const externalId = setting(settings, "assume_role", "external_id");
  const s3 = setting(settings, "endpoints", "s3") ?? setting(settings, "endpoint");
  const dynamodb =
    setting(settings, "endpoints", "dynamodb") ?? setting(settings, "dynamodb_endpoint");
  const sts = setting(settings, "endpoints", "sts") ?? setting(settings, "sts_endpoint");
  const session = await openAws(
    {
      region: setting(settings, "region") ?? deployment.region,
      ...(profile !== undefined && { profile }),
      ...(roleArn !== undefined && {
        assumeRole: { roleArn, ...(externalId !== undefined && { externalId }) },
      }),
      endpoints: {
        ...(s3 !== undefined && { s3 }),
        ...(dynamodb !== undefined && { dynamodb }),
        ...(sts !== undefined && { sts }),
      },
    },
    environment,
  );
  return new Asking(session);
}

/** Text of an object beside the states, or of one of them; undefined where there is none. */
export async function objectText(
  asking: Asking,
  settings: PlainRecord,
  ending = "",
): Promise<string | undefined> {
  const { sdk, client } = asking.session;
  const Key = `${setting(settings, "key")}${ending}`;
  const command = new sdk.GetObjectCommand({ Bucket: setting(settings, "bucket"), Key });
  return asking.ask("s3:GetObject", async () => {
    const answer = await client("s3").send(command);
    return answer.Body?.transformToString();
  });
}

/**
 * Addresses that the state of a stack knows; undefined where the state cannot be read here: its
 * backend is neither `local` nor `s3`, or refuses.
 */
export async function knownTo(
  stack: MadeStack,
  asking: Inquiry,
): Promise<ReadonlySet<string> | undefined> {
  const backend = backendOf(stack);
  if (backend.type === "local") {
    const path = setting(backend.settings, "path") ?? "terraform.tfstate";
    return addressesIn(fileText(resolve(asking.out, "stacks", stack.id, path)));
  }
  if (backend.type !== "s3") return undefined;
  const own = await openBackend(backend.settings, asking);
  try {
    return addressesIn((await objectText(own, backend.settings)) ?? "");
  } catch {
    // The line about the backend says why.
    return undefined;
  } finally {
    own.session.close();
  }
}

function fileText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
