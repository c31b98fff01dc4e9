import type { Asking } from "../asking";
import { bucketReaders } from "./buckets";
import { iamOf, iamReaders, type IamQuestions } from "./iam";
import { keyReaders } from "./keys";
import { networkReaders } from "./network";
import type { Read } from "./reader";

/** Everything that AWS can be asked for one deployment. */
export interface AwsReader {
  readonly asking: Asking;
  readonly iam: IamQuestions;
  /** By type of Terraform's resource. */
  readonly readers: ReadonlyMap<string, Read>;
}

export function awsReader(asking: Asking): AwsReader {
  const iam = iamOf(asking);
  const readers = [iamReaders(iam), bucketReaders, keyReaders, networkReaders];
  return {
    asking,
    iam,
    readers: new Map(readers.flatMap((make) => Object.entries(make(asking)))),
  };
}
