import { BASE, base, EXTERNAL_ID, milvus, type Wrong } from "./case";

const NAME = `  allowed: 3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"`;
const BUCKET = `  allowed: 3 to 63 of a-z, 0-9, "." and "-", beginning and ending with a letter or digit`;
const EXTERNAL = `  allowed: 8 to 1224 of a-z, A-Z, 0-9 and _+=,.@:/-
  fix: copy it from `;
const SETUP = "the setup guide of the Zilliz Cloud console";
const PAGE = "the step Create IAM Role of the integration's page in the Zilliz Cloud console";
const PATH = `  allowed: "/", or names between slashes such as "/zilliz/"`;

const wrongName = (written: string, shown: string, fix: string): Wrong => ({
  name: `the deployment name ${written}`,
  config: base("name: acme", `name: ${written}`),
  error: `error[name] byoc.yaml:2:7
  name = ${shown}
  is not a deployment name
${NAME}${fix}`,
});

const wrongAccount = (written: string, shown: string, fix: string): Wrong => ({
  name: `the account id ${written}`,
  config: base('"111122223333"', written),
  error: `error[account-id] byoc.yaml:3:12
  accountId = ${shown}
  is not an AWS account id
  allowed: 12 digits, in quotes${fix}`,
});

const wrongBucket = (written: string, said: string, fix = ""): Wrong => ({
  name: `the bucket name ${written}`,
  config: base("name: zilliz-byoc-acme", `name: ${JSON.stringify(written)}`),
  error: `error[bucket-name] byoc.yaml:9:11
  project.bucket.name = ${JSON.stringify(written)}
  ${said}
${BUCKET}${fix && `\n  fix: use ${fix}`}`,
});

const wrongExternalId = (what: string, written: string, shown: string, said: string): Wrong => ({
  name: `an external ID ${what}`,
  config: base(EXTERNAL_ID, JSON.stringify(written)),
  secrets: written.length > 1 ? [written] : [],
  error: `error[external-id] byoc.yaml:6:15
  zilliz.externalId = (masked, ${shown})
  ${said}
${EXTERNAL}${SETUP}`,
});

/** Something else of the console or of AWS, in the place of an external ID. */
const noExternalId = (what: string, id: string, path = "zilliz", place = "6:15"): Wrong => ({
  name: `${what} as the external ID of ${path}`,
  config:
    path === "zilliz"
      ? base(EXTERNAL_ID, JSON.stringify(id))
      : `${BASE}integration:\n  externalId: "${id}"\n  bucket: { name: acme-export }\n`,
  secrets: id === "111122223333" ? [] : [id],
  error: `error[external-id] byoc.yaml:${place}
  ${path}.externalId = (masked, ${id.length} characters)
  is ${what.replace(/,.*/, "")}, not an external ID
  allowed: the External ID that stands on the page of the console beside the account id
  fix: copy the External ID from ${path === "zilliz" ? SETUP : PAGE}`,
});

const wrongPath = (written: string, said: string, fix = ""): Wrong => ({
  name: `the IAM path ${written.slice(0, 20)}`,
  config: `${BASE}bootstrap:\n  path: ${JSON.stringify(written)}\n`,
  error: `error[iam-path] byoc.yaml:11:9
  bootstrap.path = ${written.length > 120 ? `"${written.slice(0, 120)}… (${written.length} characters)"` : JSON.stringify(written)}
  ${said}
${PATH}${fix && `\n  fix: use ${fix}`}`,
});

