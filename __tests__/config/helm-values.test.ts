import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, checkSources, parseSource, type ConfigProblem } from "../../config";
import { helmReading } from "../../config/helm-scalar";
import { renderValues } from "../../values";
import { cleanEnvironment } from "../support/tools-terraform";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";
import { release } from "./wrong/case";

const REFUSED = { refused: true };

/** What Helm 3.18 made of each of these as the value of a key. */
const READINGS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries("y Y yes Yes YES on On ON true True TRUE".split(" ").map((w) => [w, true])),
  ...Object.fromEntries("n N no No NO off Off OFF false FALSE".split(" ").map((w) => [w, false])),
  ...Object.fromEntries("~ null Null NULL".split(" ").map((w) => [w, null])),
  ...Object.fromEntries(".inf -.inf +.Inf .INF .nan .NaN .NAN".split(" ").map((w) => [w, REFUSED])),
  // Texts, whatever they look like.
  ...Object.fromEntries(
    "nO tRue nULL = 12:30:45 190:20:30.15 1:0 2024-01-01 2001-12-14t21:59:43.10-05:00 0o8 0b2 0b 0x 0xg 00x1 _1 ++1 . ..5 .e5 .1.2 ._5 +. +_ 1e 1e400 -1e400 0x1FFFFFFFFFFFFFFFF .iNf inf NaN 1.2.3 1k 100m 0x1p4"
      .split(" ")
      .map((w) => [w, w]),
  ),
  "0": 0,
  "-0": 0,
  "00": 0,
  "07": 7,
  "08": 8,
  "010": 8,
  "0644": 420,
  "0755": 493,
  "089": 89,
  "-010": -8,
  "+010": 8,
  "0o17": 15,
  "0O17": 15,
  "-0o17": -15,
  "0o_17": 15,
  "0x1F": 31,
  "0X1F": 31,
  "-0x1F": -31,
  "0x_1F": 31,
  "0x1_F": 31,
  "0x1e3": 483,
  "0b1": 1,
  "0B1": 1,
  "-0b11": -3,
  "0b_1": 1,
  "1_000": 1000,
  "1__0": 10,
  "1_": 1,
  "0_7": 7,
  "0_8": 8,
  "-_1": -1,
  "1_0.5": 10.5,
  "1.5_0": 1.5,
  "1_0e3": 10000,
  "1e1_0": 1e10,
  ".5": 0.5,
  ".5_0": 0.5,
  "+.5_0": 0.5,
  "-.5": -0.5,
  "+1": 1,
  "1.": 1,
  "1e3": 1000,
  "1E3": 1000,
  "1.e3": 1000,
  ".5e1": 5,
  "1e-400": 0,
  "01.5": 1.5,
  "01e3": 1000,
  "08.5": 8.5,
  "010.5": 10.5,
  "1.0": 1,
  "07777777777777777777777777": 7.777777777777778e24,
};

const values = (lines: string) => release(`    values:\n${lines}`);

