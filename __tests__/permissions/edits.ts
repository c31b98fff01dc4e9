import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { allow, bucket, policy, TRUST, type Json } from "./support";

/** An edit of somebody's Terraform, with every sentence that is to be said of it. */
export interface Edit {
  readonly edit: string;
  readonly before: Json;
  readonly after: Json;
  /** The plus of what is gained, the minus of what is lost, the question mark of what is not told. */
  readonly says: readonly string[];
}

/** What edits.yaml writes as the statements of a policy alone. */
const SHORT: Readonly<Record<string, (...statements: Json[]) => Json>> = {
  /** The role "reports" with one inline policy. */
  role: (...statements) => ({
    "aws_iam_role.reports": { name: "reports", assume_role_policy: TRUST },
    "aws_iam_role_policy.reports": {
      role: "reports",
      name: "reports",
      policy: policy(...statements),
    },
  }),
  /** The role "reports", and who may become it. */
  trust: (...statements) => ({
    "aws_iam_role.reports": { name: "reports", assume_role_policy: policy(...statements) },
  }),
  /** The bucket "data" with its policy. */
  bucket,
  /** The key "alias/data" with its policy. */
  key: (...statements) => {
    const owner = allow("kms:*", "*", { Principal: { AWS: "111122223333" } });
    return {
      "aws_kms_key.data": { policy: policy(owner, ...statements) },
      "aws_kms_alias.data": { name: "alias/data", target_key_id: "${aws_kms_key.data.key_id}" },
    };
  },
};

/** Resources by address; an attribute that holds statements is their policy. */
function resources(side: Json): Json {
  return Object.fromEntries(
    Object.entries(side).flatMap(([name, written]) =>
      Object.entries(SHORT[name]?.(...written) ?? { [name]: withTexts(written) }),
    ),
  );
}

function withTexts(values: Json): Json {
  return Object.fromEntries(
    Object.entries(values).map(([attribute, value]) => {
      const isPolicy = Array.isArray(value) && attribute.endsWith("policy");
      return [attribute, isPolicy ? policy(...value) : value];
    }),
  );
}

/** Every edit, with every sentence that is to be said of it. */
export const EDITS: readonly Edit[] = (
  parse(readFileSync(join(__dirname, "edits.yaml"), "utf8")) as Edit[]
).map(({ edit, before, after, says }) => ({
  edit,
  before: resources(before),
  after: resources(after),
  says,
}));
