import { render } from "../../../compliance/reporters";
import { evaluate, input, resource, rule } from "../engine/material";
import { options, sample } from "./sample";

test("counts, then deletions, then resource by resource, then what is waived", () => {
  expect(render("markdown", sample(), options)).toBe(`## ❌ byoc check

FAIL: 2 errors, 1 warning; 1 unknown, 1 waived, 1 passed (6 rules, 1 not applicable, 2 files)

| | error | warning | info |
| --- | --: | --: | --: |
| fails | 2 | 1 | 0 |
| unknown | 1 | 0 | 0 |

1 waived, 1 passed, 1 not applicable

### Deletions and replacements

- **FAIL error** <code>plan-destroy</code> <code>aws_kms_key.data</code>: is deleted with everything it encrypts<br>Fix: the fix of plan-destroy<br><sub>plan.json:1</sub>

### Findings

<details open>
<summary><code>aws_iam_role.cross_account</code>: 1 error, 1 warning</summary>

- **FAIL error** <code>trust-external-id</code> <code>965570967084</code>: the trust of account 965570967084 asks for no external ID, so any customer of the vendor can have it assume the role<br>Fix: add a condition StringEquals on sts:ExternalId to the statement<br><sub>stacks/acme-project/cdk.tf.json:14</sub>
- **FAIL warning** <code>s3-private</code> <code>path</code>: has no path<br>Fix: the fix of s3-private<br><sub>stacks/acme-project/cdk.tf.json:12</sub>

</details>

<details>
<summary><code>aws_s3_bucket.data</code>: 1 unknown</summary>

- **UNKNOWN error** <code>s3-private</code>: block_public_acls is known after apply only<br>Fix: the fix of s3-private<br><sub>stacks/acme-project/cdk.tf.json:40</sub>

</details>

<details>
<summary>Waived: 1 finding</summary>

| rule | where | reason | owner | until |
| --- | --- | --- | --- | --- |
| <code>s3-logging</code> | <code>aws_s3_bucket.data</code> | nobody reads this bucket from outside | platform | 2027-01-31 |

</details>
`);
});

test("a clean report is its counts", () => {
  expect(render("markdown", evaluate([], []), options)).toBe(`## ✅ byoc check

PASS: nothing fails; 0 unknown, 0 waived, 0 passed (0 rules, 0 files)

| | error | warning | info |
| --- | --: | --: | --: |
| fails | 0 | 0 | 0 |
| unknown | 0 | 0 | 0 |

0 waived, 0 passed, 0 not applicable
`);
});

test("markup, mentions and links in texts are shown, not followed", () => {
  const of = resource("aws_x.y");
  const message = "`a` | <b>&amp; [x](y) *s* _e_ ~~d~~ @acme/team #12 https://x $m$ a_b";
  const report = evaluate([rule("r", [{ verdict: "FAIL", resource: of, message }])], [input([of])]);
  expect(render("markdown", report, options)).toContain(
    ": &#96;a&#96; &#124; &lt;b&gt;&amp;amp; &#91;x&#93;(y) &#42;s&#42; &#95;e&#95; &#126;&#126;d&#126;&#126; @&#8203;acme/team #&#8203;12 https:&#8203;//x &#36;m&#36; a_b<br>",
  );
});

test.each([200, 20_000])(
  "stays within GitHub's limit with %i findings, and says what is missing",
  (number) => {
    const resources = Array.from({ length: number }, (_, index) => resource(`aws_x.y${index}`));
    const message = "x".repeat(500);
    const rules = Array.from({ length: number / 200 }, (_, index) =>
      rule(
        `r${index}`,
        resources
          .slice(index * 200, (index + 1) * 200)
          .map((of) => ({ verdict: "FAIL", resource: of, message })),
      ),
    );
    const report = evaluate(rules, [input(resources)]);
    const text = render("markdown", report, options);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(60_000);
    const shown = text.split("**FAIL error**").length - 1;
    const [, missing] = /\*\*(\d+) findings more not shown here:\*\*/.exec(text) ?? [];
    expect(shown + Number(missing)).toBe(number);
    expect(text.split("<details").length).toBe(text.split("</details>").length);
  },
);

test("one finding that is too long is cut, and says so", () => {
  const of = resource("aws_x.y");
  const report = evaluate(
    [rule("r", [{ verdict: "FAIL", resource: of, message: "|".repeat(70_000) }])],
    [input([of])],
  );
  const text = render("markdown", report, options);
  expect(text).toContain("… (70000 characters)");
  expect(text.length).toBeLessThanOrEqual(65_536);
});

test("what is left out are the last ones, however short they are", () => {
  const resources = Array.from({ length: 60 }, (_, index) => resource(`aws_x.y${index}`));
  const results = resources.map((of) => ({
    verdict: "FAIL" as const,
    resource: of,
    message: "x".repeat(1990),
  }));
  const resourceOfLast = resource("aws_x.z");
  const last = { verdict: "FAIL" as const, resource: resourceOfLast, message: "short" };
  const report = evaluate(
    [rule("r", results), rule("z", [last], { severity: "info" })],
    [input([...resources, resourceOfLast])],
  );
  expect(render("markdown", report, options).includes("short")).toBe(false);
});
