import { policy } from "../../policies/document";
import { expectText, oracle } from "./oracle";

describe("the oracle itself", () => {
  it("refuses a placeholder that the text does not hold", () => {
    expect(() => oracle("storage-policy", { "<bucket>": "b" })).toThrow("does not hold <bucket>");
  });

  it.each([
    ["storage-policy", "{bucketName}"],
    ["integration-policy", "<bucket>"],
    ["milvus-s3-policy", "<bucket-name>"],
    ["current/storage-policy", "${var.bucketName}"],
    ["derived/zilliz-management-policy", "${account_id}"],
  ])("refuses %s while it holds %s", (name, placeholder) => {
    expect(() => oracle(name)).toThrow(`still holds ${placeholder}`);
  });

  it("tells texts apart by the order of keys alone", () => {
    const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } as const;
    const turned = {
      Version: "2012-10-17",
      Statement: [{ Action: "s3:GetObject", Effect: "Allow", Resource: "*" }],
    };
    const written = policy("derived", "test", [statement]);
    expect(written.document).toEqual(turned);
    expect(() => expectText(written, turned)).toThrow();
  });

  it.each([
    ["cross-account-policy", 17],
    ["storage-policy", 2],
    ["storage-role-trust", 1],
    ["integration-policy", 1],
    ["integration-policy-kms", 2],
    ["integration-trust", 1],
    ["milvus-s3-policy", 2],
    ["irsa-trust-example", 1],
  ])("holds %s with its %i statements", (name, statements) => {
    const anything: Record<string, Record<string, string>> = {
      "cross-account-policy": { "{bucketName}": "b" },
      "storage-policy": { "{bucketName}": "b" },
      "storage-role-trust": { "{accountId}": "1" },
      "integration-policy": { "<bucket>": "b" },
      "integration-policy-kms": {
        "<bucket>": "b",
        "<region>": "r",
        "<account_id>": "1",
        "<key_id>": "k",
      },
      "milvus-s3-policy": { "<bucket-name>": "b" },
    };
    const { Statement } = oracle(name, anything[name]) as { Statement: unknown[] };
    expect(Statement).toHaveLength(statements);
  });
});
