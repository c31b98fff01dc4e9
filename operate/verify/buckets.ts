import { bucketArn } from "../../aws/arn";
import type { Deployment } from "../../config/deployment";
import { evaluate } from "../../iam/evaluate";
import { decisionWords } from "../../iam/words/decision";
import { contextOf } from "../../compliance/context";
import { effectiveOf, namedOf } from "../../compliance/policies/effective";
import { keysOf } from "../../compliance/simulation/request-keys";
import type { Input } from "../../terraform/model";
import type { RoleView } from "../../terraform/model-view";
import type { OpenAccount } from "../aws/accounts";
import { unreadBy } from "../aws/asking";
import type { AwsReader } from "../aws/read";
import { wordsOf, type Session } from "../aws/session";
import type { VerifyCheck } from "./report";

/** A bucket that a section uses, and the role by which the vendor asks where it is. */
interface UsedBucket {
  readonly name: string;
  /** ARN; absent where the document gives no role that right. */
  readonly role?: string;
}

function usedBucket(deployment: Deployment, stack: string): UsedBucket | undefined {
  const { project, integration, milvus, name } = deployment;
  const ofStack = (section: string) => stack === `${name}-${section}`;
  if (project && ofStack("project")) {
    return { name: project.bucket.name, role: project.crossAccountRole.arn };
  }
  if (integration && ofStack("integration")) {
    return { name: integration.bucket.name, role: integration.role.arn };
  }
  return milvus && ofStack("milvus-access") ? { name: milvus.bucket.name } : undefined;
}

const LOCATION = "s3:GetBucketLocation";

/**
 * What the vendor looks at first of a bucket: that it is there, in the region of the cluster, and
 * that the roles may ask where it is.
 *
 * @param state what AWS has of the stack.
 */
export async function bucketChecks(
  deployment: Deployment,
  stack: string,
  { aws, caller }: OpenAccount,
  state: Input,
): Promise<VerifyCheck[]> {
  const used = usedBucket(deployment, stack);
  if (!used) return [];
  const there = await placeCheck(used.name, deployment.region, aws);
  if (there.status !== "ok") return [there];
  const context = contextOf([state], []);
  const roles = context.model.roles().filter(({ arn }) => arn.known && arn.value === used.role);
  const policy = context.model
    .buckets()
    .find(({ name }) => name.known && name.value === used.name)?.policy;
  const checks = await Promise.all(
    roles.map(async (role) => {
      const { policies, unread } = effectiveOf(context, role);
      const arn = role.arn.known ? role.arn.value : "";
      const request = {
        principal: arn,
        action: LOCATION,
        resource: bucketArn(deployment.partition, used.name),
        resourceAccount: deployment.accountId,
      };
      const keys = keysOf(request, { region: deployment.region, partition: deployment.partition });
      const named = policy && namedOf(policy);
      const decision = evaluate(
        { ...request, context: keys },
        { ...policies, ...(named && { resource: named }) },
      );
      const label = `role ${role.name.known ? role.name.value : arn}`;
      if (decision.result !== "Allowed" && unread.length > 0) return [];
      const id = `location ${role.resource.address}`;
      if (decision.result !== "Allowed")
        return [refused(id, label, used.name, decisionWords(decision))];
      const may: VerifyCheck = {
        id,
        status: "ok",
        text: `${label}: its policies allow ${LOCATION} of bucket ${used.name}`,
      };
      return [may, await tried(role, label, used.name, caller, aws.asking.session)];
    }),
  );
  return [there, ...checks.flat()];
}

async function placeCheck(
  name: string,
  region: string,
  { buckets }: AwsReader,
): Promise<VerifyCheck> {
  const id = `bucket ${name}`;
  try {
    const actual = await buckets.region(name);
    if (actual === undefined) {
      return {
        id,
        status: "failed",
        text: `bucket ${name} does not exist`,
        message: `check bucket failed: get bucket location: … StatusCode: 404 … NoSuchBucket`,
        fix: "create it, or correct the name in the config and in the Zilliz Cloud console",
      };
    }
    if (actual === region) return { id, status: "ok", text: `bucket ${name} is in ${region}` };
    return {
      id,
      status: "failed",
      text: `bucket ${name} is in ${actual}, the deployment in ${region}`,
      message: `bucket region not match, want[${region}] got[${actual}]`,
      fix: `take a bucket in ${region}: a bucket cannot be moved`,
    };
  } catch (error) {
    const { why, action } = unreadBy(error);
    return {
      id,
      status: "unread",
      text: `bucket ${name}: ${why}`,
      ...(action !== undefined && {
        fix: `allow ${action}; where that is allowed, the bucket is another account's`,
      }),
    };
  }
}

function refused(id: string, label: string, bucket: string, why: string): VerifyCheck {
  return {
    id,
    status: "failed",
    text: `${label}: ${LOCATION} of bucket ${bucket} is ${why}`,
    message: "check bucket failed: get bucket location: … StatusCode: 403 …",
    fix: "byoc plan and byoc apply of this stack bring its policies back",
  };
}

/** `GetBucketLocation` by the role itself, where its trust lets this caller in. */
async function tried(
  role: RoleView,
  label: string,
  bucket: string,
  caller: string,
  own: Session,
): Promise<VerifyCheck> {
  const id = `try ${role.resource.address}`;
  const arn = role.arn.known ? role.arn.value : "";
  const trust = namedOf(role.trust);
  const request = { principal: caller, action: "sts:AssumeRole", resource: arn };
  const anything = {
    name: "",
    document: { Statement: { Effect: "Allow" as const, Action: "*", Resource: "*" } },
  };
  const decision =
    trust &&
    evaluate(
      { ...request, context: keysOf(request, { region: own.region }) },
      { identity: [anything], resource: trust },
    );
  if (decision?.result !== "Allowed") {
    return {
      id,
      status: "skipped",
      text: `${label}: ${LOCATION} was not tried: its trust lets others in, not ${caller}`,
    };
  }
  const session = await own.become(arn);
  try {
    const { GetBucketLocationCommand } = session.sdk;
    await session.client("s3").send(new GetBucketLocationCommand({ Bucket: bucket }));
    return {
      id,
      status: "ok",
      text: `${label}: ${LOCATION} of bucket ${bucket} was tried and works`,
    };
  } catch (error) {
    return {
      id,
      status: "unread",
      text: `${label}: ${LOCATION} of bucket ${bucket} was tried and failed: ${wordsOf(error)}`,
    };
  } finally {
    session.close();
  }
}
