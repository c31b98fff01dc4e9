import { BASE, type Wrong } from "./case";

const CHARACTERS = "  allowed: letters, digits, spaces and _.:/=+-@";
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `  tag${index}: x\n`).join("");

/** Tags, by the rules of AWS and of the vendor's policies. */
export const TAGS: readonly Wrong[] = [
  {
    name: "keys and values that are too long",
    config: `${BASE}tags:\n  ${"k".repeat(129)}: x\n  Note: ${"v".repeat(257)}\n`,
    error: `error[tag] byoc.yaml:11:134
  tags.${"k".repeat(120)}… (129 characters) = "x"
  the key has 129 characters
  allowed: 1 to 128 characters

error[tag] byoc.yaml:12:9
  tags.Note = "${"v".repeat(120)}… (257 characters)"
  the value has 257 characters
  allowed: at most 256 characters`,
  },
  {
    name: "an empty key",
    config: `${BASE}tags: { "": x }\n`,
    error: `error[tag] byoc.yaml:10:13
  tags."" = "x"
  the key has 0 characters
  allowed: 1 to 128 characters`,
  },
  {
    name: "characters that IAM refuses",
    config: `${BASE}tags:\n  R&D: yes!\n  Größe: "10 €"\n`,
    error: `error[tag] byoc.yaml:11:8
  tags."R&D" = "yes!"
  the key is refused by IAM: "&" at offset 1 is not allowed
${CHARACTERS}

error[tag] byoc.yaml:11:8
  tags."R&D" = "yes!"
  the value is refused by IAM: "!" at offset 3 is not allowed
${CHARACTERS}

error[tag] byoc.yaml:12:10
  tags."Größe" = "10 €"
  the value is refused by IAM: "€" at offset 3 is not allowed
${CHARACTERS}`,
  },
  {
    name: "keys of AWS's own",
    config: `${BASE}tags: { "AWS:team": x }\n`,
    error: `error[tag] byoc.yaml:10:21
  tags."AWS:team" = "x"
  keys that begin with "aws:" belong to AWS
  allowed: another key
  fix: rename the key`,
  },
  {
    name: "another vendor",
    config: `${BASE}tags: { Vendor: acme }\n`,
    error: `error[tag] byoc.yaml:10:17
  tags.Vendor = "acme"
  the vendor's policies work on resources tagged Vendor=zilliz-byoc only
  allowed: Vendor: zilliz-byoc, which is added by itself
  fix: remove the line`,
  },
  {
    name: "the vendor's tag in another case, which would collide with the added one",
    config: `${BASE}tags: { vendor: zilliz-byoc }\n`,
    error: `error[tag] byoc.yaml:10:17
  tags.vendor = "zilliz-byoc"
  the vendor's policies work on resources tagged Vendor=zilliz-byoc only
  allowed: Vendor: zilliz-byoc, which is added by itself
  fix: remove the line`,
  },
  {
    name: "keys that differ in case only",
    config: `${BASE}tags:\n  Team: a\n  team: b\n`,
    error: `error[tag] byoc.yaml:12:9
  tags.team = "b"
  is the same key as Team to IAM, which ignores case
  allowed: keys that differ
  fix: remove one of them`,
  },
  {
    name: "fifty tags beside the vendor's",
    config: `${BASE}tags:\n${many(50)}`,
    error: `error[tag] byoc.yaml:10:1
  tags = a mapping
  are 51 with Vendor, more than AWS takes
  allowed: at most 49, and Vendor`,
  },
  {
    name: "a wrong tag from the environment",
    config: `${BASE}tags: { Owner: "\${env:OWNER}" }\n`,
    environment: { OWNER: "hunter;two" },
    secrets: ["hunter", '";"'],
    error: `error[tag] byoc.yaml:10:16
  tags.Owner = \${env:OWNER}
  the value is refused by IAM: the character at offset 6 is not allowed
${CHARACTERS}`,
  },
];
