import type { Asking } from "../asking";
import { bucketReaders, bucketsOf, type BucketQuestions } from "./buckets";
import { networkOf, type NetworkQuestions } from "./ec2";
import { eksReaders } from "./eks";
import { iamOf, iamReaders, type IamQuestions } from "./iam";
import { keyReaders, keysOf, type KeyQuestions } from "./keys";
import { networkReaders } from "./network";
import type { Read } from "./reader";

/** Everything that AWS can be asked for one deployment. */
export interface AwsReader {
  readonly asking: Asking;
  readonly buckets: BucketQuestions;
  readonly iam: IamQuestions;
  readonly keys: KeyQuestions;
  readonly network: NetworkQuestions;
  /** How each type of Terraform's resources is found in AWS. */
  readonly readers: ReadonlyMap<string, Read>;
}

export function awsReader(asking: Asking): AwsReader {
  const [buckets, iam, keys] = [bucketsOf(asking), iamOf(asking), keysOf(asking)];
  const network = networkOf(asking);
  const readers = {
    ...bucketReaders(buckets),
    ...eksReaders(asking),
    ...iamReaders(iam),
    ...keyReaders(keys),
    ...networkReaders(network),
  };
  return { asking, buckets, iam, keys, network, readers: new Map(Object.entries(readers)) };
}
