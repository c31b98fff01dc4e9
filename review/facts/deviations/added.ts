import type { Report } from "../../../compliance/finding";
import type { Rule } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import type { ReviewSource } from "../source";
import type { Told } from "./told";

/**
 * Rules of what the documents leave at "default values for other settings". Where one of them
 * passes, the project has added something.
 */
const PROTECTIONS = [
  "bucket-public-access",
  "bucket-tls",
  "bucket-ownership",
  "bucket-encryption",
  "bucket-kms",
  "bucket-unfinished-uploads",
  "bucket-versioning",
  "bucket-old-versions",
  "bucket-logging",
  "key-rotation",
  "key-deletion-window",
  "key-policy",
];

/** What protects buckets, keys and roles beyond the documents. */
export function addedDeviations(source: ReviewSource, report: Report): readonly Told[] {
  return [...protections(source, report), ...settings(source)];
}

function protections({ stacks }: ReviewSource, { findings }: Report): readonly Told[] {
  const rules = new Map(RULES.filter(({ id }) => PROTECTIONS.includes(id)).map((r) => [r.id, r]));
  const documents = new Map(stacks.map(({ id, document }) => [id, document]));
  return findings.flatMap(({ rule: id, verdict, address, file = "" }): Told[] => {
    const rule = rules.get(id);
    const stack = file.split("/")[0]!;
    const document = documents.get(stack);
    if (!rule || verdict !== "PASS" || address === undefined || document === undefined) return [];
    const what = `${rule.title}.`;
    return [{ kind: "added", stack, subject: address, what, citation: cited(rule, document) }];
  });
}

/** `CIS AWS 5.0 2.1.4, FSBP S3.8; beyond create-bucket-and-role, step 1` */
function cited({ standards = [], documents }: Rule, document: string): string {
  const known = standards.filter((one) => /^(CIS AWS 5|FSBP|Security Hub)/.test(one));
  const shown = known.length > 0 ? known : standards.slice(0, 1);
  const section = documents.find((one) => document.includes(one.split(",")[0]!));
  return [...(shown.length > 0 ? [shown.join(", ")] : []), `beyond ${section ?? document}`].join(
    "; ",
  );
}

/** What Terraform is told beside the resources' own arguments, and the ceilings of roles. */
function settings(source: ReviewSource): readonly Told[] {
  const { model } = source;
  const boundaries = new Map(
    model.roles().flatMap(({ resource, boundary }) => (boundary ? [[resource, boundary]] : [])),
  );
  return model.resources.flatMap((resource): Told[] => {
    const { id, section, document } = source.stackOf(resource);
    const told = { kind: "added", stack: id, subject: resource.address } as const;
    const beyond = `beyond ${document}`;
    const boundary = section === "bootstrap" ? undefined : boundaries.get(resource);
    return [
      ...(resource.preventDestroy === true
        ? [{ ...told, what: "Terraform refuses to destroy it.", citation: beyond }]
        : []),
      ...(resource.ignoredChanges?.includes("assume_role_policy")
        ? [
            {
              ...told,
              what: "Terraform leaves later changes of the trust alone: it holds a placeholder, which Zilliz replaces with the issuer of its cluster.",
              citation: "create-bucket-and-role, step 2",
            },
          ]
        : []),
      ...(boundary?.arn.known
        ? [
            {
              ...told,
              what: `The role has a ceiling: ${boundary.policy?.resource.address ?? boundary.arn.value}.`,
              citation: beyond,
            },
          ]
        : []),
    ];
  });
}
