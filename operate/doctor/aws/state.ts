import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parsedJson, valueAt, type PlainRecord } from "../../../text/record";
import { backendOf, setting } from "../../backend";
import { ifThere, openAws, type Session } from "../../aws/session";
import type { MadeStack } from "../../made";
import type { Inquiry } from "../subject";

/** A way to ask where an S3 backend lies: it may have credentials of its own. */
export function openBackend(
  settings: PlainRecord,
  asking: Pick<Inquiry, "deployment" | "environment">,
) {
  const { deployment, environment } = asking;
  const profile = setting(settings, "profile");
  const roleArn = setting(settings, "assume_role", "role_arn");
  const externalId = setting(settings, "assume_role", "external_id");
  const s3 = setting(settings, "endpoints", "s3") ?? setting(settings, "endpoint");
  const dynamodb =
    setting(settings, "endpoints", "dynamodb") ?? setting(settings, "dynamodb_endpoint");
  const sts = setting(settings, "endpoints", "sts") ?? setting(settings, "sts_endpoint");
  return openAws(
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
}

/**
 * Addresses that the state of a stack knows; undefined where the state cannot be read here: its
 * backend is neither `local` nor `s3`, or refuses.
 */
export async function addressesIn(
  stack: MadeStack,
  asking: Inquiry,
): Promise<ReadonlySet<string> | undefined> {
  const backend = backendOf(stack);
  if (backend.type === "local") {
    const path = setting(backend.settings, "path") ?? "terraform.tfstate";
    return addressesOf(fileText(resolve(asking.out, "stacks", stack.id, path)));
  }
  if (backend.type !== "s3") return undefined;
  const session = await openBackend(backend.settings, asking);
  try {
    return addressesOf(await objectText(session, backend.settings));
  } catch {
    // The line about the backend says why.
    return undefined;
  } finally {
    session.close();
  }
}

function fileText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

async function objectText({ sdk, client }: Session, settings: PlainRecord) {
  const place = { Bucket: setting(settings, "bucket"), Key: setting(settings, "key") };
  const answer = await ifThere(client("s3").send(new sdk.GetObjectCommand(place)));
  return answer?.Body?.transformToString();
}

/** None where there is no state yet. */
function addressesOf(text: string | undefined): ReadonlySet<string> {
  const resources = valueAt(parsedJson(text ?? "{}"), ["resources"]);
  const list: readonly unknown[] = Array.isArray(resources) ? resources : [];
  return new Set(
    list
      .filter((one) => valueAt(one, ["mode"]) !== "data")
      .map((one) => `${String(valueAt(one, ["type"]))}.${String(valueAt(one, ["name"]))}`),
  );
}
