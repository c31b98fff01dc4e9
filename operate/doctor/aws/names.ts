import { oidcProviderArn, policyArn } from "../../../aws/arn";
import { VENDOR_TAG } from "../../../config/defaults";
import { valueAt } from "../../../text/record";
import { command } from "../../../text/shell";
import { ifThere } from "../../aws/session";
import { failed, ok, warning, type LineBody } from "../line";
import { resourcesOf, textOf, type SynthesizedResource } from "../../made";
import type { Inquiry } from "../subject";
import { addressesIn } from "./state";

type Tags = readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];

/** What has a name of its own in an account, or in all of AWS: how it is looked for. */
interface Named {
  /** `role`, as messages call it. */
  readonly word: string;
  /** Argument that names it. */
  readonly key: string;
  /** Its tags; undefined where there is none of that name. */
  readonly tagsOf: (
    name: string,
    resource: SynthesizedResource,
    asking: Inquiry,
  ) => Promise<Tags | undefined>;
}

const KINDS: Readonly<Record<string, Named>> = {
  aws_iam_role: {
    word: "role",
    key: "name",
    async tagsOf(RoleName, _, { aws }) {
      const answer = await ifThere(
        aws.client("iam").send(new aws.sdk.GetRoleCommand({ RoleName })),
      );
      return answer && (answer.Role?.Tags ?? []);
    },
  },
  aws_iam_policy: {
    word: "policy",
    key: "name",
    async tagsOf(name, resource, { aws, deployment: { partition, accountId } }) {
      const path = textOf(resource, "path") ?? "/";
      const ask = { PolicyArn: policyArn(partition, accountId, path, name) };
      const answer = await ifThere(aws.client("iam").send(new aws.sdk.GetPolicyCommand(ask)));
      return answer && (answer.Policy?.Tags ?? []);
    },
  },
  aws_iam_openid_connect_provider: {
    word: "OIDC provider",
    key: "url",
    async tagsOf(url, _, { aws, deployment: { partition, accountId } }) {
      const arn = oidcProviderArn(partition, accountId, url.replace(/^https:\/\//, ""));
      const ask = new aws.sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
      const answer = await ifThere(aws.client("iam").send(ask));
      return answer && (answer.Tags ?? []);
    },
  },
  aws_s3_bucket: {
    word: "bucket",
    key: "bucket",
    async tagsOf(Bucket, _, { aws }) {
      const client = aws.client("s3");
      if (!(await ifThere(client.send(new aws.sdk.HeadBucketCommand({ Bucket })))))
        return undefined;
      const answer = await ifThere(client.send(new aws.sdk.GetBucketTaggingCommand({ Bucket })));
      return answer?.TagSet ?? [];
    },
  },
  aws_kms_alias: {
    word: "alias",
    key: "name",
    async tagsOf(KeyId, _, { aws }) {
      const client = aws.client("kms");
      const key = await ifThere(client.send(new aws.sdk.DescribeKeyCommand({ KeyId })));
      if (!key) return undefined;
      const id = key.KeyMetadata?.KeyId;
      const { Tags = [] } = await client.send(new aws.sdk.ListResourceTagsCommand({ KeyId: id }));
      return Tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));
    },
  },
};

/** Whether the names that the stacks give are free, or taken by what the stacks made themselves. */
export async function names(asking: Inquiry): Promise<readonly LineBody[]> {
  const perStack = await Promise.all(
    asking.stacks.map(async (stack) => {
      const known = await addressesIn(stack, asking);
      const resources = resourcesOf(stack, ...Object.keys(KINDS));
      return Promise.all(resources.map((resource) => looked(resource, known, asking)));
    }),
  );
  return perStack.flatMap((found, index) => linesOf(asking.stacks[index]!.id, found));
}

interface Looked {
  readonly resource: SynthesizedResource;
  readonly name: string;
  /** `free`, `ours`, taken by `others`, or another's whole account (`theirs`). */
  readonly is: "free" | "ours" | "tagged" | "others" | "theirs";
}

async function looked(
  resource: SynthesizedResource,
  known: ReadonlySet<string> | undefined,
  asking: Inquiry,
): Promise<Looked> {
  const { key, tagsOf } = KINDS[resource.type]!;
  const name = textOf(resource, key) ?? "";
  if (known?.has(`${resource.type}.${resource.name}`)) return { resource, name, is: "ours" };
  try {
    const tags = await tagsOf(name, resource, asking);
    if (!tags) return { resource, name, is: "free" };
    const isTagged = tags.some(
      (tag) => tag.Key === VENDOR_TAG.key && tag.Value === VENDOR_TAG.value,
    );
    if (!isTagged) return { resource, name, is: "others" };
    // Without a state at hand, the tag is all there is to know it by.
    return { resource, name, is: known === undefined ? "tagged" : "others" };
  } catch (error) {
    // Names of buckets are one for all accounts; what is another's may not be looked at.
    if (resource.type === "aws_s3_bucket" && isForbidden(error)) {
      return { resource, name, is: "theirs" };
    }
    throw error;
  }
}

function isForbidden(error: unknown): boolean {
  return valueAt(error, ["$metadata", "httpStatusCode"]) === 403;
}

function linesOf(stack: string, found: readonly Looked[]): LineBody[] {
  if (found.length === 0) return [];
  const taken = found.filter(({ is }) => is === "others" || is === "theirs");
  const number = (...kinds: readonly Looked["is"][]) =>
    found.filter(({ is }) => kinds.includes(is)).length;
  const about = `names of ${stack}`;
  const words = [
    ...(number("free") > 0 ? [`${number("free")} free`] : []),
    ...(number("ours") > 0 ? [`${number("ours")} in the state`] : []),
    ...(number("tagged") > 0
      ? [`${number("tagged")} tagged ${VENDOR_TAG.key}=${VENDOR_TAG.value}`]
      : []),
  ].join(", ");
  if (taken.length === 0) {
    if (number("tagged") === 0) return [ok(about, words)];
    const reason = "the state cannot be read here; where it does not know them, an apply fails";
    return [warning(about, words, { reason })];
  }
  return taken.map(({ resource, name, is }) => {
    const what = `${KINDS[resource.type]!.word} ${name}`;
    return is === "theirs"
      ? failed(what, "may not be looked at", {
          reason:
            "it is another account's, or this account hides it; names of buckets are one for all of AWS",
          fix: `another name in ${stack}'s section, bucket.name`,
        })
      : failed(what, "is there already, and not in the state", {
          reason: `${stack} makes it, and an apply would fail`,
          fix: command("byoc", "adopt", stack),
        });
  });
}
