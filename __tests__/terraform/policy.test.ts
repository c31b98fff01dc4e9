import { readFileSync } from "node:fs";
import { evaluate } from "../../terraform/hcl-evaluate";
import { Unresolved } from "../../terraform/known";
import { readPolicy } from "../../terraform/policy";
import { policyDocumentJson } from "../../terraform/policy-data";
import { Work } from "../../terraform/work";
import { fixture, meaning, valueOf, whyOf } from "./support";

const ALLOW = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const readText = (text: unknown) => readPolicy("policy", text, "managed").document;
const read = (document: unknown) => readText(JSON.stringify(document));

describe("readPolicy", () => {
  it("keeps a document as it is written, but for a single statement", () => {
    expect(valueOf(read({ Version: "2008-10-17", Id: "i", Statement: ALLOW }))).toEqual({
      Version: "2008-10-17",
      Id: "i",
      Statement: [ALLOW],
    });
  });

  it.each([
    { ...ALLOW, NotAction: "iam:*", Action: undefined },
    { ...ALLOW, NotResource: ["a", "b"], Resource: undefined },
    { ...ALLOW, Principal: "*", Resource: undefined },
    { ...ALLOW, NotPrincipal: { AWS: ["1", "2"], Service: "ec2.amazonaws.com" } },
    {
      ...ALLOW,
      Condition: { Bool: { "aws:SecureTransport": false }, NumericLessThan: { a: [1, 2] } },
    },
    { ...ALLOW, Effect: "Deny", Sid: "S" },
  ])("takes %j", (statement) => {
    expect(valueOf(read({ Statement: [statement] }))).toEqual({
      Statement: [JSON.parse(JSON.stringify(statement))],
    });
  });

  it.each([
    [[], "it is no object"],
    [{}, "it has no statements"],
    [{ Statement: "x" }, "it has no statements"],
    [{ Statement: ["x"] }, "a statement is no object"],
    [{ statement: [ALLOW] }, "it has no statements"],
    [
      { Statement: [{ ...ALLOW, Effect: ["Allow"] }] },
      'statement #1 has the Effect ["Allow"]; it is "Allow" or "Deny", one text',
    ],
    [
      { Statement: [{ ...ALLOW, Effect: undefined }] },
      'statement #1 has no Effect; it is "Allow" or "Deny", one text',
    ],
    [
      { Statement: [{ ...ALLOW, Action: undefined }] },
      "statement #1 has no actions, which are a text or a list of texts",
    ],
    [
      { Statement: [{ ...ALLOW, Action: [7] }] },
      "statement #1 has no actions, which are a text or a list of texts",
    ],
    [
      { Statement: [{ ...ALLOW, Resource: { a: 1 } }] },
      "statement #1 has resources that are no text",
    ],
    [
      { Statement: [{ ...ALLOW, Principal: ["*"] }] },
      "statement #1 has principals of no known form",
    ],
    [
      { Statement: [{ ...ALLOW, Condition: { Bool: "x" } }] },
      "statement #1 has a condition of no known form",
    ],
    [{ Statement: [{ ...ALLOW, Condition: [] }] }, "statement #1 has a condition of no known form"],
  ])("does not pass over %j", (document, why) => {
    expect(whyOf(read(document))).toBe(`it is not a policy: ${why}`);
  });

  it("refuses what is no JSON, no text, or has a key twice", () => {
    expect(whyOf(readText("{"))).toBe("it is not JSON");
    expect(whyOf(readText({ Statement: [ALLOW] }))).toBe("it is not text");
    const twice = `{"Statement":[{"Effect":"Deny","Action":"*","Effect":"Allow","Resource":"*"}]}`;
    expect(whyOf(readText(twice))).toBe("it is not a policy: a key is there twice");
  });
});

describe("aws_iam_policy_document", () => {
  interface Stored {
    mode: string;
    type: string;
    address: string;
    values: Record<string, unknown> & { json: string };
  }
  const state = JSON.parse(readFileSync(fixture("foreign.tfstate.json"), "utf8"));
  const stored = (state.values.root_module.resources as Stored[]).filter(
    ({ mode, type }) => mode === "data" && type === "aws_iam_policy_document",
  );

  it("has examples that Terraform worked out", () => {
    expect(stored).toHaveLength(6);
  });

  it.each(stored.map((resource) => [resource.address, resource.values] as const))(
    "%s is what the provider makes",
    (_, values) => {
      const json = policyDocumentJson({ ...values, json: undefined, minified_json: undefined });
      expect(meaning(JSON.parse(json as string))).toEqual(meaning(JSON.parse(values.json)));
    },
  );

  it("replaces a source's statement by an own one, and that by an override", () => {
    const document = (sid: string, action: string) =>
      policyDocumentJson({ statement: { sid, actions: [action], resources: ["*"] } });
    const json = policyDocumentJson({
      source_policy_documents: [document("A", "s:a"), document("B", "s:b")],
      statement: [
        { sid: "B", actions: ["o:b"], resources: ["*"] },
        { actions: ["o:x"], resources: ["*"] },
        { actions: ["o:y"], resources: ["*"] },
      ],
      override_policy_documents: [document("A", "v:a"), document("C", "v:c")],
    });
    const { Statement: statements } = JSON.parse(json as string) as {
      Statement: { Action: string }[];
    };
    expect(statements.map(({ Action: action }) => action)).toEqual([
      "v:a",
      "o:b",
      "o:x",
      "o:y",
      "v:c",
    ]);
  });

  it("is unknown with any unknown part, or with a source that is no JSON", () => {
    const scope = {
      lookup: (path: readonly string[]) => new Unresolved(path.join("."), "is unknown"),
      work: new Work(),
    };
    const block = evaluate({ statement: [{ resources: ["${aws_kms_key.k.arn}"] }] }, scope, {});
    expect(String(policyDocumentJson(block as never))).toBe("aws_kms_key.k.arn is unknown");
    expect(policyDocumentJson({ source_policy_documents: ["{"] })).toBeInstanceOf(Unresolved);
  });
});
