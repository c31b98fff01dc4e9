import fc from "fast-check";
import type { Log } from "sarif";
import type { Report } from "../../../compliance/finding";
import { reportSchema } from "../../../compliance/report-schema";
import { render } from "../../../compliance/reporters";
import { evaluate, input, resource, rule, shuffled, waiver } from "../engine/material";
import { readXml, type Element } from "./xml";
import { runs } from "../../support/runs";

const ID = "acme-external-77";

const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      // Halves of characters, as broken files hold them.
      fc.constantFrom("\ud800", "\udc00"),
      fc.constantFrom(
        ..."<>&|`*_[]()#@~$\\\"'%,:{}\n\r\t\u0000\u001b\u2028\ufffe\u202e".split(""),
        "]]>",
        "&#95;",
        "::error::",
        "</details>",
        "<!--",
        "sts:ExternalId",
        'sts:ExternalId "',
        ID,
        "https://",
        "@team",
        "%0A",
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const finding = fc.record({
  verdict: fc.constantFrom("PASS" as const, "FAIL" as const, "UNKNOWN" as const),
  severity: fc.constantFrom("error" as const, "warning" as const, "info" as const),
  address: text,
  file: fc.option(text, { nil: undefined }),
  key: fc.option(text, { nil: undefined }),
  message: text,
  fix: fc.option(text, { nil: undefined }),
  waived: fc.boolean(),
  reason: text,
  rule: fc.constantFrom("plan-destroy", "s3-private", "odd"),
});
type Given = typeof finding extends fc.Arbitrary<infer Value> ? Value : never;

function reportOf(findings: readonly Given[], seed = 0): Report {
  const mixed = seed === 0 ? findings : shuffled(findings, seed);
  const resources = mixed.map(({ address, file = "a.json" }) => resource(address, { file }));
  const files = [...new Set(resources.map(({ file }) => file))];
  const rules = ["plan-destroy", "s3-private", "odd"].map((id) =>
    rule(
      id,
      mixed.flatMap((given, index) =>
        given.rule === id ? [{ ...given, file: undefined, resource: resources[index] }] : [],
      ),
    ),
  );
  return evaluate(
    seed === 0 ? rules : shuffled(rules, seed),
    files.map((file) =>
      input(
        resources.filter((of) => of.file === file),
        { file },
      ),
    ),
    mixed
      .filter(({ waived }) => waived)
      .map(({ rule: id, address, reason, key }) =>
        waiver({ rule: id, address, reason, finding: key, owner: reason }),
      ),
    [ID],
  );
}

const options = { rules: [], failOn: "warning" } as const;
const reports = fc.array(finding, { maxLength: 6 });
const RUNS = { numRuns: runs(300) };

const check = (property: (report: Report) => void) =>
  fc.assert(
    fc.property(reports, (findings) => property(reportOf(findings))),
    RUNS,
  );

test("the report fits its schema and is masked", () => {
  check((report) => {
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    expect(render("json", report, options)).not.toContain(ID);
  });
});

test("findings in another order make the same bytes", () => {
  fc.assert(
    fc.property(reports, fc.integer({ min: 1, max: 1000 }), (findings, seed) => {
      const plain = findings.map((given) => ({ ...given, waived: false }));
      for (const format of ["json", "terminal", "sarif", "markdown"] as const) {
        expect(render(format, reportOf(plain, seed), options)).toBe(
          render(format, reportOf(plain), options),
        );
      }
    }),
    RUNS,
  );
});

test("JUnit is well-formed, complete and masked", () => {
  check((report) => {
    const document = render("junit", report, options);
    const root = readXml(document);
    const cases = root.children.flatMap(({ children }) => children);
    expect(cases).toHaveLength(report.findings.length);
    const outcomes = (element: Element) => element.children[0]?.name;
    expect(cases.filter((each) => outcomes(each) === "failure")).toHaveLength(
      report.summary.fail.error + report.summary.fail.warning,
    );
    expect(cases.filter((each) => outcomes(each) === "error")).toHaveLength(
      report.summary.unknown.error + report.summary.unknown.warning,
    );
    expect(document).not.toContain(ID);
  });
});

test("Markdown has no markup but its own, and is masked", () => {
  check((report) => {
    const page = render("markdown", report, options);
    // What is left when our own tags, bold words and table lines are taken away.
    const rest = page
      .replace(/<\/?(details|summary|code|sub)>|<details open>|<br>/g, "")
      .replace(/^- \*\*(FAIL|UNKNOWN) (error|warning|info)\*\* /gm, "");
    expect(rest).not.toMatch(/[<>`*[\]\\~$]|@(?!&#8203;)|:\/\//);
    for (const line of page.split("\n")) {
      if (line.startsWith("| <code>")) expect(line.split("|")).toHaveLength(7);
      else if (!line.startsWith("|")) expect(line).not.toContain("|");
      expect(line).toMatch(/^($|- |#|\||<|FAIL|PASS|UNDECIDED|\d+ waived)/);
    }
    for (const tag of ["details", "summary", "code", "sub"]) {
      expect(page.split(new RegExp(`<${tag}[ >]`)).length).toBe(page.split(`</${tag}>`).length);
    }
    expect(page).not.toContain(ID);
  });
});

test("every annotation is one line that the runner reads as we mean it", () => {
  check((report) => {
    const output = render("github", report, options);
    const lines = output.trimEnd().split("\n");
    const { FAIL, UNKNOWN } = report.summary.verdicts;
    expect(lines).toHaveLength(FAIL + UNKNOWN + 1);
    for (const line of lines) {
      // eslint-disable-next-line no-control-regex
      expect(line).not.toMatch(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/);
      const [, properties = "", data = ""] =
        /^::(?:error|warning|notice) ([^:]*)::(.*)$/.exec(line) ?? [];
      for (const property of properties.split(",")) {
        expect(property).toMatch(/^(file|line|title)=([^%]|%25|%0D|%0A|%3A|%2C)*$/u);
      }
      expect(data).toMatch(/^([^%]|%25|%0D|%0A)+$/u);
    }
    expect(output).not.toContain(ID);
  });
});

test("SARIF has a place for every result, and is masked", () => {
  check((report) => {
    const output = render("sarif", report, options);
    const { results = [] } = (JSON.parse(output) as Log).runs[0]!;
    const { FAIL, UNKNOWN, WAIVED } = report.summary.verdicts;
    expect(results).toHaveLength(FAIL + UNKNOWN + WAIVED);
    for (const { locations } of results) {
      const { uri } = locations![0]!.physicalLocation!.artifactLocation!;
      expect(uri).toMatch(
        /^(?!\/|\.\.?(\/|$))([\w.!~*'()-]|%[0-9A-F]{2})+(\/([\w.!~*'()-]|%[0-9A-F]{2})+)*$/,
      );
    }
    expect(output).not.toContain(ID);
  });
});

test("the terminal obeys nothing in it, and it is masked", () => {
  check((report) => {
    const output = render("terminal", report, options);
    // eslint-disable-next-line no-control-regex
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(output).not.toContain(ID);
  });
});
