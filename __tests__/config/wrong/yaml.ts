import { BASE, base, type Wrong } from "./case";

const lists = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

/** Texts that are not YAML, or YAML that a config has no use for. */
export const YAML: readonly Wrong[] = [
  {
    name: "a tab that indents",
    config: base("  bucket:\n", "\tbucket:\n"),
    error: `error[yaml] byoc.yaml:8:1
  is not valid YAML: a tab indents this line
  allowed: spaces
  fix: put spaces in place of the tab`,
  },
  {
    name: "a bracket that is not closed",
    config: base(
      "bucket:\n    name: zilliz-byoc-acme",
      "bucket: { name: zilliz-byoc-acme\ntags: {}",
    ),
    error: `error[yaml] byoc.yaml:9:1
  is not valid YAML: this line begins in the wrong column, or a bracket is open before it
  allowed: keys of one mapping in the same column, brackets in pairs
  fix: align the keys, and close { } and [ ]`,
  },
  {
    name: "a colon within a value",
    config: base("name: acme", "name: acme: prod"),
    error: `error[yaml] byoc.yaml:2:7
  is not valid YAML: a mapping begins in the middle of a value
  allowed: one key and one value in a line
  fix: put a value that holds ": " in quotes, and align the keys of one mapping`,
  },
  {
    name: "a line without a colon",
    config: base("name: acme", "name acme"),
    error: `error[yaml] byoc.yaml:2:1
  is not valid YAML: this line has no key
  allowed: key: value
  fix: put ": " between key and value`,
  },
  {
    name: "a quote that is not closed",
    config: `version: 1\nname: "acme\n`,
    error: `error[yaml] byoc.yaml:3:1
  is not valid YAML: a quote, bracket or comma is missing
  allowed: quotes and brackets in pairs, commas between entries
  fix: look for a quote that is not closed before this place`,
  },
  {
    name: "a value that begins with @",
    config: base("name: acme", "name: @acme"),
    error: `error[yaml] byoc.yaml:2:7
  is not valid YAML: a value without quotes cannot begin with this character
  allowed: such a value in quotes
  fix: put the value in quotes`,
  },
  {
    name: "an escape that YAML does not know",
    config: base("name: acme", 'name: "ac\\me"'),
    error: `error[yaml] byoc.yaml:2:10
  is not valid YAML: a backslash in double quotes begins no escape that YAML knows
  allowed: \\\\ for a backslash, \\" for a quote
  fix: put the value in single quotes`,
  },
  {
    name: "a variable without quotes in a flow mapping",
    config: base("zilliz:\n  externalId: cid-7Qw9Rt2Yp4", "zilliz: { externalId: ${env:ID} }"),
    environment: { ID: "cid-from-there" },
    secrets: ["cid-from-there"],
    error: `error[yaml] byoc.yaml:5:24
  is not valid YAML: something stands behind the end of a value
  allowed: one value
  fix: put a value that holds quotes, brackets or "\${env:NAME}" in quotes`,
  },
  {
    name: "two texts in a row, the second of which is an external ID",
    config: base("externalId: cid-7Qw9Rt2Yp4", 'externalId: "ID" "cid-7Qw9Rt2Yp4"'),
    error: `error[yaml] byoc.yaml:6:20
  is not valid YAML: something stands behind the end of a value
  allowed: one value
  fix: put a value that holds quotes, brackets or "\${env:NAME}" in quotes`,
  },
  {
    name: "a template's braces",
    config: base("name: acme", "name: {{ name }}"),
    error: `error[yaml] byoc.yaml:2:8
  name
  holds a key that is a list, a mapping or an alias
  allowed: keys that are plain text
  fix: put a value that begins with { or [ in quotes`,
  },
  {
    name: "a tag of YAML's own",
    config: base("name: acme", "name: !!binary YWNtZQ=="),
    error: `error[yaml] byoc.yaml:2:16
  name
  holds the YAML tag !!binary
  allowed: values without tags
  fix: remove the tag`,
  },
  {
    name: "a tag of CloudFormation",
    config: base("name: zilliz-byoc-acme", "name: !Ref Bucket"),
    error: `error[yaml] byoc.yaml:9:16
  project.bucket.name
  holds the YAML tag !Ref
  allowed: values without tags
  fix: remove the tag`,
  },
  {
    name: "an alias bomb",
    config: `${BASE}a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
`,
    error: `error[alias] byoc.yaml:11:8
  aliases expand too often
  allowed: at most 100 expansions
  fix: write the values out`,
  },
  {
    name: "an alias of nothing",
    config: base("name: zilliz-byoc-acme", "name: *bucket"),
    error: `error[alias] byoc.yaml:9:11
  project.bucket.name
  the alias *bucket stands for nothing: no &bucket comes before it
  allowed: aliases of anchors that stand before them
  fix: write the value out; a text that begins with * must be in quotes`,
  },
  {
    name: "an alias of what it lies in",
    config: `${BASE}tags: &tags { Team: *tags }\n`,
    error: `error[alias] byoc.yaml:10:21
  tags.Team
  the alias *tags stands for a value that it lies in itself
  allowed: aliases of anchors that stand before them
  fix: write the value out; a text that begins with * must be in quotes`,
  },
  {
    name: "a wrong value behind an alias, told where it is written",
    config: `names: &name Acme\n${base("name: zilliz-byoc-acme", "name: *name")}`,
    error: `error[unknown-key] byoc.yaml:1:1
  names
  is not a key of the config
  allowed: version, name, accountId, region, tags, policyEdition, zilliz, terraform, bootstrap, project, integration, milvus
  fix: use name

error[bucket-name] byoc.yaml:10:11
  project.bucket.name = "Acme"
  "A" at offset 0 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit
  fix: use acme`,
  },
  {
    name: "nesting that is deeper than any config",
    config: `${BASE}tags: ${lists(100)}\n`,
    error: `error[yaml] byoc.yaml:10:69
  is nested too deeply
  allowed: at most 32 levels`,
  },
  {
    name: "a key of JavaScript's own",
    config: `${BASE}tags: { __proto__: x }\nconstructor: {}\nbootstrap: { __proto__ }\n`,
    error: `error[unknown-key] byoc.yaml:10:9
  tags.__proto__
  is no key of any mapping
  allowed: other keys
  fix: remove the line

error[unknown-key] byoc.yaml:11:1
  constructor
  is not a key of the config
  allowed: version, name, accountId, region, tags, policyEdition, zilliz, terraform, bootstrap, project, integration, milvus

error[unknown-key] byoc.yaml:12:14
  bootstrap.__proto__
  is no key of any mapping
  allowed: other keys
  fix: remove the line`,
  },
];
