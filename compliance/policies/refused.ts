import { overlaps, isPattern } from "../../iam/glob";
import { list, type IamStatement } from "../../iam/policy";
import { labelOf } from "../../iam/shape";
import type { ReadPolicy } from "../../terraform/model";
import type { PolicyUse } from "../../terraform/model-view";

/** Where a policy stands, as far as that is known. */
export interface PolicyPlace {
  readonly use: PolicyUse;
  readonly partition?: string;
  /** Name of the bucket that has it. */
  readonly bucket?: string;
}

/**
 * Why IAM, or S3 and KMS for policies of theirs, refuses a policy whose JSON is of the right shape;
 * nothing for uses whose services have a grammar of their own.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements".
 */
export function* refusals(document: ReadPolicy, place: PolicyPlace): Iterable<string> {
  if (place.use === "other") return;
  const { Version: version } = document;
  if (version !== undefined && !VERSIONS.includes(version)) {
    yield `the Version ${JSON.stringify(version)} does not exist: it is 2012-10-17 or 2008-10-17`;
  }
  yield* unknownElements(document, ["Version", "Id", "Statement"], "the policy");
  for (const [index, statement] of document.Statement.entries()) {
    const where = `statement ${labelOf(statement, index)}`;
    yield* unknownElements(statement, STATEMENT, where);
    yield* misplacedElements(statement, place, where);
    yield* badActions(statement, place, where);
    for (const resource of list(statement.Resource ?? statement.NotResource)) {
      const problem = arnProblem(resource, place) ?? bucketProblem(resource, place);
      if (problem !== undefined) yield `${where} has the resource ${resource}, ${problem}`;
    }
    yield* badPrincipals(statement, place, where);
  }
}

const VERSIONS = ["2012-10-17", "2008-10-17"];

const STATEMENT = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

function* unknownElements(of: object, allowed: readonly string[], where: string) {
  for (const name of Object.keys(of)) {
    if (!allowed.includes(name))
      yield `${where} has the element ${JSON.stringify(name)}, which IAM does not know`;
  }
}

/** Policies of principals have resources, those of resources principals too, trusts no resources. */
function* misplacedElements(statement: IamStatement, { use }: PolicyPlace, where: string) {
  const hasResource = (statement.Resource ?? statement.NotResource) !== undefined;
  const hasPrincipal = (statement.Principal ?? statement.NotPrincipal) !== undefined;
  const ofPrincipal = use === "inline" || use === "managed";
  if (use === "trust" && hasResource) yield `${where} has a Resource, and trusts have none`;
  if (use !== "trust" && !hasResource) yield `${where} has no Resource`;
  if (ofPrincipal && hasPrincipal) {
    yield `${where} has a Principal, and only policies of resources have one`;
  }
  if (!ofPrincipal && !hasPrincipal) yield `${where} has no Principal`;
}

function* badActions({ Action, NotAction }: IamStatement, { use }: PolicyPlace, where: string) {
  for (const action of list(Action ?? NotAction)) {
    if (!action.includes(":") && !/^[*]+$/.test(action)) {
      yield `${where} has the action ${action}, which names no service: s3:${action}, if it is one of S3`;
    } else if (use === "trust" && action.includes(":") && !/^sts:/i.test(action)) {
      yield `${where} has the action ${action}, and trusts have those of sts alone`;
    }
  }
}

const PARTITIONS = [
  "aws",
  "aws-cn",
  "aws-us-gov",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
  "aws-eusc",
];

function arnProblem(arn: string, { partition: own }: PolicyPlace): string | undefined {
  if (/^[*]+$/.test(arn) || arn.startsWith("${")) return undefined;
  const [scheme, partition = "", service = "", ...rest] = arn.split(":");
  const isOpen = isPattern(`${partition}:${service}`) || arn.includes("${");
  if (scheme !== "arn" || (rest.length < 3 && !arn.endsWith("*") && !isOpen)) {
    return "which is neither * nor an ARN";
  }
  if (isOpen) return undefined;
  if (!PARTITIONS.includes(partition)) return `and there is no partition "${partition}"`;
  if (service === "") return "which names no service";
  if (own !== undefined && partition !== own) {
    return `which is of the partition ${partition}, and this is ${own}`;
  }
  return undefined;
}

function bucketProblem(resource: string, { use, bucket }: PolicyPlace): string | undefined {
  const named = /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1];
  if (use !== "bucket" || !bucket || named === undefined) return undefined;
  return overlaps(named, bucket) ? undefined : `which is not of bucket ${bucket}`;
}

function* badPrincipals(
  { Principal, NotPrincipal }: IamStatement,
  place: PolicyPlace,
  where: string,
) {
  const principals = Principal ?? NotPrincipal;
  if (principals === undefined || typeof principals === "string") return;
  for (const name of list(principals["AWS"])) {
    if (name === "*") continue;
    if (isPattern(name)) {
      yield `${where} has the principal ${name}, and principals have no wildcards: name the account, and ask for aws:PrincipalArn in a condition`;
    } else if (name.startsWith("arn:")) {
      const problem = arnProblem(name, place);
      if (problem !== undefined) yield `${where} has the principal ${name}, ${problem}`;
    }
  }
}
