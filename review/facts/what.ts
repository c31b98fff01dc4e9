import { own } from "../../text/own";
import { isRecord, type PlainRecord } from "../../text/record";
import type { Resource } from "../../terraform/model";
import type { InventoryRow } from "../review";
import { textOf, valueOf } from "./source";

/**
 * A kind of resource: its noun, and what it does in words. `{a b}` stands for the first of these
 * attributes that says something, `{@a b}` for what they refer to; words around nothing are left out.
 */
type Kind = readonly [noun: string, ...words: (string | ((resource: Resource) => string))[]];

/** What such a resource does, and whether the internet is an end of it. */
export function whatOf(resource: Resource): Pick<InventoryRow, "noun" | "does" | "internet"> {
  const { type } = resource;
  const [noun, ...parts] = own(KINDS, type) ?? [type];
  const words = parts.flatMap((part) =>
    typeof part === "string" ? filled(part, resource) : part(resource),
  );
  const does = words.length > 0 ? words.join(" ") : undefined;
  const internet =
    DOORS.includes(type) || (ADDRESSED.includes(type) && EVERY_ADDRESS.test(does ?? ""));
  return { noun, does, ...(internet && { internet }) };
}

const EVERY_ADDRESS = /(?<![^\s])(0\.0\.0\.0\/0|::\/0)(?![^\s,;])/;

/** Types that are doors to the internet, and those that are where their words say every address. */
const DOORS = ["aws_internet_gateway", "aws_nat_gateway", "aws_eip"];
const ADDRESSED = ["aws_route", "aws_security_group"];

const KINDS: Readonly<Record<string, Kind>> = {
  aws_iam_role: ["role", "{description}"],
  aws_iam_policy: ["managed policy", "{description}"],
  aws_iam_role_policy: ["inline policy", "of role {@role}"],
  aws_iam_role_policy_attachment: ["attachment", "gives the role the rights of the policy"],
  aws_iam_openid_connect_provider: [
    "identity provider",
    "lets tokens of this issuer be traded for roles whose trusts name it",
  ],
  aws_s3_bucket: ["bucket"],
  aws_s3_bucket_policy: ["bucket policy", "of {@bucket}"],
  aws_s3_bucket_public_access_block: ["public access block", "of {@bucket}"],
  aws_s3_bucket_ownership_controls: ["object ownership", "of {@bucket}"],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket encryption", "of {@bucket}"],
  aws_s3_bucket_versioning: ["bucket versioning", "of {@bucket}"],
  aws_s3_bucket_lifecycle_configuration: ["bucket lifecycle", "of {@bucket}"],
  aws_s3_bucket_logging: ["bucket access log", "of {@bucket}"],
  aws_kms_key: ["encryption key", "{description}"],
  aws_kms_alias: ["key alias", "name of {@target_key_id}"],
  aws_vpc: ["network", "{cidr_block}"],
  aws_subnet: ["subnet", "{cidr_block}", "in {availability_zone}"],
  aws_route_table: ["route table", "of {@vpc_id}"],
  aws_route: [
    "route",
    "to {destination_cidr_block destination_ipv6_cidr_block}",
    "through {@gateway_id nat_gateway_id vpc_endpoint_id}",
    "in {@route_table_id}",
  ],
  aws_route_table_association: [
    "route of a subnet",
    "{@subnet_id gateway_id}",
    "follows {@route_table_id}",
  ],
  aws_internet_gateway: ["internet gateway", "door between the internet and {@vpc_id}"],
  aws_nat_gateway: ["NAT gateway", "the way out to the internet, none in;", "in {@subnet_id}"],
  aws_eip: ["public address", "an address that the internet sees"],
  aws_vpc_endpoint: ["endpoint", "{vpc_endpoint_type}", "to {service_name}"],
  aws_security_group: ["security group", groupWords],
  helm_release: ["Helm release", "chart {chart}", "{version}"],
  kubernetes_namespace_v1: ["namespace"],
  kubernetes_service_account_v1: ["service account"],
  terraform_data: ["guard of a change", "kept in Terraform's state alone"],
};

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
