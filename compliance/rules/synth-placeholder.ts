import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { eksTrust } from "../../policies/project/eks-trust";
import { storageTrust } from "../../policies/project/storage-trust";
import { compare } from "../../iam/compare";
import type { Resource } from "../../terraform/model";
import { readPolicy } from "../../terraform/policy";
import type { Rule } from "../rule";
import { textsOf, type Place } from "../inputs/texts";

/** Words of the documents and of AWS's examples that stand for something of one's own. */
const PLACEHOLDERS: readonly RegExp[] = [
  /(?<![$%&])\{(bucket[-_]?name|account[-_]?id|region|role[-_]?name|cluster[-_]?name|external[-_]?id|oidc[-_]?\w*)\}/i,
  /<(your|my|bucket|account|region|role|cluster|external|oidc|aws)[-_ A-Za-z]*>/i,
  /\bmy-external-id\b/i,
  /(?<=:)accountid(?=:)|^accountid$/i,
  new RegExp(OIDC_PLACEHOLDER),
];

export const rule: Rule = {
  id: "synth-placeholder",
  title: "No placeholder of the documents is left",
  why: "Terraform applies it, and nothing works: a trust of an account that is none, a bucket of nobody.",
  fix: "put the real value into the config",
  snippet: { language: "yaml", text: 'zilliz: { externalId: "${env:ZILLIZ_EXTERNAL_ID}" }' },
  severity: "error",
  documents: ["create-bucket-and-role, step 2", "create-cross-account-role, step 2"],
  *check({ model }) {
    for (const input of model.inputs) {
      const { file } = input;
      let found = false;
      for (const text of textsOf(input)) {
        const { value } = text;
        const word = PLACEHOLDERS.map((pattern) => pattern.exec(value)?.[0]).find(Boolean);
        if (word === undefined) continue;
        const { resource, attribute } = text.place();
        if (word === OIDC_PLACEHOLDER && isDocumented(value, { resource, attribute })) continue;
        found = true;
        const message = `${attribute} holds the placeholder "${word}"`;
        const key = `${attribute} ${word}`;
        yield { verdict: "FAIL", file, attribute, key, message, ...(resource && { resource }) };
      }
      if (!found) yield { verdict: "PASS", file, message: "no placeholder is left" };
    }
  },
};

/** The issuer's placeholder is the document's own text in two trusts, until Zilliz replaces it. */
function isDocumented(value: string, { resource, attribute }: Place): boolean {
  if (!isRole(resource) || attribute !== "assume_role_policy") return false;
  const { document: trust } = readPolicy(attribute, value, "trust");
  const accountId = /:iam::(\d{12}):oidc-provider\//.exec(value)?.[1];
  if (!trust.known || accountId === undefined) return false;
  return [storageTrust, eksTrust].some((make) => {
    const documented = make({ accountId, issuer: OIDC_PLACEHOLDER });
    // Nothing may go beyond the text; what is missing is for other rules.
    return compare(trust.value, documented.document).every(({ kind }) =>
      /^MISSING|^NARROWER|^STRICTER/.test(kind),
    );
  });
}

function isRole(resource: Resource | undefined): boolean {
  return resource?.type === "aws_iam_role";
}
