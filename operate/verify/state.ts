import { stateInput } from "../../terraform/state";
import type { Input } from "../../terraform/model";
import type { PlainRecord } from "../../text/record";
import { unreadBy, type Unread } from "../aws/asking";
import type { FoundResource } from "../aws/found";
import type { AwsReader } from "../aws/read";
import { withPlaceholder } from "./rewritten";

/** A policy that AWS has on a role, and that nobody meant. */
interface Unmeant {
  /** Address of the role. */
  readonly address: string;
  readonly role: string;
  readonly policy: string;
  readonly kind: "attached" | "inline";
}

/** What roles of a stack have in AWS beyond what is meant for them. */
export interface Beyond {
  readonly unmeant: readonly Unmeant[];
  /** Values that a state has of each role beside its arguments, by address. */
  readonly values: ReadonlyMap<string, PlainRecord>;
  /** Policies of the account that somebody attached. */
  readonly policies: readonly PlainRecord[];
  readonly unread: readonly (Unread & { readonly address: string })[];
}

/** Looks for policies on the roles of a stack that the stack does not put there. */
export async function beyondMeant(
  found: readonly FoundResource[],
  { iam }: AwsReader,
): Promise<Beyond> {
  const roles = found.filter(({ meant, status }) => {
    return meant.type === "aws_iam_role" && status === "there";
  });
  const parts = (type: string, role: string, argument: string) =>
    new Set(
      found
        .filter(({ meant, body }) => meant.type === type && body["role"] === role)
        .map(({ body }) => body[argument]),
    );
  const unmeant: Unmeant[] = [];
  const values = new Map<string, PlainRecord>();
  const policies = new Map<string, PlainRecord>();
  const unread: Beyond["unread"][number][] = [];
  await Promise.all(
    roles.map(async ({ meant: { address }, body }) => {
      const role = String(body["name"]);
      try {
        const attached = await iam.attached(role);
        const meantArns = parts("aws_iam_role_policy_attachment", role, "policy_arn");
        const names = await iam.inlineNames(role);
        const meantNames = parts("aws_iam_role_policy", role, "name");
        const inline = await Promise.all(
          names.map(async (name) => ({ name, policy: await iam.inline(role, name) })),
        );
        for (const arn of attached.filter((one) => !meantArns.has(one))) {
          unmeant.push({ address, role, policy: arn, kind: "attached" });
          const text = /^arn:[^:]*:iam::\d{12}:/.test(arn) ? await iam.policy(arn) : undefined;
          if (text) policies.set(arn, text);
        }
        for (const name of names.filter((one) => !meantNames.has(one))) {
          unmeant.push({ address, role, policy: name, kind: "inline" });
        }
        values.set(address, { managed_policy_arns: attached, inline_policy: inline });
      } catch (error) {
        unread.push({ address, ...unreadBy(error) });
      }
    }),
  );
  return { unmeant, values, policies: [...policies.values()], unread };
}

/** What AWS has of a stack, as the state of Terraform would hold it. */
export function stateOf(stack: string, found: readonly FoundResource[], beyond: Beyond): Input {
  const known = new Set(
    found.flatMap((one) => (one.status === "there" ? [one.attributes["arn"]] : [])),
  );
  const resources = found.flatMap((one) => {
    if (one.status !== "there") return [];
    const { meant, attributes, body } = one;
    const values = {
      ...attributes,
      ...beyond.values.get(meant.address),
      ...(meant.ignored.has("assume_role_policy") && {
        assume_role_policy: rewrittenTrust(attributes, body),
      }),
    };
    return [resource(meant.address, meant.type, values)];
  });
  const others = beyond.policies
    .filter(({ arn }) => !known.has(arn))
    .map((values) =>
      resource(`aws_iam_policy.${String(values["name"])}`, "aws_iam_policy", values),
    );
  const json = {
    format_version: "1.0",
    values: { root_module: { resources: [...resources, ...others] } },
  };
  return stateInput({ file: `${stack}, in AWS`, json, lineOf: () => undefined });
}

function rewrittenTrust(attributes: PlainRecord, body: PlainRecord): unknown {
  const actual = attributes["assume_role_policy"];
  const meant = body["assume_role_policy"];
  return typeof actual === "string" && typeof meant === "string"
    ? withPlaceholder(actual, meant)
    : actual;
}

function resource(address: string, type: string, values: PlainRecord) {
  const name = address.slice(type.length + 1);
  return { address, mode: "managed", type, name, values };
}
