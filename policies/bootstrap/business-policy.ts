import { policy, type Policy } from "../document";
import { BOOTSTRAP_DESCRIPTION } from "../sources";

/**
 * Rights of Zilliz Cloud's own service accounts in the cluster: objects of buckets named
 * `zilliz-byoc…`.
 * Source: byoc-prerequisites, "IAM permissions", which names reading, writing, listing and deleting
 * and the bucket prefix. Zilliz has not published the text; the actions are those of
 * create-bucket-and-role.
 */
export function businessPolicy(): Policy {
  return policy("derived", BOOTSTRAP_DESCRIPTION, [
    {
      Sid: "ListZillizByocBuckets",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: "arn:aws:s3:::zilliz-byoc*",
    },
    {
      Sid: "ReadWriteZillizByocObjects",
      Effect: "Allow",
      Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      Resource: "arn:aws:s3:::zilliz-byoc*/*",
    },
  ]);
}
