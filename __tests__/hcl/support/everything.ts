import type { JsonObject } from "../../../hcl/json";

/** Keys that the objects of an attribute cannot leave out. */
const RULE = {
  cidr_blocks: null,
  description: null,
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
};

/** Everything of Terraform's JSON syntax that is written, besides what the stacks of today use. */
export const EVERYTHING: JsonObject = {
  "//": { metadata: { stackName: "x" } },
  terraform: {
    required_version: ">= 1.10.0",
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
  },
  provider: {
    aws: [
      { region: "us-west-2" },
      {
        alias: "east",
        region: "us-east-1",
        access_key: "test",
        secret_key: "test",
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: "true",
      },
    ],
  },
  variable: {
    names: {
      type: "map(object({cidr=string,port=optional(number)}))",
      description: "Names ${of} buckets",
      default: { a: { cidr: "10.0.0.0/8" } },
      nullable: false,
      validation: [{ condition: "${length(var.names)>0}", error_message: "Give ${1} name" }],
    },
    any: { type: "list", default: [] },
  },
  locals: { prefix: 'acme-${var.names["a"].cidr}', list: [1, 2] },
  module: {
    child: {
      source: "./child",
      providers: { aws: "aws.east" },
      value: "${local.prefix}",
      depends_on: ["aws_security_group.one"],
    },
  },
  moved: [{ from: "aws_s3_bucket.old", to: "aws_s3_bucket.many" }],
  removed: [{ from: "aws_s3_bucket.gone", lifecycle: { destroy: false } }],
  check: {
    health: {
      assert: [{ condition: "${length(local.list)==2}", error_message: "not two" }],
    },
  },
  resource: {
    aws_s3_bucket: {
      many: {
        "//": { provenance: "derived: a\nb" },
        for_each: "${var.names}",
        provider: "aws.east",
        bucket: "acme-${each.key}",
        tags: { "${local.prefix}": "x", 'a "b"': "y", "//": "kept" },
        lifecycle: {
          create_before_destroy: true,
          ignore_changes: ['tags["a"]', "bucket"],
          replace_triggered_by: ["aws_security_group.one.id"],
          precondition: [{ condition: '${local.prefix!=""}', error_message: 'a "b"' }],
          postcondition: { condition: '${self.bucket!=""}', error_message: "none" },
        },
        depends_on: ["aws_security_group.one"],
      },
      two: { count: 2, bucket: "acme-two-${count.index}", lifecycle: { ignore_changes: "all" } },
    },
    aws_security_group: {
      one: {
        name: "one",
        description: 'first line\n  second "line"\n\nlast\n',
        ingress: [{ ...RULE, from_port: 1, to_port: 2, protocol: "tcp" }],
        egress: [],
      },
    },
    aws_s3_bucket_lifecycle_configuration: {
      rules: {
        bucket: "acme",
        dynamic: {
          rule: {
            for_each: "${local.list}",
            iterator: "it",
            content: { id: "${it.value}", status: "Enabled", filter: [{ prefix: "" }] },
          },
        },
      },
    },
    aws_iam_role: {
      inline: {
        name: "inline",
        assume_role_policy: '{"Statement":[{"Sid":"$${aws:username}"}]}',
        inline_policy: [
          { name: "a", policy: '{"a": 1}' },
          { name: "b", policy: '{"b": "${local.prefix}"}' },
        ],
      },
    },
  },
  output: {
    it: {
      value: { list: "${local.list}", "a b": null },
      sensitive: true,
      depends_on: ["aws_security_group.one"],
      precondition: { condition: '${local.prefix!=""}', error_message: "none" },
    },
  },
};
