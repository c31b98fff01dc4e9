import { valueAt } from "../../terraform/known";
import type { Rule } from "../rule";
import { fail, pass, undecided } from "../results";

const SYMMETRIC: readonly unknown[] = [undefined, null, "", "SYMMETRIC_DEFAULT"];

export const rule: Rule = {
  id: "key-rotation",
  title: "KMS keys rotate",
  why: "A key that never changes encrypts more and more data, all of it lost to whoever gets it.",
  fix: "set enable_key_rotation on the key",
  snippet: {
    language: "hcl",
    text: 'resource "aws_kms_key" "data" {\n  enable_key_rotation = true\n}',
  },
  severity: "warning",
  standards: ["CIS AWS 3.0 3.6", "CIS AWS 5.0 3.6", "Security Hub KMS.4", "CKV_AWS_7", "AWS-0065"],
  documents: ["integrate-with-aws-s3, step 3"],
  *check({ model }) {
    for (const { resource } of model.keys()) {
      const attribute = "enable_key_rotation";
      const spec = valueAt(resource, ["customer_master_key_spec"]);
      // KMS rotates symmetric keys only; the spec is computed where nobody writes it.
      if (spec.known && !SYMMETRIC.includes(spec.value)) continue;
      const rotates = valueAt(resource, [attribute]);
      if (!rotates.known) yield undecided(resource, rotates);
      else if (rotates.value === true) yield pass(resource, "the key rotates", { attribute });
      else yield fail(resource, "the key never rotates", { attribute });
    }
  },
};
