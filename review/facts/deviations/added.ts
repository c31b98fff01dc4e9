import type { Report } from "../../../compliance/finding";
import type { Rule } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import type { Deviation } from "../../review";
import type { ReviewSource } from "../source";
import { valueOf } from "../../../terraform/known";
import { given } from "../../../text/list";

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
export function addedDeviations(source: ReviewSource, report: Report): readonly Deviation[] {
  return [...protections(source, report), ...settings(source)];
}

function protections({ stacks }: ReviewSource, { findings }: Report): readonly Deviation[] {
  const rules = new Map(RULES.filter(({ id }) => PROTECTIONS.includes(id)).map((r) => [r.id, r]));
  const documents = new Map(stacks.map(({ id, document }) => [id, document]));
  return findings.flatMap(({ rule: id, verdict, address: subject, file = "" }) => {
    const rule = rules.get(id);
    const stack = file.split("/")[0]!;
    const document = documents.get(stack);
    if (!rule || verdict !== "PASS" || subject === undefined || document === undefined) return [];
    const citation = cited(rule, document);
    return [{ kind: "added" as const, stacks: [stack], subject, what: `${rule.title}.`, citation }];
  });
}

/** `CIS AWS 5.0 2.1.4, FSBP S3.8; beyond create-bucket-and-role, step 1` */
function cited({ standards = [], documents }: Rule, document: string): string {
  const known = standards.filter((one) => /^(CIS AWS 5|FSBP|Security Hub)/.test(one));
  const shown = known.length > 0 ? known : standards.slice(0, 1);
  const section = documents.find((one) => document.includes(one.split(",")[0]!));
  return given([shown.length > 0 && shown.join(", "), `beyond ${section ?? document}`]).join("; ");
}

/** What Terraform is told beside the resources' own arguments, and the ceilings of roles. */
function settings({ model, stackOf }: ReviewSource): readonly Deviation[] {
  const ceilings = new Map(model.roles().map(({ resource, boundary }) => [resource, boundary]));
  return model.resources.flatMap((resource) => {
    const { id, section, document } = stackOf(resource);
    const { address: subject, preventDestroy, ignoredChanges } = resource;
    const told = (what: string, citation = `beyond ${document}`) =>
      ({ kind: "added", stacks: [id], subject, what, citation }) as const;
    const ceiling = section === "bootstrap" ? undefined : ceilings.get(resource);
    const bound = ceiling?.policy?.resource.address ?? valueOf(ceiling?.arn);
    return given([
      preventDestroy && told("Terraform refuses to destroy it."),
      ignoredChanges?.includes("assume_role_policy") &&
        told(
          "Terraform leaves later changes of the trust alone: it holds a placeholder, which Zilliz replaces with the issuer of its cluster.",
          "create-bucket-and-role, step 2",
        ),
      ceiling?.arn.known && told(`The role has a ceiling: ${bound}.`),
    ]);
  });
}
