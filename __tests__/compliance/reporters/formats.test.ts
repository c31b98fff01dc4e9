import { z } from "zod";
import { checkReportSchema } from "../../../compliance/report-schema";
import { parseFormats } from "../../../cli/formats";
import { FORMATS, render } from "../../../compliance/reporters";
import { ProblemError } from "../../../text/problem";
import { options, sample } from "./sample";

describe("--format", () => {
  test.each([
    [["json"], [{ format: "json" }]],
    [
      ["sarif=out.sarif,junit=build/out.xml"],
      [
        { format: "sarif", file: "out.sarif" },
        { format: "junit", file: "build/out.xml" },
      ],
    ],
    [
      ["terminal", "markdown=a=b.md, github=x"],
      [
        { format: "terminal" },
        { format: "markdown", file: "a=b.md" },
        { format: "github", file: "x" },
      ],
    ],
    [[], []],
  ])("%j", (values, targets) => expect(parseFormats(values, FORMATS)).toEqual(targets));

  const ALLOWED = "allowed: terminal, json, sarif, junit, markdown, github";
  test.each([
    ["sarf=x", `there is no format "sarf"\n  ${ALLOWED}\n  fix: use sarif`],
    ["html", `there is no format "html"\n  ${ALLOWED}`],
    ["", `a format is missing\n  ${ALLOWED}`],
    ["json=", '"json=" names no file\n  fix: write json=FILE, or json alone'],
    [
      "sarif,junit",
      "only one format can go to standard output, not sarif and junit\n  fix: write sarif=FILE,junit=FILE",
    ],
    ["sarif=x,junit=x", "two formats are to be written to x\n  fix: name a file for each"],
    ["toString", `there is no format "toString"\n  ${ALLOWED}`],
  ])("%s is refused", (value, message) => {
    expect(messageOf([value])).toBe(
      `error[usage] --format\n  ${message}\n\n1 error; nothing was written`,
    );
  });

  test("everything wrong is told at once", () => {
    expect(messageOf(["html,json=", "sarif,junit"])).toMatch(
      /html[^]*json=" names no file[^]*only one format[^]*3 errors; nothing was written$/,
    );
  });

  function messageOf(values: readonly string[]): string {
    try {
      parseFormats(values, FORMATS);
    } catch (error) {
      if (error instanceof ProblemError) return error.message;
      throw error;
    }
    throw new Error("nothing is wrong");
  }
});

test.each(FORMATS)(
  "%s gives the same bytes for the same report, and a last line feed",
  (format) => {
    const text = render(format, sample(), options);
    expect(render(format, sample(), options)).toBe(text);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toContain("undefined");
  },
);

describe("json", () => {
  test("is the report", () => {
    expect(JSON.parse(render("json", sample(), options))).toEqual(sample());
  });

  const schema = checkReportSchema() as any;

  test("fits its published schema", () => {
    const published = z.fromJSONSchema(schema);
    const report = JSON.parse(render("json", sample(), options));
    expect(published.safeParse(report).error).toBeUndefined();
    expect(published.safeParse({ ...report, findings: [{}] }).success).toBe(false);
  });

  test("every field of the schema is described", () => {
    const bare: string[] = [];
    const walk = (part: any, path: string): void => {
      for (const [key, inner] of Object.entries<any>(part.properties ?? {})) {
        if (!inner.description) bare.push(`${path}.${key}`);
        walk(inner, `${path}.${key}`);
      }
      if (part.items) walk(part.items, `${path}[]`);
    };
    walk(schema, "");
    expect(bare).toEqual([]);
    expect(Object.keys(schema.properties.findings.items.properties)).toEqual(
      expect.arrayContaining(
        "rule severity verdict address file line message fix fingerprint waiver".split(" "),
      ),
    );
  });
});
