import { z } from "zod";
import { field, flag, mapping, matching, text } from "./field";

/** Whether a text is an IPv4 block whose size and octets pass. */
export function isCidr(value: string, fits: (size: number, octets: readonly number[]) => boolean) {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
  const octets = match?.slice(1, 5).map(Number) ?? [];
  return match !== null && octets.every((octet) => octet < 256) && fits(Number(match[5]), octets);
}

const availabilityZone = matching(/^[a-z0-9-]+\d[a-z]$/, {
  code: "availability-zone",
  message: "is not the name of an availability zone",
  allowed: "a region and a letter, such as us-west-2a",
  description: "Availability zone.",
  example: "us-west-2a",
});

/** This network, loopback, link-local, multicast and above. Source: IANA, RFC 6890. */
const RESERVED = /^(0|127|22[4-9]|23\d|24\d|25[0-5])\.|^169\.254\./;

/** Optional network of a project. */
export const network = mapping(
  {
    description:
      "VPC of the data plane: three private subnets, a public one with a NAT gateway, an S3 endpoint and a security group, as the vendor's Terraform lays them out.",
    example: {},
    default: "- no network is created",
  },
  {
    cidr: text(
      (value) => {
        if (
          isCidr(value, (size, [, , third, fourth]) => size === 16 && third === 0 && fourth === 0)
        ) {
          if (!RESERVED.test(value)) return undefined;
          const message = "is reserved: no machine can have addresses of it";
          return { code: "cidr", message, allowed: "10.0.0.0/16, or another private block" };
        }
        return {
          code: "cidr",
          message: "is not an IPv4 block of size /16",
          allowed: "<0-255>.<0-255>.0.0/16",
          fix: /^\d+\.\d+\.0\.0$/.test(value) ? `use ${value}/16` : undefined,
        };
      },
      {
        description: "Address block of the VPC.",
        example: "10.0.0.0/16",
        default: "10.0.0.0/16",
        pattern: "^[0-9]{1,3}\\.[0-9]{1,3}\\.0\\.0/16$",
      },
    ),
    availabilityZones: field(z.array(availabilityZone).length(3), {
      description: "The three availability zones of the private subnets.",
      example: ["us-west-2a", "us-west-2b", "us-west-2c"],
      default: "- three zones that the region gives every account, mostly a, b and c",
    }),
    privateLink: flag({
      description:
        "Create the interface endpoint to Zilliz Cloud's PrivateLink service of the region.",
      default: false,
    }),
  },
);
