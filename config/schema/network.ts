import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { doc, flag, text } from "./field";

/** Optional network of a project. */
export const network = z
  .strictObject({
    cidr: text(
      (value) => {
        const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
        const octets = match?.slice(1, 5).map(Number) ?? [];
        const aligned = octets[2] === 0 && octets[3] === 0;
        if (match && octets.every((octet) => octet < 256) && match[5] === "16" && aligned) {
          return undefined;
        }
        return {
          code: "cidr",
          message: "is not an IPv4 block of size /16",
          allowed: "<0-255>.<0-255>.0.0/16",
        };
      },
      {
        description: "Address block of the VPC.",
        example: "10.0.0.0/16",
        default: DEFAULTS.network.cidr,
        pattern: "^[0-9]{1,3}\\.[0-9]{1,3}\\.0\\.0/16$",
      },
    ).optional(),
    availabilityZones: z
      .array(
        text(
          (value) =>
            /^[a-z0-9-]+\d[a-z]$/.test(value)
              ? undefined
              : {
                  code: "availability-zone",
                  message: "is not the name of an availability zone",
                  allowed: "a region and a letter, such as us-west-2a",
                },
          { description: "Availability zone.", example: "us-west-2a" },
        ),
      )
      .length(3)
      .meta(
        doc({
          description: "The three availability zones of the private subnets.",
          example: ["us-west-2a", "us-west-2b", "us-west-2c"],
          default: "- the region's zones a, b and c",
        }),
      )
      .optional(),
    privateLink: flag({
      description:
        "Create the interface endpoint to Zilliz Cloud's PrivateLink service of the region.",
      example: true,
      default: DEFAULTS.network.privateLink,
    }),
  })
  .meta(
    doc({
      description:
        "VPC of the data plane: three private subnets, a public one with a NAT gateway, an S3 endpoint and a security group, as the vendor's Terraform lays them out.",
      example: {},
      default: "- no network is created",
    }),
  );
