import { keyStatement } from "../../policies/kms-key";
import { milvusKmsPolicy } from "../../policies/milvus/milvus-policy";

const arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const created = { alias: "alias/acme", keys: "arn:aws:kms:us-west-2:111122223333:key/*" };

describe("keyStatement", () => {
  it("names an existing key and nothing else", () => {
    expect(JSON.stringify(keyStatement(["kms:Decrypt"], { arn }))).toBe(
      `{"Effect":"Allow","Action":["kms:Decrypt"],"Resource":["${arn}"]}`,
    );
  });

  it("takes Sid and form of Resource from the source it follows", () => {
    const statement = keyStatement(["kms:Decrypt"], { arn }, { sid: "UseKey", resource: "string" });
    expect(JSON.stringify(statement)).toBe(
      `{"Sid":"UseKey","Effect":"Allow","Action":["kms:Decrypt"],"Resource":"${arn}"}`,
    );
  });

  it("binds a key that does not exist yet to one alias", () => {
    expect(keyStatement(["kms:Decrypt"], created)).toEqual({
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: ["arn:aws:kms:us-west-2:111122223333:key/*"],
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme" } },
    });
  });
});

describe("milvusKmsPolicy", () => {
  it("lets Milvus read and write under its key", () => {
    const policy = milvusKmsPolicy({ arn });
    expect(policy.provenance).toBe("derived");
    expect(policy.document.Statement).toEqual([
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: [arn] },
    ]);
  });

  it("keeps to the alias of a key that does not exist yet", () => {
    expect(milvusKmsPolicy(created).document.Statement[0]?.Condition).toEqual({
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme" },
    });
  });
});
