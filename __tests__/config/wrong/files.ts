import { BASE, base, type Wrong } from "./case";

/** Files that cannot be read, and texts that are no config at all. */
export const FILES: readonly Wrong[] = [
  {
    name: "a file that is missing",
    config: {},
    named: ["byoc.yaml"],
    error: `error[file] byoc.yaml
  there is no such file
  allowed: a YAML or JSON file
  fix: name one with --config FILE, or make one with: byoc init`,
  },
  {
    name: "a file below a file",
    config: { other: "x" },
    named: ["other/byoc.yaml"],
    error: `error[file] other/byoc.yaml
  there is no such file
  allowed: a YAML or JSON file
  fix: name one with --config FILE, or make one with: byoc init`,
  },
  {
    name: "a folder",
    config: { "byoc.yaml/inner.yaml": BASE },
    named: ["byoc.yaml"],
    error: `error[file] byoc.yaml
  is a folder
  allowed: a YAML or JSON file`,
  },
  {
    name: "bytes that are not UTF-8",
    config: { "byoc.yaml": Uint8Array.from([0x61, 0x3a, 0x20, 0xff, 0xfe]) },
    error: `error[file] byoc.yaml
  is not UTF-8 text
  allowed: a YAML or JSON file
  fix: save the file as UTF-8`,
  },
  {
    name: "a file that is too large",
    config: BASE + "#".repeat(256 * 1024),
    error: `error[size] byoc.yaml
  has more than 262144 bytes
  allowed: at most 262144 bytes`,
  },
  ...["", "\n\n", "# nothing but a comment\n", "---\n", "null\n"].map((text) => ({
    name: `a file that is empty: ${JSON.stringify(text)}`,
    config: text,
    error: `error[yaml] byoc.yaml
  the file is empty
  allowed: a mapping that begins with version: 1
  fix: byoc init writes one`,
  })),
  {
    name: "a list",
    config: "# deployments\n- version: 1\n",
    error: `error[type] byoc.yaml:2:1
  the file holds a list
  allowed: a mapping that begins with version: 1
  fix: byoc init writes one`,
  },
  {
    name: "a text",
    config: "acme\n",
    error: `error[type] byoc.yaml:1:1
  the file holds a text
  allowed: a mapping that begins with version: 1
  fix: byoc init writes one`,
  },
  {
    name: "two documents",
    config: `${BASE}---\nversion: 1\n`,
    error: `error[documents] byoc.yaml:11:1
  the file holds 2 YAML documents
  allowed: one
  fix: put each deployment in a file of its own and repeat --config`,
  },
  {
    name: "a key that stands twice at the top",
    config: `${BASE}name: other\n`,
    error: `error[duplicate-key] byoc.yaml:10:1
  name
  stands twice in the same mapping
  allowed: each key once
  fix: remove one of them`,
  },
  {
    name: "a nested key that stands twice, beside another problem",
    config: base("    name: zilliz-byoc-acme", "    name: zilliz-byoc-acme\n    name: Other"),
    error: `error[duplicate-key] byoc.yaml:10:5
  project.bucket.name
  stands twice in the same mapping
  allowed: each key once
  fix: remove one of them

error[bucket-name] byoc.yaml:10:11
  project.bucket.name = "Other"
  "O" at offset 0 is not allowed
  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit
  fix: use other`,
  },
  {
    name: "a key that stands twice in JSON",
    config: `{\n  "version": 1,\n  "version": 1\n}\n`.replace(
      '"version": 1\n}',
      '"version": 1, "name": "acme", "accountId": "111122223333", "region": "us-west-2",\n  "zilliz": {"externalId": "cid-7Qw9Rt2Yp4"}, "bootstrap": {}\n}',
    ),
    error: `error[duplicate-key] byoc.yaml:3:3
  version
  stands twice in the same mapping
  allowed: each key once
  fix: remove one of them`,
  },
];
