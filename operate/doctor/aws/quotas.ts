import type { Partition } from "../../../aws/partition";
import { VENDOR_TAG } from "../../../config/defaults";
import { command } from "../../../text/shell";
import type { Asking } from "../../aws/asking";
import { resourcesOf } from "../../made";
import { failed, ok, skipped, warning, type LineBody } from "../line";
import type { Inquiry, DoctorSubject } from "../subject";
import rows from "./quotas.json";
import { USES, type Use } from "./uses";

/** A row of the document's table of quotas. */
interface Row {
  readonly check: string;
  /** Its cells, as the document has them. */
  readonly row: readonly string[];
  /** What of a deployment needs it. */
  readonly for: string;
  /** What is to be said besides. */
  readonly why?: string;
  readonly quotas: readonly Quota[];
}

interface Quota {
  readonly service: string;
  readonly code: string;
  /** What it counts. */
  readonly of: string;
  /** How today's use is found out. */
  readonly use: string;
  /** `buckets`: as many as the stacks make. */
  readonly need: number | string;
  /** Whether it is told in the partition's first region alone. */
  readonly home?: boolean;
}

export const QUOTAS: readonly Row[] = rows;
const DOCUMENT = "byoc-prerequisites, Resource quotas";

/** Where a partition tells the quotas of what it has once. Source: Amazon S3 user guide, "Bucket quotas". */
const HOME: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};

/** Why a deployment does not need a row; undefined where it does. */
const NOT_NEEDED: Readonly<Record<string, (subject: DoctorSubject) => string | undefined>> = {
  plane: ({ deployment: { bootstrap, project } }) =>
    bootstrap || project ? undefined : "Zilliz Cloud runs nothing in this account",
  network: ({ deployment: { bootstrap, project } }) => {
    if (bootstrap || project?.network) return undefined;
    return project
      ? "the config has no project.network: the VPC is your own"
      : "Zilliz Cloud runs nothing in this account";
  },
  buckets: (subject) => (bucketsOf(subject) > 0 ? undefined : "the stacks make no bucket"),
};

/** One row of the document's quotas against those of the account, and what of them is in use. */
export async function quotaLines(row: Row, asking: Inquiry): Promise<readonly LineBody[]> {
  const [type = "", instance = "", least = ""] = row.row;
  const about = `quota ${instance} (${type})`;
  const reason = NOT_NEEDED[row.for]?.(asking);
  if (reason !== undefined) {
    return [skipped(about, `${least} by the document`, { reason, document: DOCUMENT })];
  }
  return Promise.all(row.quotas.map((quota) => quotaLine(about, row, quota, asking)));
}

async function quotaLine(
  about: string,
  row: Row,
  quota: Quota,
  asking: Inquiry,
): Promise<LineBody> {
  const { deployment, aws } = asking;
  const region = quota.home === true ? HOME[deployment.partition] : deployment.region;
  const need = typeof quota.need === "number" ? quota.need * asking.planes : bucketsOf(asking);
  const [limit, use] = await Promise.all([
    limitOf(quota, region, aws.asking),
    USES[quota.use]?.(aws.asking) ?? NONE,
  ]);
  const words = `${quota.of}: ${need} needed, ${use.number} of ${limit} in use`;
  const why = [
    ...(asking.planes > 1 ? [`for ${asking.planes} deployments of this run`] : []),
    ...(row.why === undefined ? [] : [row.why]),
    ...(use.ours > 0
      ? [`of those in use ${use.ours} are tagged ${VENDOR_TAG.key}=${VENDOR_TAG.value}`]
      : []),
  ];
  const more = { document: DOCUMENT, ...(why.length > 0 && { reason: why.join("; ") }) };
  if (use.number + need <= limit) return ok(about, words, more);
  const wanted = Math.ceil(use.number + need);
  const fix = command(
    ...["aws", "service-quotas", "request-service-quota-increase"],
    ...["--service-code", quota.service, "--quota-code", quota.code],
    ...["--desired-value", String(wanted), "--region", region],
  );
  // What is there already may be what is needed.
  return use.number - use.ours + need <= limit
    ? warning(about, words, { ...more, fix })
    : failed(about, words, { ...more, fix });
}

/** The account's own quota, or AWS's where nobody has asked for another. */
async function limitOf(
  { service: ServiceCode, code: QuotaCode }: Quota,
  region: string,
  asking: Asking,
): Promise<number> {
  const { sdk, client } = asking.session;
  const quotas = client("servicequotas", region);
  const of = { ServiceCode, QuotaCode };
  const own = await asking.ask("servicequotas:GetServiceQuota", () =>
    quotas.send(new sdk.GetServiceQuotaCommand(of)),
  );
  const general = () => quotas.send(new sdk.GetAWSDefaultServiceQuotaCommand(of));
  const answer = own ?? (await asking.ask("servicequotas:GetAWSDefaultServiceQuota", general));
  return answer?.Quota?.Value ?? 0;
}

const NONE: Use = { number: 0, ours: 0 };

function bucketsOf({ stacks }: Pick<DoctorSubject, "stacks">): number {
  return stacks.flatMap((stack) => resourcesOf(stack, "aws_s3_bucket")).length;
}
