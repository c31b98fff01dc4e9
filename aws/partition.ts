const PARTITIONS = ["aws", "aws-us-gov", "aws-cn"] as const;

/** An AWS partition; ARNs, trusts and KMS keys never cross it. */
export type Partition = (typeof PARTITIONS)[number];

export function isPartition(text: string): text is Partition {
  return PARTITIONS.some((partition) => partition === text);
}

/**
 * The partition that a region belongs to, decided by its prefix.
 *
 * @returns undefined for regions of partitions that are not supported (`us-iso-…`, `eusc-…`).
 */
export function partitionOf(region: string): Partition | undefined {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (/^(us-iso|eu-iso|eusc-)/.test(region)) return undefined;
  return "aws";
}

/** Host suffix of a partition's service endpoints. */
export function dnsSuffix(partition: Partition): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
