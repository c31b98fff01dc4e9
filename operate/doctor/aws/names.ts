import { VENDOR_TAG } from "../../../config/defaults";
import { groupBy, push } from "../../../text/group";
import { listed } from "../../../text/list";
import { valueAt } from "../../../text/record";
import { command } from "../../../text/shell";
import { readStack, type FoundResource } from "../../aws/found";
import { meantStack } from "../../aws/meant";
import { textIn } from "../../aws/read/reader";
import type { MadeStack } from "../../made";
import { failed, ok, undecided, warning, type LineBody } from "../line";
import type { Inquiry } from "../subject";
import { knownTo } from "./state";

/** What has a name of its own in an account, or in all of AWS: its word in messages, its argument. */
const KINDS: Readonly<Record<string, readonly [word: string, key: string]>> = {
  aws_iam_role: ["role", "name"],
  aws_iam_policy: ["policy", "name"],
  aws_iam_openid_connect_provider: ["OIDC provider", "url"],
  aws_s3_bucket: ["bucket", "bucket"],
  aws_kms_alias: ["alias", "name"],
};

/** Whether the names that the stacks give are free, or taken by what the stacks made themselves. */
export async function names(asking: Inquiry): Promise<readonly LineBody[]> {
  const perStack = await Promise.all(asking.stacks.map((stack) => namesOf(stack, asking)));
  return perStack.flat();
}

async function namesOf(stack: MadeStack, asking: Inquiry): Promise<LineBody[]> {
  const meant = meantStack(stack.json);
  const named = meant?.resources.filter(({ type }) => type in KINDS) ?? [];
  if (!meant || named.length === 0) return [];
  const known = await knownTo(stack, asking);
  const resources = named.filter(({ address }) => known?.has(address) !== true);
  const found = new Map<Whose, FoundResource[]>();
  for (const one of await readStack({ ...meant, resources }, asking.aws)) {
    push(found, await whose(one, known !== undefined, asking), one);
  }
  return linesOf(stack.id, found, named.length - resources.length);
}

/** `tagged`: known by its tag alone; `theirs`: another account's; `unread`: it is not told. */
type Whose = "free" | "tagged" | "others" | "theirs" | "unread";

async function whose(
  found: FoundResource,
  isStateKnown: boolean,
  { aws }: Inquiry,
): Promise<Whose> {
  const { type } = found.meant;
  if (found.status === "missing") return "free";
  // Names of buckets are one for all accounts; what is another's may not be looked at.
  if (found.status === "unread") {
    return type === "aws_s3_bucket" && found.unread.action !== undefined ? "theirs" : "unread";
  }
  const { attributes } = found;
  const tags =
    type === "aws_kms_alias"
      ? await aws.keys.tags(String(attributes["target_key_id"]))
      : attributes["tags"];
  const isTagged = valueAt(tags, [VENDOR_TAG.key]) === VENDOR_TAG.value;
  // Without a state at hand, the tag is all there is to know it by.
  return isTagged && !isStateKnown ? "tagged" : "others";
}

function linesOf(
  stack: string,
  found: ReadonlyMap<Whose, readonly FoundResource[]>,
  ours: number,
): LineBody[] {
  const of = (whose: Whose) => found.get(whose) ?? [];
  const about = `names of ${stack}`;
  const number = (count: number, words: string) => (count > 0 ? [`${count} ${words}`] : []);
  const words = [
    ...number(of("free").length, "free"),
    ...number(ours, "in the state"),
    ...number(of("tagged").length, `tagged ${VENDOR_TAG.key}=${VENDOR_TAG.value}`),
  ].join(", ");
  const wrong = [
    ...of("others").map((one) =>
      failed(nameOf(one), "is there already, and not in the state", {
        reason: `${stack} makes it, and an apply would fail`,
        fix: command("byoc", "adopt", stack),
      }),
    ),
    ...of("theirs").map((one) =>
      failed(nameOf(one), "may not be looked at", {
        reason:
          "it is another account's, or this account hides it; names of buckets are one for all of AWS",
        fix: `another name in ${stack}'s section, bucket.name`,
      }),
    ),
    ...unreadLines(of("unread")),
  ];
  if (wrong.length > 0) return wrong;
  if (of("tagged").length === 0) return [ok(about, words)];
  const reason = "the state cannot be read here; where it does not know them, an apply fails";
  return [warning(about, words, { reason })];
}

/** One line for all that cannot be told for one reason. */
function unreadLines(found: readonly FoundResource[]): LineBody[] {
  const unread = found.flatMap((one) => (one.status === "unread" ? [one] : []));
  return [...groupBy(unread, (one) => one.unread.why).values()].map((same) =>
    undecided(listed(same.map(nameOf)), same[0]!.unread),
  );
}

function nameOf({ meant, body }: FoundResource): string {
  const [word, key] = KINDS[meant.type]!;
  return `${word} ${textIn(body, key)}`;
}