function problemsOf(text: string): readonly ConfigProblem[] {
  try {
    return checkSources([parseSource("byoc.yaml", text, { WORD: "no" })]).warnings;
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const told = (lines: string) =>
  problemsOf(values(lines)).map(({ line, column, path, message, fix }) => [
    `${line}:${column}`,
    path?.replace("milvus.release.values.", ""),
    message,
    fix,
  ]);

describe("Helm's reading of a scalar", () => {
  it.each(Object.entries(READINGS))("%s", (source, reading) => {
    expect(helmReading(source)).toEqual(reading);
  });
});

describe("values that YAML 1.2 and Helm read differently", () => {
  it("are errors with both readings", () => {
    expect(
      told(`      a: no
      b: 0644
      c: [on, 1_000]
      d: { e: .inf }
      f: 12345678901234567890
      g: 1e400
`),
    ).toEqual([
      [
        "11:10",
        "a",
        'YAML 1.2 reads the text "no"; Helm: false',
        'write "no" for the text, or false',
      ],
      ["12:10", "b", "YAML 1.2 reads 644; Helm: 420", 'write "0644" for the text, or 420'],
      [
        "13:11",
        "c[0]",
        'YAML 1.2 reads the text "on"; Helm: true',
        'write "on" for the text, or true',
      ],
      [
        "13:15",
        "c[1]",
        'YAML 1.2 reads the text "1_000"; Helm: 1000',
        'write "1_000" for the text, or 1000',
      ],
      ["14:15", "d.e", "YAML 1.2 reads .inf; Helm refuses it, and the whole file", 'write ".inf"'],
      [
        "15:10",
        "f",
        "YAML 1.2 and Helm both round 12345678901234567890 to 12345678901234567000",
        'write "12345678901234567890" for the text',
      ],
      [
        "16:10",
        "g",
        'YAML 1.2 reads Infinity; Helm: the text "1e400"',
        'write "1e400" for the text',
      ],
    ]);
  });

  it("are errors as keys, and where an alias leads", () => {
    expect(
      told(`      a: &a { yes: 1, 0644: 1, ~: 1 }
      b: { <<: *a }
      c: [*a, *a]
`),
    ).toEqual([
      [
        "11:15",
        "a.yes",
        'YAML 1.2 reads the key "yes"; Helm: the key "true"',
        'write "yes" for the text',
      ],
      [
        "11:23",
        "a.644",
        'YAML 1.2 reads the key "644"; Helm: the key "420"',
        'write "0644" for the text',
      ],
      ["11:32", 'a.""', 'YAML 1.2 reads the key ""; Helm: refuses it', 'write "~" for the text'],
      [
        "12:12",
        'b."<<"',
        'YAML 1.2 reads a key "<<"; Helm: the keys of what stands behind it',
        "write these keys out in place of the line",
      ],
    ]);
  });

  it.each(["\u0085", "\u2028", "\u2029"])(
    "are errors where %j stands, a comment included",
    (mark) => {
      const code = `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
      for (const line of [`a: "x${mark}y"`, `a: x # b${mark}c: 1`, `a: |\n        x${mark}y`]) {
        const [problem] = problemsOf(values(`      ${line}\n`));
        expect(problem?.message).toContain("Helm: a line break");
        expect(problem?.fix).toBe(`write it as ${code} in double quotes, or remove it`);
      }
      expect(told(`      a: "x${code}y"\n`)).toEqual([]);
    },
  );

  it("are none where both agree, in quotes, from the environment, or outside of the values", () => {
    expect(
      told(`      a: ["no", '0644', "1_000", "<<", true, 420, 1e3, .5, 12:30:45, 2024-01-01, ~, 9007199254740992]
      b: { "yes": 1, 80: x, "<<": x }
      c: "\${env:WORD}"
      d: |
        no
`),
    ).toEqual([]);
    expect(problemsOf(`${release("")}tags: { A: no, B: "1" }\n`)).toEqual([]);
  });
});

requires("helm")("Helm", () => {
  const folder = scratchFolder({
    "Chart.yaml": "apiVersion: v2\nname: mirror\nversion: 0.0.1\n",
    "templates/values.yaml": "values: {{ .Values | toJson | b64enc }}\n",
  });

  /** The values as templates get them; undefined where Helm refuses the file. */
  function read(text: string): unknown {
    const file = join(folder, "own.yaml");
    writeFileSync(file, text);
    const { status, stdout } = spawnSync("helm", ["template", "x", folder, "-f", file], {
      env: cleanEnvironment(),
      encoding: "utf8",
      timeout: 60_000,
    });
    if (status !== 0) return undefined;
    const encoded = /^values: (.*)$/m.exec(stdout)?.[1] ?? "";
    return JSON.parse(Buffer.from(encoded, "base64").toString());
  }

  it("reads every scalar of the table as the table says", () => {
    const scalars = Object.entries(READINGS).filter(([, reading]) => reading !== REFUSED);
    const text = scalars.map(([source], index) => `k${index}: [${source}]\n`).join("");
    const expected = Object.fromEntries(
      scalars.map(([, reading], index) => [`k${index}`, [reading]]),
    );
    expect(read(text)).toEqual(expected);
  });

  it.each(Object.keys(READINGS).filter((source) => READINGS[source] === REFUSED))(
    "refuses %s",
    (source) => expect(read(`k: ${source}\n`)).toBeUndefined(),
  );

  it("reads what is written as it is meant, characters that it would fold or refuse included", () => {
    const odd = ["\u0085", "\u2028", "\u2029", "\u007f", "\u0081", "\ufffe"];
    const meant = Object.fromEntries(
      odd.map((mark) => [`k${mark}k`, [`a${mark}b`, `${mark} x\n${mark}`]]),
    );
    expect(read(renderValues(meant))).toEqual(meant);
  });
});
