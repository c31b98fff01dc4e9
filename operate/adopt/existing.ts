import { valueAt } from "../../text/record";
import { unique } from "../../text/unique";
import { unreadBy, type Unread } from "../aws/asking";
import { readStack, type FoundResource } from "../aws/found";
import type { MeantStack } from "../aws/meant";
import type { AwsReader } from "../aws/read";
import { textIn, type ReadPlace } from "../aws/read/reader";
import { referencesIn } from "../made";
import { StackFailure } from "../schedule";

/** Something in AWS that a stack means, and the id by which Terraform imports it. */
export interface Import {
  readonly address: string;
  readonly id: string;
}

/** Why something that exists cannot be taken in, or not told apart. */
export interface Refusal {
  readonly address: string;
  readonly message: string;
  /** Absent where nothing of the config keeps what is there. */
  readonly fix?: string;
}

/** What of a stack is in AWS already. */
export interface Existing {
  readonly imports: readonly Import[];
  readonly refusals: readonly Refusal[];
  /** Sentences on what looks as if it could be meant. */
  readonly notes: readonly string[];
}

/** How ids by which Terraform imports are made, where they are not the attribute `id`. */
const IDS: Readonly<Record<string, string>> = {
  aws_eks_pod_identity_association: "{cluster_name},{id}",
  aws_iam_role_policy_attachment: "{role}/{policy_arn}",
  aws_route: "{route_table_id}_{destination_cidr_block}",
  aws_route_table_association: "{subnet_id}/{route_table_id}",
};

/**
 * Looks in AWS for everything that a stack means.
 *
 * @param vpc id of the VPC that is meant, where its name does not tell.
 * @throws StackFailure where it cannot be told whether something is there: a second one would be made.
 */
export async function existingOf(
  stack: MeantStack,
  aws: AwsReader,
  vpc?: string,
): Promise<Existing> {
  const place = { ...stack.place, ...(vpc !== undefined && { vpc }) };
  const found = await readStack({ ...stack, place }, aws);
  const refusals = found.flatMap((one) => refusalOf(one, place) ?? []);
  const refused = new Set(refusals.map(({ address }) => address));
  const open = found.filter(({ meant }) => !refused.has(meant.address));
  const unread = open.flatMap((one) => (one.status === "unread" && !one.after ? [one.unread] : []));
  if (unread.length > 0) throw failure(unread);
  // What belongs to something that is refused is not taken in either.
  const isFree = ({ meant }: FoundResource) =>
    [...referencesIn(meant.body)].every((address) => !refused.has(address));
  const imports = open.filter(isFree).flatMap((one) => {
    if (one.status !== "there") return [];
    const { meant, attributes } = one;
    const id = (IDS[meant.type] ?? "{id}").replace(/\{(\w+)\}/g, (_, name: string) =>
      String(attributes[name]),
    );
    return [{ address: meant.address, id }];
  });
  return { imports, refusals, notes: await sameAddresses(found, place, aws) };
}

function refusalOf(found: FoundResource, place: ReadPlace): Refusal | undefined {
  const { meant, body, status } = found;
  const { address, type } = meant;
  if (status === "unread" && found.unread.several) {
    const [first = ""] = found.unread.several;
    const other = "leave the tag Name to the one that is meant";
    const fix = type === "aws_vpc" ? `name the one that is meant: --vpc ${first}` : other;
    return { address, message: found.unread.why, fix };
  }
  if (type === "aws_vpc" && status === "missing" && place.vpc !== undefined) {
    const message = `there is no VPC ${place.vpc} in ${place.region}`;
    return { address, message, fix: "name one that is there in --vpc" };
  }
  if (type !== "aws_s3_bucket") return undefined;
  const bucket = `the bucket ${textIn(body, "bucket")}`;
  if (status === "unread" && found.unread.action !== undefined) {
    return {
      address,
      message: `${bucket} exists, and S3 does not let these credentials see it: it is another account's, or ${found.unread.why}`,
      fix: "name another bucket, or ask with credentials that may read it",
    };
  }
  if (status !== "there" || found.attributes["region"] === place.region) return undefined;
  const region = String(found.attributes["region"]);
  return {
    address,
    message: `${bucket} is in ${region}, and the deployment in ${place.region}; a bucket cannot move`,
    fix: "name another bucket",
  };
}

/** All that stands in the way. */
function failure(unread: readonly Unread[]): StackFailure {
  const whys = unique(unread.map(({ why }) => why));
  const actions = unique(unread.map(({ action }) => action));
  const fix = `\nfix: allow ${actions.join(", ")} to whoever runs byoc adopt`;
  const words = `AWS was asked what is there: ${whys.join("; ")}`;
  return new StackFailure(actions.length > 0 ? words + fix : words);
}

/** VPCs that have the addresses of one that is not there by its name. */
async function sameAddresses(
  found: readonly FoundResource[],
  { vpc }: ReadPlace,
  { network }: AwsReader,
): Promise<string[]> {
  const meant = found.find(({ meant: { type } }) => type === "aws_vpc");
  if (!meant || meant.status !== "missing" || vpc !== undefined) return [];
  const cidr = textIn(meant.body, "cidr_block");
  const name = String(valueAt(meant.body, ["tags", "Name"]));
  const same = await network.vpcs("cidr", cidr).catch((error: unknown) => {
    throw failure([unreadBy(error)]);
  });
  return same.map(
    ({ VpcId: id }) =>
      `${id} has the addresses of ${name}, ${cidr}; if it is the one, add --vpc ${id}`,
  );
}