/** Names of the deployment, accounts, buckets, roles, paths and external IDs. */
export const NAMES: readonly Wrong[] = [
  wrongName("Acme Prod", '"Acme Prod"', "\n  fix: use acme-prod"),
  wrongName("ab", '"ab"', ""),
  wrongName("acme--prod", '"acme--prod"', "\n  fix: use acme-prod"),
  wrongName("1acme-", '"1acme-"', "\n  fix: use acme"),
  wrongName('""', '""', ""),
  wrongName("a".repeat(34), `"${"a".repeat(34)}"`, ""),
  wrongAccount('"1111-2222-3333"', '"1111-2222-3333"', '\n  fix: use "111122223333"'),
  wrongAccount('"11112222333"', '"11112222333"', ""),
  wrongAccount("acme", '"acme"', ""),
  wrongBucket("ab", "has 2 characters; 3 to 63 are allowed"),
  wrongBucket(
    "Zilliz_Byoc",
    '"Z" at offset 0 is not allowed; "_" at offset 6 is not allowed; "B" at offset 7 is not allowed',
    "zilliz-byoc",
  ),
  wrongBucket(
    "-My..Bucket-",
    '"M" at offset 1 is not allowed; "B" at offset 5 is not allowed; must begin with a letter or digit; must end with a letter or digit; must not hold two periods in a row',
    "my.bucket",
  ),
  wrongBucket(
    "ACME-LOGS-2024",
    '"A" at offset 0 is not allowed; "C" at offset 1 is not allowed; "M" at offset 2 is not allowed; "E" at offset 3 is not allowed; "L" at offset 5 is not allowed; 3 more characters are not allowed',
    "acme-logs-2024",
  ),
  wrongBucket("10.0.0.1", "must not look like an IP address"),
  wrongBucket("xn--acme-s3alias", 'must not begin with "xn--"; must not end with "-s3alias"'),
  wrongBucket("sthree-acme--x-s3", 'must not begin with "sthree-"; must not end with "--x-s3"'),
  wrongBucket("amzn-s3-demo-bucket", 'must not begin with "amzn-s3-demo-"'),
  wrongBucket(
    "s3://acme/",
    '":" at offset 2 is not allowed; "/" at offset 3 is not allowed; "/" at offset 4 is not allowed; "/" at offset 9 is not allowed',
    "acme",
  ),
  wrongExternalId("of one character", "x", "1 character", "has 1 character; 8 to 1224 are allowed"),
  wrongExternalId("that is empty", "", "0 characters", "has 0 characters; 8 to 1224 are allowed"),
  wrongExternalId(
    "shorter than any that Zilliz gives out",
    "cid-123",
    "7 characters",
    "has 7 characters; 8 to 1224 are allowed",
  ),
  noExternalId("an AWS account id, of Zilliz Cloud", "965570967084"),
  noExternalId("an AWS account id, the deployment's own", "111122223333"),
  noExternalId("an AWS account id, any", "123456789012", "integration", "11:15"),
  noExternalId("an AWS account id, with hyphens", "9655-7096-7084"),
  noExternalId("an ARN", "arn:aws:iam::965570967084:role/zilliz-byoc"),
  wrongExternalId(
    "with a space and a star",
    "cid 7Qw9*Rt2",
    "12 characters",
    "the character at offset 3 is not allowed; the character at offset 8 is not allowed",
  ),
  wrongExternalId(
    "that is too long",
    "e".repeat(1225),
    "1225 characters",
    "has 1225 characters; 8 to 1224 are allowed",
  ),
  wrongPath("zilliz", 'must begin with "/"; must end with "/"', "/zilliz/"),
  wrongPath("", 'must begin with "/"; must end with "/"'),
  wrongPath("/zilliz//byoc", 'must end with "/"; must not hold "//"'),
  wrongPath(
    "/zilliz */",
    'may hold printable ASCII without spaces only; must not hold any of * ? $ % { } " \\',
  ),
  wrongPath(`/${"p".repeat(511)}/`, "has 513 characters; 512 are allowed"),
  {
    name: "names of roles and policies",
    config: milvus(
      "  bucket:",
      `  roleName: ${"r".repeat(65)}\n  policyName: Milvus Read/Write\n  bucket:`,
    ),
    error: `error[iam-name] byoc.yaml:7:13
  milvus.roleName = "${"r".repeat(65)}"
  has 65 characters; 1 to 64 are allowed
  allowed: 1 to 64 of a-z, A-Z, 0-9 and _+=,.@-

error[iam-name] byoc.yaml:8:15
  milvus.policyName = "Milvus Read/Write"
  " " at offset 6 is not allowed; "/" at offset 11 is not allowed
  allowed: 1 to 128 of a-z, A-Z, 0-9 and _+=,.@-`,
  },
];
