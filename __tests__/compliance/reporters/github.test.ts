import { render } from "../../../compliance/reporters";
import { evaluate, input, resource, rule } from "../engine/material";
import { options, sample } from "./sample";

test("annotates what fails and what is undecided, the worst first", () => {
  expect(render("github", sample(), options)).toBe(
    [
      "::error file=plan.json,line=1,title=plan-destroy aws_kms_key.data::is deleted with everything it encrypts%0Afix: the fix of plan-destroy",
      "::error file=stacks/acme-project/cdk.tf.json,line=14,title=trust-external-id [965570967084] aws_iam_role.cross_account::the trust of account 965570967084 asks for no external ID, so any customer of the vendor can have it assume the role%0Afix: add a condition StringEquals on sts:ExternalId to the statement",
      "::warning file=stacks/acme-project/cdk.tf.json,line=12,title=s3-private [path] aws_iam_role.cross_account::has no path%0Afix: the fix of s3-private",
      "::error file=stacks/acme-project/cdk.tf.json,line=40,title=s3-private aws_s3_bucket.data::unknown: block_public_acls is known after apply only%0Afix: the fix of s3-private",
      "::error title=byoc check::FAIL: 2 errors, 1 warning; 1 unknown, 1 waived, 1 passed (6 rules, 1 not applicable, 2 files)",
      "",
    ].join("\n"),
  );
});

test("escapes what the runner would read as syntax", () => {
  const of = resource('aws_x.y["a,b:c"]', { file: "C:\\work\\50%.json" });
  const report = evaluate(
    [
      rule("r", [
        { verdict: "FAIL", resource: of, message: "50% a\n::error::b", severity: "info" },
      ]),
    ],
    [input([of])],
  );
  expect(render("github", report, options).split("\n")[0]).toBe(
    '::notice file=work/50%25.json,line=10,title=r aws_x.y["a%2Cb%3Ac"]::50%25 a\\u000a::error::b%0Afix: the fix of r',
  );
});

test("a run that passes says so in a notice", () => {
  expect(render("github", evaluate([], []), options)).toBe(
    "::notice title=byoc check::PASS: nothing fails; 0 unknown, 0 waived, 0 passed (0 rules, 0 files)\n",
  );
});
