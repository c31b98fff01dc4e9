import type { ProblemCode } from "../config";

/** What stands in `error[…]` of a config, and of everything else that a command line names. */
type ErrorCode = ProblemCode | "input" | "output" | "usage";

const TEXTS: Readonly<Record<ErrorCode, string>> = {
  file: "A file cannot be read or written: it is not there, it is a folder, it may not be opened, or it is no UTF-8 text.",
  yaml: "The file is not YAML (or JSON): most often a quote, a bracket or an indentation. Nothing below that place has been looked at.",
  "duplicate-key":
    "A key stands twice in one mapping. YAML would take the last one silently; keep one of them.",
  documents: "The file holds several YAML documents. One file is one deployment; --config repeats.",
  alias: "An alias stands for nothing, for itself, or for too much. Write the values out.",
  size: "The file is larger than any config is, and was not read.",
  environment:
    "${env:NAME} reads the environment, and NAME is not set there, or is empty. Export it before you run byoc.",
  expression:
    "Only ${env:NAME} is filled in, and only in values; Terraform's own ${…} would become part of a policy.",
  "unknown-key":
    "The config has no such key in that place, and a key that nobody reads does nothing. `byoc schema` prints all there are.",
  missing: "A key that is needed is not there, or has no value.",
  type: "The value has another type than the key takes: a number or yes for a text, a text for a list. Account ids need quotes.",
  value: "The value is none of those that the key takes.",
  range: "A number, or the length of a list, lies outside of what AWS or the chart takes.",
  version: "The config format has one version: version: 1.",
  name: "The name of a deployment becomes part of role and bucket names, which AWS limits.",
  "account-id": "An AWS account id has 12 digits, and stands in quotes: YAML drops leading zeros.",
  region: "The region is none of AWS, or does not fit the place where it stands.",
  partition:
    "Zilliz Cloud has its accounts in the partition aws, and trusts do not cross partitions: elsewhere Milvus alone works.",
  "external-id":
    "The external ID is what keeps other customers of the vendor out. Copy it from the setup guide of the Zilliz Cloud console.",
  tag: "AWS would refuse the tag: its key, its value, or their number.",
  "bucket-name": "S3 would refuse the name of the bucket.",
  "iam-name": "IAM would refuse the name of the role or policy.",
  "iam-path": "IAM would refuse the path: / or names between slashes, such as /zilliz/.",
  arn: "The ARN names another kind of thing, or another partition, account or region than the deployment's.",
  "oidc-issuer":
    "The issuer of the EKS cluster must be written as IAM compares it: https://, no port, no slash at its end.",
  "kubernetes-name": "Kubernetes, EKS or Helm would refuse the name.",
  quantity: "The amount is not one that Kubernetes reads, or a request is above its limit.",
  chart: "The chart cannot be used: its version, its place, or the file that is named.",
  cidr: "The block of addresses is not one that AWS takes here.",
  "availability-zone": "The zone is not of the deployment's region, or is named twice.",
  section: "A section makes a stack; without any there is nothing to make.",
  conflict: "Two settings contradict each other, or one has no effect beside the other.",
  coverage:
    "The vendor's policies reach resources by their names and paths; this one they do not reach, or they reach others.",
  "duplicate-name":
    "Two deployments of one run, or two sections, would make the same resource in the same account.",
  backend:
    "Terraform would share one state between stacks, or lose it. {stack} stands for the id of each stack.",
  credential:
    "A credential stands in the config, and would end in every synthesized file. Export it instead.",
  "policy-size": "IAM limits the size of policies, and what the config makes is larger.",
  release:
    "Milvus would not be what the config asks for: values of the chart that contradict it, or that do nothing.",
  placeholder: "The value is an example of the documents, and nobody's own.",
  input:
    "A plan, a state or a synthesized file cannot be judged: it is not there, not JSON, or not what Terraform writes.",
  output: "Standard output could not be written; the exit code is still the verdict's.",
  usage:
    "The command was called with something that it does not take; byoc COMMAND --help tells what it does.",
};

/** By code, also one that nobody has checked. */
export const ERRORS: Readonly<Record<string, string>> = TEXTS;
