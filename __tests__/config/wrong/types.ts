import { BACKEND_TYPES, BASE, base, EXTERNAL_ID, type Wrong } from "./case";

/** Values of the wrong type, and values that are none of the choices. */
export const TYPES: readonly Wrong[] = [
  {
    name: "another version",
    config: base("version: 1", "version: 2"),
    error: `error[version] byoc.yaml:1:10
  version = 2
  is not a version of this format
  allowed: 1
  fix: write version: 1`,
  },
  {
    name: "a version in quotes",
    config: base("version: 1", 'version: "1"'),
    error: `error[type] byoc.yaml:1:10
  version = "1"
  is a text
  allowed: 1
  fix: write version: 1`,
  },
  {
    name: "an account id without quotes keeps its zeros",
    config: base('"111122223333"', "001122223333"),
    error: `error[type] byoc.yaml:3:12
  accountId = 001122223333
  is a number
  allowed: a text
  fix: put it in quotes: "001122223333"`,
  },
  {
    name: "an external ID without quotes, which is not repeated",
    config: base(EXTERNAL_ID, "123456789"),
    secrets: ["123456789"],
    error: `error[type] byoc.yaml:6:15
  zilliz.externalId = (masked)
  is a number
  allowed: a text
  fix: put it in quotes`,
  },
  {
    name: "tags that are no texts",
    config: `${BASE}tags:
  CostCenter: 0042
  Production: true
  Owners: [a, b]
  Note:
`,
    error: `error[type] byoc.yaml:11:15
  tags.CostCenter = 0042
  is a number
  allowed: a text
  fix: put it in quotes: "0042"

error[type] byoc.yaml:12:15
  tags.Production = true
  is true or false
  allowed: a text
  fix: put it in quotes: "true"

error[type] byoc.yaml:13:3
  tags.Owners = a list of 2
  is a list
  allowed: a text

error[type] byoc.yaml:14:3
  tags.Note
  is empty
  allowed: a text
  fix: give it a value, or remove the line`,
  },
  {
    name: "lists and mappings in each other's place",
    config: base(
      "project:\n  bucket:\n    name: zilliz-byoc-acme",
      `project:
  bucket: zilliz-byoc-acme
  network: { availabilityZones: us-west-2a }
bootstrap: [prefix]`,
    ),
    error: `error[type] byoc.yaml:8:11
  project.bucket = "zilliz-byoc-acme"
  is a text
  allowed: a mapping
  fix: write bucket: { name: zilliz-byoc-acme-prod }

error[type] byoc.yaml:9:33
  project.network.availabilityZones = "us-west-2a"
  is a text
  allowed: a list
  fix: write it as a list: availabilityZones: [ … ]

error[type] byoc.yaml:10:1
  bootstrap = a list of 1
  is a list
  allowed: a mapping`,
  },
  {
    name: "a mapping in the place of a text",
    config: base("name: zilliz-byoc-acme", "name: { Ref: Bucket }"),
    error: `error[type] byoc.yaml:9:5
  project.bucket.name = a mapping
  is a mapping
  allowed: a text`,
  },
  {
    name: "switches and numbers in quotes, and words of YAML 1.1",
    config: `${BASE}    versioning: yes
    forceDestroy: "false"
    preventDestroy: maybe
    expireOldVersionsAfterDays: "030"
    abortUploadsAfterDays: 1.5
`,
    error: `error[type] byoc.yaml:10:17
  project.bucket.versioning = "yes"
  is a text
  allowed: true or false
  fix: write versioning: true, without quotes

error[type] byoc.yaml:11:19
  project.bucket.forceDestroy = "false"
  is a text
  allowed: true or false
  fix: write forceDestroy: false, without quotes

error[type] byoc.yaml:12:21
  project.bucket.preventDestroy = "maybe"
  is a text
  allowed: true or false

error[type] byoc.yaml:13:33
  project.bucket.expireOldVersionsAfterDays = "030"
  is a text
  allowed: a whole number
  fix: write expireOldVersionsAfterDays: 30, without quotes

error[type] byoc.yaml:14:28
  project.bucket.abortUploadsAfterDays = 1.5
  is a number
  allowed: a whole number`,
  },
  {
    name: "numbers out of range, and no numbers, beside another problem",
    config: `${BASE}    abortUploadsAfterDays: 0
    expireOldVersionsAfterDays: .nan
    versioning: true
  maxSessionDuration: 99999999999999999999
  path: /acme/
bootstrap: { maxSessionDuration: 60 }
terraform: { backend: { type: http, address: "https://a.example/{stack}", retry_max: -1 } }
`,
    error: `error[range] byoc.yaml:10:28
  project.bucket.abortUploadsAfterDays = 0
  is out of range
  allowed: 1 to 365

error[type] byoc.yaml:11:33
  project.bucket.expireOldVersionsAfterDays = .nan
  is a number
  allowed: a whole number

error[range] byoc.yaml:13:23
  project.maxSessionDuration = 99999999999999999999
  is out of range
  allowed: 3600 to 43200

error[coverage] byoc.yaml:14:9
  project.path = "/acme/"
  makes the role /acme/zilliz-byoc-acme-storage-role, which the cross-account policy does not cover: it ends at role/zilliz-byoc*
  allowed: the path /zilliz-byoc/, or at path "/" names that begin with zilliz-byoc
  fix: use the prefix zilliz-byoc-, or the path /zilliz-byoc/

error[range] byoc.yaml:15:34
  bootstrap.maxSessionDuration = 60
  is out of range
  allowed: 3600 to 43200

error[range] byoc.yaml:16:86
  terraform.backend.retry_max = -1
  is out of range
  allowed: at least 0`,
  },
  {
    name: "an edition that nobody published",
    config: `${BASE}policyEdition: documentd\n`,
    error: `error[value] byoc.yaml:10:16
  policyEdition = "documentd"
  is not one of the choices
  allowed: documented, current
  fix: use documented`,
  },
  {
    name: "a backend that Terraform does not have",
    config: `${BASE}terraform: { backend: { type: S3 } }\n`,
    error: `error[value] byoc.yaml:10:31
  terraform.backend.type = "S3"
  is not one of the choices
  allowed: ${BACKEND_TYPES}
  fix: use s3`,
  },
  {
    name: "a backend that is no mapping, and one whose type is no text",
    config: {
      "a.yaml": `${BASE}terraform: { backend: s3 }\n`,
      "b.yaml": `${base("name: acme", "name: other").replace("-acme", "-other")}terraform: { backend: { type: [s3] } }\n`,
    },
    error: `error[type] a.yaml:10:23
  terraform.backend = "s3"
  is a text
  allowed: a mapping
  fix: write backend: { type: s3, bucket: acme-terraform-state }

error[value] b.yaml:10:25
  terraform.backend.type = a list of 1
  is not one of the choices
  allowed: ${BACKEND_TYPES}`,
  },
  {
    name: "empty texts and lists of a backend",
    config: `${BASE}terraform: { backend: { type: s3, bucket: "", shared_config_files: [], profile: "" } }\n`,
    error: `error[range] byoc.yaml:10:43
  terraform.backend.bucket = ""
  is an empty text
  allowed: at least 1 character
  fix: give it a value

error[range] byoc.yaml:10:47
  terraform.backend.shared_config_files = a list of 0
  has the wrong number of entries
  allowed: at least 1 entry

error[range] byoc.yaml:10:81
  terraform.backend.profile = ""
  is an empty text
  allowed: at least 1 character
  fix: give it a value, or remove the line`,
  },
  {
    name: "two availability zones",
    config: `${BASE}  network: { availabilityZones: [us-west-2a, us-west-2b] }\n`,
    error: `error[range] byoc.yaml:10:14
  project.network.availabilityZones = a list of 2
  has the wrong number of entries
  allowed: exactly 3 entries`,
  },
];
