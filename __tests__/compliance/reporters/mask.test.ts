import { externalIdsIn } from "../../../terraform/external-ids";
import { FORMATS, render } from "../../../compliance/reporters";
import { strings } from "../../../terraform/json";
import { evaluate, input, resource, rule } from "../engine/material";
import { options } from "./sample";

const ID = "zilliz-external-7Qx2";

describe("external IDs are found in what was read", () => {
  const idsIn = (file: unknown) => externalIdsIn({ strings: () => strings(file) });
  const policy = JSON.stringify({ Condition: { StringEquals: { "sts:ExternalId": [ID, "b2"] } } });
  test.each<[string, unknown, string[]]>([
    ["a policy as text", { a: { assume_role_policy: policy } }, [ID, "b2"]],
    ["a policy in jsonencode", { p: `\${jsonencode({"sts:ExternalId" = "${ID}"})}` }, [ID]],
    ["a policy as JSON", { Condition: { StringLike: { "sts:ExternalId": ID } } }, [ID]],
    [
      "a policy document",
      {
        condition: [
          { test: "StringEquals", values: [ID], variable: "sts:ExternalId" },
          { values: ["x1"], variable: "aws:x" },
        ],
      },
      [ID],
    ],
    [
      "a variable",
      { variables: { external_id: { value: ID }, region: { value: "us-west-2" } } },
      [ID],
    ],
    [
      "the default of a variable",
      { variable: { zilliz_external_id: { default: ID, description: "the ID" } } },
      [ID],
    ],
    ["nothing", { tags: { Name: "x" }, external_id_length: "12" }, []],
    ["no ID", { external_id: "${var.id}" }, []],
  ])("%s", (_, file, ids) => expect([...idsIn(file)].sort()).toEqual(ids.sort()));
});

test("no format shows an external ID that only the files tell", () => {
  const of = resource(`aws_iam_role.a["${ID}"]`, {
    constructPath: `acme/${ID}`,
    file: `${ID}.json`,
  });
  const report = evaluate(
    [
      rule("trust", [
        { verdict: "FAIL", resource: of, key: ID, message: `asks for ${ID}`, fix: `not ${ID}` },
      ]),
      rule("other", [{ verdict: "UNKNOWN", resource: of, message: `a ${ID}` }]),
      rule("good", [{ verdict: "PASS", resource: of, message: `asks for ${ID}` }]),
    ],
    [input([of], { strings: () => strings({ "sts:ExternalId": ID }) })],
    [
      {
        rule: "other",
        address: `aws_iam_role.a["${ID}"]`,
        reason: `the vendor chose ${ID}`,
        owner: ID,
        ticket: ID,
        kind: "documented",
        origin: "file",
        at: { file: `${ID}.yaml`, line: 1 },
      },
    ],
  );
  expect(report.findings.map(({ verdict }) => verdict).sort()).toEqual(["FAIL", "PASS", "WAIVED"]);
  for (const format of FORMATS) expect(render(format, report, options)).not.toContain(ID);
});
