import { POLICY_SIZE } from "../../aws/limits";
import { policy, type Policy } from "../../policies/document";
import { crossAccountPolicyCurrent } from "../../policies/project/cross-account-policy-current";
import { storagePolicy } from "../../policies/project/storage-policy";
import { PolicyError, policySize, renderPolicy } from "../../policies/render";

/** A policy of exactly so many characters without white space. */
function policyOf(size: number): Policy {
  const of = (sid: string) =>
    policy("derived", "test", [{ Sid: sid, Effect: "Deny", Action: "s3:*", Resource: "*" }]);
  return of("a".repeat(size - policySize(of("").document)));
}

describe("renderPolicy", () => {
  it("writes JSON that reads back as the document", () => {
    const storage = storagePolicy({ bucket: "acme" });
    expect(JSON.parse(renderPolicy(storage, "managed"))).toEqual(storage.document);
  });

  it("indents by two and ends without a newline", () => {
    const [first, second, ...rest] = renderPolicy(
      storagePolicy({ bucket: "acme" }),
      "inline",
    ).split("\n");
    expect([first, second, rest.at(-1)]).toEqual(["{", '  "Version": "2012-10-17",', "}"]);
  });

  it.each([
    ["a Terraform expression", "${aws_s3_bucket.bucket.bucket}", "${"],
    ["a Terraform directive", "%{ if true }acme%{ endif }", "%{"],
    ["a CDKTF string token", "${TfToken[TOKEN.42]}", "${"],
    ["a CDKTF list token", "#{TfToken[TOKEN.42]}", "TfToken["],
    ["a bare CDKTF token", "TfToken[TOKEN.42]", "TfToken["],
    ["a resolved-too-early token", "<unresolved-token>", "<unresolved-token>"],
  ])("refuses %s", (_what, bucket, named) => {
    expect(() => renderPolicy(storagePolicy({ bucket }), "inline")).toThrow(PolicyError);
    expect(() => renderPolicy(storagePolicy({ bucket }), "inline")).toThrow(
      `(create-bucket-and-role, step 3) holds "${named}" at offset`,
    );
  });

  it.each(["managed", "inline", "trust", "bucket", "key"] as const)(
    "accepts a %s policy of the limit and refuses one more character",
    (kind) => {
      const limit = POLICY_SIZE[kind];
      expect(() => renderPolicy(policyOf(limit), kind)).not.toThrow();
      expect(() => renderPolicy(policyOf(limit + 1), kind)).toThrow(
        `the ${kind} policy (test) has ${limit + 1} characters without white space; IAM accepts ${limit}`,
      );
    },
  );

  it("has IAM's limits", () => {
    expect([POLICY_SIZE.managed, POLICY_SIZE.inline, POLICY_SIZE.trust]).toEqual([
      6144, 10240, 2048,
    ]);
  });

  it("refuses the vendor's cross-account policy as managed policy when the names are too long", () => {
    const bucket = "b".repeat(63);
    const fits = crossAccountPolicyCurrent({ bucket, eksRole: "r".repeat(81) });
    const exceeds = crossAccountPolicyCurrent({ bucket, eksRole: "r".repeat(82) });
    expect(policySize(fits.document)).toBe(6144);
    expect(() => renderPolicy(fits, "managed")).not.toThrow();
    expect(() => renderPolicy(exceeds, "managed")).toThrow("6145 characters");
    expect(() => renderPolicy(exceeds, "inline")).not.toThrow();
  });
});
