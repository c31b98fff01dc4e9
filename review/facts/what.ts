import { own } from "../../text/own";
import { isRecord, type PlainRecord } from "../../text/record";
import type { Resource } from "../../terraform/model";
import type { InventoryRow } from "../review";
import kinds from "./kinds.json";
import { textOf, valueOf } from "../../terraform/known";

/**
 * Of each type its noun, and what such a resource does in words. `{a b}` stands for the first of these
 * attributes that says something, `{@a b}` for what they refer to; words around nothing are left out.
 */
const KINDS: Readonly<Record<string, readonly string[]>> = kinds;

/** What such a resource does, and whether the internet is an end of it. */
export function whatOf(resource: Resource): Pick<InventoryRow, "noun" | "does" | "internet"> {
  const { type } = resource;
  const [noun = type, ...parts] = own(KINDS, type) ?? [];
  const words =
    type === "aws_security_group"
      ? [groupWords(resource)]
      : parts.flatMap((part) => filled(part, resource));
  const does = words.length > 0 ? words.join(" ") : undefined;
  const internet =
    DOORS.includes(type) || (ADDRESSED.includes(type) && EVERY_ADDRESS.test(does ?? ""));
  return { noun, does, internet };
}

const EVERY_ADDRESS = /(?<![^\s])(0\.0\.0\.0\/0|::\/0)(?![^\s,;])/;

/** Types that are doors to the internet, and those that are where their words say every address. */
const DOORS = ["aws_internet_gateway", "aws_nat_gateway", "aws_eip"];
const ADDRESSED = ["aws_route", "aws_security_group"];

/** The words with what stands in their place; none where nothing does. */
function filled(words: string, resource: Resource): string | readonly [] {
  const [place, refers, names = ""] = /\{(@?)([\w ]+)\}/.exec(words) ?? [];
  if (place === undefined) return words;
  const attributes = names.split(" ");
  const found = refers
    ? attributes.flatMap((name) => ends(resource, name)).join(", ")
    : attributes.map((name) => textOf(resource, name)).find(Boolean);
  return found ? words.replace(place, () => found) : [];
}

/** What an attribute points at: the resources that it refers to, or what it says. */
function ends(resource: Resource, attribute: string): string | readonly string[] {
  const addresses = own(resource.references, attribute) ?? [];
  return addresses.length > 0 ? addresses : (textOf(resource, attribute) ?? []);
}

/** `in: tcp 443 from 10.0.0.0/8; out: tcp 443 to 0.0.0.0/0` */
function groupWords(group: Resource): string {
  const rules = (attribute: string, word: string) => {
    const value = valueOf(group.resolve(attribute));
    const all = Array.isArray(value)
      ? value.filter(isRecord).map((rule) => ruleWords(rule, word))
      : [];
    return all.length === 0 ? "nothing" : all.join(", ");
  };
  return `in: ${rules("ingress", "from")}; out: ${rules("egress", "to")}`;
}

function ruleWords(values: PlainRecord, word: string): string {
  const many = (key: string) => (Array.isArray(values[key]) ? values[key].map(String) : []);
  const from = String(values["from_port"]);
  const to = String(values["to_port"]);
  const every = String(values["protocol"]) === "-1";
  const ports =
    from === "0" && to === "65535" ? "every port" : from === to ? from : `${from}–${to}`;
  const ends = [
    ...many("cidr_blocks"),
    ...many("ipv6_cidr_blocks"),
    ...many("prefix_list_ids"),
    ...many("security_groups"),
    ...(values["self"] === true ? ["itself"] : []),
  ];
  return `${every ? "everything" : `${String(values["protocol"])} ${ports}`} ${word} ${ends.join(" and ")}`;
}
