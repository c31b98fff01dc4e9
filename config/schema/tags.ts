import { z } from "zod";
import { TAG_COUNT } from "../../aws/limits";
import { characterViolations } from "../../aws/names";
import { VENDOR_TAG } from "../defaults";
import { field, issueOf, type Objection } from "./field";

type Complaint = Omit<Objection, "code">;

/** Everything that AWS or the vendor's policies refuse of one tag. */
function complaints(key: string, value: string): Complaint[] {
  const found: Complaint[] = [];
  const complain = (message: string, allowed: string, fix?: string) =>
    found.push({ message, allowed, fix });
  if (key.length < 1 || key.length > 128) {
    complain(`the key has ${key.length} characters`, "1 to 128 characters");
  }
  if (value.length > 256) {
    complain(`the value has ${value.length} characters`, "at most 256 characters");
  }
  for (const [what, text] of [
    ["key", key],
    ["value", value],
  ] as const) {
    const describe = (quoting: "quoted" | "discreet") =>
      `the ${what} is refused by IAM: ${characterViolations(text, /[\p{L}\p{Z}\p{N}_.:/=+\-@]/u, quoting).join("; ")}`;
    if (/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u.test(text)) {
      found.push({
        message: describe("quoted"),
        allowed: "letters, digits, spaces and _.:/=+-@",
        discreet: { message: describe("discreet") },
      });
    }
  }
  if (/^aws:/i.test(key)) {
    complain('keys that begin with "aws:" belong to AWS', "another key", "rename the key");
  }
  const isVendor = key.toLowerCase() === VENDOR_TAG.key.toLowerCase();
  if (isVendor && (key !== VENDOR_TAG.key || value !== VENDOR_TAG.value)) {
    complain(
      `the vendor's policies work on resources tagged ${VENDOR_TAG.key}=${VENDOR_TAG.value} only`,
      `${VENDOR_TAG.key}: ${VENDOR_TAG.value}, which is added by itself`,
      "remove the line",
    );
  }
  return found;
}

/** Tags as both IAM and S3 take them. */
export const tags = field(
  z.record(z.string(), z.string()).superRefine((value, context) => {
    const report = (path: string[], complaint: Complaint) =>
      context.addIssue(issueOf({ code: "tag", ...complaint }, path));
    const seen = new Map<string, string>();
    for (const [key, tag] of Object.entries(value)) {
      for (const complaint of complaints(key, tag)) report([key], complaint);
      const twin = seen.get(key.toLowerCase());
      if (twin !== undefined) {
        report([key], {
          message: `is the same key as ${twin} to IAM, which ignores case`,
          allowed: "keys that differ",
          fix: "remove one of them",
        });
      }
      seen.set(key.toLowerCase(), key);
    }
    const count = Object.keys({ ...value, [VENDOR_TAG.key]: "" }).length;
    if (count > TAG_COUNT) {
      report([], {
        message: `are ${count} with ${VENDOR_TAG.key}, more than AWS takes`,
        allowed: `at most ${TAG_COUNT - 1}, and ${VENDOR_TAG.key}`,
      });
    }
  }),
  {
    description: `Tags of every AWS resource that is made, Milvus' load balancer among them; ${VENDOR_TAG.key}=${VENDOR_TAG.value} is always added. Volumes have those of their storage class; Kubernetes objects have none.`,
    example: { CostCenter: "1234" },
    default: {},
  },
);
