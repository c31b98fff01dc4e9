import { parseArn } from "../../aws/arn";
import { holdsWithoutKey, type ConditionTest } from "../../iam/condition";
import { isPattern } from "../../iam/glob";
import type { Statement } from "../../iam/statement";

/** Service that gives pods the roles which they are associated with. */
export const POD_SERVICE = "pods.eks.amazonaws.com";

/**
 * Tags that EKS Pod Identity puts on a session, by which a trust tells pods apart.
 * Source: Amazon EKS user guide, "Grant Pods access to AWS resources based on tags".
 */
export const POD_TAGS = {
  cluster: "aws:RequestTag/eks-cluster-arn",
  clusterName: "aws:RequestTag/eks-cluster-name",
  namespace: "aws:RequestTag/kubernetes-namespace",
  serviceAccount: "aws:RequestTag/kubernetes-service-account",
} as const;

/** What a trust says of the pods that it lets in; absent where it says nothing, or several things. */
export interface PodBinding {
  /** ARN. */
  readonly cluster?: string;
  readonly namespace?: string;
  readonly serviceAccount?: string;
}

/** Whether a statement is about EKS Pod Identity. */
export function isOfPods({ principals }: Statement): boolean {
  const elements = principals?.negated === false ? principals.elements : [];
  return elements.some(({ type, name }) => type === "Service" && name === POD_SERVICE);
}

/** Tests of a tag that a session without it does not pass. */
export function testsOfTag({ tests }: Statement, tag: string): readonly ConditionTest[] {
  return tests.filter(
    (test) =>
      test.key.toLowerCase() === tag.toLowerCase() &&
      /^(String|Arn)/.test(test.comparison) &&
      !test.negated &&
      !holdsWithoutKey(test),
  );
}

/** The pods that statements let in by EKS Pod Identity; undefined when none speaks of it. */
export function podBindingOf(trust: readonly Statement[]): PodBinding | undefined {
  const statements = trust.filter(({ effect }) => effect === "Allow").filter(isOfPods);
  if (statements.length === 0) return undefined;
  const said = (tag: string) => {
    const tests = statements.flatMap((statement) => testsOfTag(statement, tag));
    const [value, ...others] = new Set(tests.flatMap(({ values }) => values));
    return value === undefined || others.length > 0 || isPattern(value) ? undefined : value;
  };
  return {
    cluster: said(POD_TAGS.cluster),
    namespace: said(POD_TAGS.namespace),
    serviceAccount: said(POD_TAGS.serviceAccount),
  };
}

/** Region, account and name of a cluster by its ARN. */
export function clusterParts(arn: string | undefined) {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  const name = /^cluster\/(.+)$/.exec(parsed?.resource ?? "")?.[1];
  return parsed && name !== undefined
    ? { region: parsed.region, accountId: parsed.account, clusterName: name }
    : undefined;
}
