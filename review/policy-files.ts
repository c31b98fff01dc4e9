import { prose, parts, table } from "./markdown/text";
import { inline } from "./markdown/words";
import { policyFacts } from "./presented/policies";
import type { PolicyReview } from "./review";
import type { Files } from "./stack-file";

const LEGEND = `One file for each policy: the text as AWS gets it. Trusts hold the external ID.

A policy of a role can be tried out without it:

\`\`\`sh
aws iam simulate-custom-policy --policy-input-list file://FILE --action-names s3:GetObject --resource-arns ARN
\`\`\`
`;

/**
 * Files of the policies of one stack, by path below its folder `policies`, and a page that says where
 * each comes from. No policies make no files.
 */
export function policyFiles(policies: readonly PolicyReview[]): Files {
  if (policies.length === 0) return new Map();
  return new Map([
    ...policies.map(({ file, text }) => [file, `${text}\n`] as const),
    ["README.md", readme(policies)],
  ]);
}

function readme(policies: readonly PolicyReview[]): string {
  const rows = policies.map((policy) => [
    `[${prose(policy.file)}](${policy.file})`,
    policy.provenance ?? "",
    ...policyFacts(policy).map(([, words = ""]) => inline(words)),
  ]);
  return parts(
    `# Policies of ${prose(policies[0]!.stack)}`,
    LEGEND,
    table(["File", "Label", ...policyFacts(policies[0]!).map(([title]) => title)], rows),
  );
}
