import type { Input, Resource } from "../../terraform/model";
import type { Model, PolicyOf, RoleView } from "../../terraform/model-view";
import { blocksIn, pathOf, plainText } from "../../terraform/json";
import { child } from "../../text/record";
import { valueAt } from "../../terraform/known";
import { modulePrefix, staticAddress } from "../../terraform/references";
import { fail, orPass, roles, unsure, type Results, ruleForEach } from "../results";

const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
];

const INLINE = "inline_policy";

export const rule = ruleForEach("plan-undeclared-policy", roles, (role, { model }) => {
  const { resource } = role;
  // What is not made yet has nothing on it.
  const { kind } = model.inputOf(resource);
  const told = kind === "plan" ? resource.change?.before !== null : kind === "state";
  const found = told ? [...inline(role, model), ...attached(role, model)] : [];
  return told ? orPass(found, resource, "the role has declared policies only") : [];
});

function* inline(role: RoleView, model: Model): Results {
  const { resource, identity } = role;
  const input = model.inputOf(resource);
  const appeared = appearedIn(input, resource, INLINE).map((block) => child(block, "name"));
  for (const policy of identity) {
    if (policy.resource !== resource) continue;
    const { attribute } = policy;
    const name = nameOf(policy);
    const planned = policy.declared === true && resource.change !== undefined;
    const declared =
      !planned && appeared.includes(name) ? false : isDeclared(role, policy, name, input);
    if (declared === true) continue;
    yield declared === false
      ? fail(resource, `nobody declared the inline policy ${name}`, { attribute, key: name })
      : untold(resource, attribute, name, `the inline policy ${name}`);
  }
}

/** Whether the configuration has an inline policy; undefined where that cannot be told. */
function isDeclared(
  { resource, identity }: RoleView,
  { declared }: PolicyOf,
  name: string,
  input: Input,
): boolean | undefined {
  const { change } = resource;
  if (declared === true) {
    // A plan makes it so; one that only refreshes lists what is there.
    const names = change ? undefined : writtenNames(input, resource);
    return names ? names.includes(name) || (names.includes(undefined) ? undefined : false) : true;
  }
  // Plans do not show dynamic blocks. A role that has them has no policies beside it: each would
  // remove the other; and what Terraform changes itself, it was told.
  if (identity.some((policy) => policy.resource.type === "aws_iam_role_policy")) return declared;
  const [before, after] = [change?.before?.[INLINE], change?.after?.[INLINE]].map(namesIn);
  return change && before!.join() !== after!.join() ? true : undefined;
}

const namesIn = (blocks: unknown) => blocksIn(blocks).map(({ name }) => plainText(name));

/** Names of the blocks that a plan repeats; undefined for one that is an expression. */
function writtenNames(input: Input, { address }: Resource): (string | undefined)[] {
  const prefix = modulePrefix(address);
  const calls = staticAddress(prefix).replace(/module\.([\w-]+)\./g, "/module_calls/$1/module");
  const resources = `/configuration/root_module${calls}/resources`;
  const own = staticAddress(address.slice(prefix.length));
  const strings = [...input.strings(resources)];
  const place = strings.find(
    ({ pointer, value }) =>
      value === own && /^\/\d+\/address$/.test(pointer.slice(resources.length)),
  )?.pointer;
  if (place === undefined) return [];
  const blocks = `${place.replace(/address$/, "expressions")}/${INLINE}/`;
  const names = new Map<string, string | undefined>();
  for (const { pointer, value } of strings) {
    if (!pointer.startsWith(blocks)) continue;
    const [index = "", ...rest] = pointer.slice(blocks.length).split("/");
    const isName = rest.join("/") === "name/constant_value" && !value.includes("${");
    names.set(index, isName ? value : names.get(index));
  }
  return [...names.values()];
}

/** What a list of the role holds that was not there when Terraform last looked. */
function appearedIn(input: Input, { address }: Resource, attribute: string): readonly unknown[] {
  const change = input.drift.find((drift) => drift.address === address)?.change;
  const [before, after] = [change?.before?.[attribute], change?.after?.[attribute]];
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const named = (value: unknown) => child(value, "name") ?? value;
  const known = before.map(named);
  return after.filter((value: unknown) => !known.includes(named(value)));
}

/** The role itself may declare it: states do not tell that, and plans no dynamic blocks. */
function untold(resource: Resource, attribute: string, key: string, what: string) {
  const message = `no resource beside the role declares ${what}, and the role itself may or may not`;
  return unsure(resource, message, { attribute, key });
}

function nameOf({ resource, attribute }: PolicyOf): string {
  const name = valueAt(resource, [...pathOf(attribute).slice(0, -1), "name"]);
  return name.known && typeof name.value === "string" ? name.value : attribute;
}

function* attached({ resource }: RoleView, model: Model): Results {
  const attribute = "managed_policy_arns";
  const listed = valueAt(resource, [attribute]);
  if (!listed.known || !Array.isArray(listed.value)) return;
  const input = model.inputOf(resource);
  const configured = resource.references[attribute] !== undefined;
  const isUntold = input.kind === "state" || (!configured && input.configurationGap !== undefined);
  // A plan makes the list what the role says; one that only refreshes lists what is there.
  if (configured && resource.change) return;
  const appeared = appearedIn(input, resource, attribute);
  const declared = new Set(model.resources.flatMap((part) => declaredArns(part, resource)));
  for (const arn of listed.value.filter((one): one is string => typeof one === "string")) {
    if (declared.has(arn) || (configured && !appeared.includes(arn))) continue;
    yield isUntold
      ? untold(resource, attribute, arn, `the attachment of ${arn}`)
      : fail(resource, `nobody declared the attachment of ${arn}`, { attribute, key: arn });
  }
}

/** ARNs that a resource attaches to a role, also where a plan takes them off. */
function declaredArns(part: Resource, { values: role }: Resource): string[] {
  if (!ATTACHMENTS.includes(part.type)) return [];
  return [part.values, part.change?.before ?? {}].flatMap((values) => {
    const roles = [values["role"], values["role_name"], values["roles"]].flat();
    const arns = [values["policy_arn"], values["policy_arns"]].flat();
    return roles.includes(role["name"]) ? arns.filter((arn) => typeof arn === "string") : [];
  });
}
