import { readFileSync } from "node:fs";
import { FORMATS, render } from "../../../compliance/reporters";
import { RULES } from "../../../compliance/rules";
import { permissionChanges, renderDiff } from "../../../permissions";
import { modelOfText, reportOf } from "../hostile/answers";

/** What GitHub, Azure and TeamCity obey, wherever they look for it. */
const OBEYED = /^\s*::|##\[|##vso\[|##teamcity\[/im;

const HOSTILE = [
  "::add-mask::1",
  "::error::x",
  "##[error]x",
  "##vso[task.complete]x",
  "##teamcity[a]",
];

/** Every word may come to stand at the beginning of a wrapped line. */
const words = HOSTILE.flatMap((command) => [`${"y".repeat(60)} ${command}`, command]).join(" ");
const TEXT = JSON.stringify({
  resource: {
    aws_iam_policy: Object.fromEntries(
      [words, ...HOSTILE].map((word, at) => [
        `p${at}${word}`,
        {
          name: `n ${word}`,
          policy: JSON.stringify({
            Statement: [
              { Sid: "a", Effect: "Allow", Action: [`iam:${word}`, word], Resource: word },
            ],
          }),
        },
      ]),
    ),
    aws_iam_role: {
      [words]: {
        name: words,
        assume_role_policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::999999999999:role/${words}` },
              Action: "sts:AssumeRole",
            },
          ],
        }),
      },
    },
    aws_s3_bucket: { b: { bucket: words, acl: "public-read", policy: words } },
  },
});

const options = { rules: RULES, failOn: "error" } as const;
const report = reportOf(modelOfText(TEXT)!);

test.each(FORMATS.filter((format) => format !== "github"))(
  "%s has no line that a runner obeys",
  (format) => {
    expect(render(format, report, options)).not.toMatch(OBEYED);
    expect(render(format, report, { ...options, width: 40 })).not.toMatch(OBEYED);
  },
);

test("lines of the format github are its own annotations, whole, and end with its verdict", () => {
  const lines = render("github", report, options).trimEnd().split("\n");
  for (const line of lines) {
    expect(line).toMatch(/^::(error|warning|notice) (file=[^:,]+,)?(line=\d+,)?title=[^:,]*::\S/);
    expect(line).not.toMatch(/##\[|##vso\[|##teamcity\[/i);
  }
  expect(lines.at(-1)).toMatch(/title=byoc check::FAIL/);
});

test.each(["text", "markdown", "json"] as const)("a difference as %s has none either", (format) => {
  const diff = permissionChanges(modelOfText('{"resource":{}}')!, modelOfText(TEXT)!);
  const text = renderDiff(diff, format, { colour: false });
  expect(text).not.toMatch(OBEYED);
  if (format === "json") expect(JSON.parse(text)).toEqual(diff);
});

test("reports of programs say the same as before", () => {
  const findings = JSON.parse(render("json", report, options)).findings;
  expect(findings).toEqual(JSON.parse(JSON.stringify(report.findings)));
});

test("what has no width is shown in every report", () => {
  const hidden = "zilliz\u200b-\u2060byoc\u00ad\ufeff\u{e0041}";
  const text = JSON.stringify({
    resource: { aws_s3_bucket: { b: { bucket: hidden, acl: "public-read" } } },
  }).replaceAll('"b"', JSON.stringify(`b${hidden}`));
  const found = reportOf(modelOfText(text)!);
  for (const format of ["terminal", "markdown", "junit", "github"] as const) {
    const shown = render(format, found, options);
    expect(shown).not.toMatch(/[\u2060\u00ad\ufeff\u{e0041}]/u);
    expect(shown).toMatch(/u2060/);
  }
  expect(readFileSync(__filename, "utf8")).not.toMatch(/[\u200b-\u200f\u2060\u00ad\ufeff]/);
});
