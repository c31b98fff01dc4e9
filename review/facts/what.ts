import { own } from "../../text/own";
import { isRecord, type PlainRecord } from "../../text/record";
import type { Resource } from "../../terraform/model";
import type { InventoryRow } from "../review";
import { textOf, valueOf } from "./source";

/** A kind of resource: its noun, and what it does in words. */
type Kind = readonly [noun: string, does?: (resource: Resource) => string | undefined];

/** What such a resource does, and whether the internet is an end of it. */
export function whatOf(resource: Resource): Pick<InventoryRow, "noun" | "does" | "internet"> {
  const [noun, does] = own(KINDS, resource.type) ?? [resource.type];
  const words = does?.(resource);
  const internet = own(INTERNET, resource.type)?.(words ?? "") === true;
  return { noun, ...(words !== undefined && { does: words }), ...(internet && { internet }) };
}

const EVERY_ADDRESS = /(?<![^\s])(0\.0\.0\.0\/0|::\/0)(?![^\s,;])/;

/** Types that may let something to or from the internet, by the words of one. */
const INTERNET: Readonly<Record<string, (words: string) => boolean>> = {
  aws_internet_gateway: () => true,
  aws_nat_gateway: () => true,
  aws_eip: () => true,
  aws_route: (words) => EVERY_ADDRESS.test(words),
  aws_security_group: (words) => EVERY_ADDRESS.test(words),
};

const KINDS: Readonly<Record<string, Kind>> = {
  aws_iam_role: ["role", ({ values }) => text(values["description"])],
  aws_iam_policy: ["managed policy", ({ values }) => text(values["description"])],
  aws_iam_role_policy: ["inline policy", (one) => said("of role", ends(one, "role"))],
  aws_iam_role_policy_attachment: ["attachment", () => "gives the role the rights of the policy"],
  aws_iam_openid_connect_provider: [
    "identity provider",
    () => "lets tokens of this issuer be traded for roles whose trusts name it",
  ],
  aws_s3_bucket: ["bucket"],
  aws_s3_bucket_policy: ["bucket policy", ofBucket],
  aws_s3_bucket_public_access_block: ["public access block", ofBucket],
  aws_s3_bucket_ownership_controls: ["object ownership", ofBucket],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket encryption", ofBucket],
  aws_s3_bucket_versioning: ["bucket versioning", ofBucket],
  aws_s3_bucket_lifecycle_configuration: ["bucket lifecycle", ofBucket],
  aws_s3_bucket_logging: ["bucket access log", ofBucket],
  aws_kms_key: ["encryption key", ({ values }) => text(values["description"])],
  aws_kms_alias: ["key alias", (one) => said("name of", ends(one, "target_key_id"))],
  aws_vpc: ["network", (one) => textOf(one, "cidr_block")],
  aws_subnet: [
    "subnet",
    (one) => joined([textOf(one, "cidr_block"), said("in", textOf(one, "availability_zone"))]),
  ],
  aws_route_table: ["route table", (one) => said("of", ends(one, "vpc_id"))],
  aws_route: [
    "route",
    (one) =>
      joined([
        said("to", destinationOf(one)),
        said("through", ends(one, "gateway_id", "nat_gateway_id", "vpc_endpoint_id")),
        said("in", ends(one, "route_table_id")),
      ]),
  ],
  aws_route_table_association: [
    "route of a subnet",
    (one) =>
      joined([ends(one, "subnet_id", "gateway_id"), said("follows", ends(one, "route_table_id"))]),
  ],
  aws_internet_gateway: [
    "internet gateway",
    (one) => said("door between the internet and", ends(one, "vpc_id")),
  ],
  aws_nat_gateway: [
    "NAT gateway",
    (one) => joined(["the way out to the internet, none in;", said("in", ends(one, "subnet_id"))]),
  ],
  aws_eip: ["public address", () => "an address that the internet sees"],
  aws_vpc_endpoint: [
    "endpoint",
    (one) => joined([textOf(one, "vpc_endpoint_type"), said("to", textOf(one, "service_name"))]),
  ],
  aws_security_group: ["security group", groupWords],
  helm_release: [
    "Helm release",
    (one) => joined([said("chart", textOf(one, "chart")), textOf(one, "version")]),
  ],
  kubernetes_namespace_v1: ["namespace"],
  kubernetes_service_account_v1: ["service account"],
  terraform_data: ["guard of a change", () => "kept in Terraform's state alone"],
};

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const said = (before: string, words: string | undefined) =>
  words === undefined ? undefined : `${before} ${words}`;

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(" ");
}

/** What attributes point at: the resources that they refer to, or what they say. */
function ends(resource: Resource, ...attributes: readonly string[]): string | undefined {
  const named = attributes.flatMap((attribute) => {
    const addresses = own(resource.references, attribute) ?? [];
    return addresses.length > 0 ? addresses : (textOf(resource, attribute) ?? []);
  });
  return named.length === 0 ? undefined : named.join(", ");
}

function ofBucket(resource: Resource): string | undefined {
  return said("of", ends(resource, "bucket"));
}

function destinationOf(route: Resource): string | undefined {
  const { values } = route;
  return text(values["destination_cidr_block"]) ?? text(values["destination_ipv6_cidr_block"]);
}

/** `in: tcp 443 from 10.0.0.0/8; out: tcp 443 to 0.0.0.0/0` */
function groupWords(group: Resource): string | undefined {
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
