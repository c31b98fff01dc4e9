import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { byoc } from "./byoc";
import { onTerminal, type Step } from "./pty";
import { scratchFolder } from "../support/scratch";

const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/3C5E7A9B1D2F4A6C8E0B1D3F5A7C9E1B";
const NAME = "Name of the deployment";
const ACCOUNT = "Your AWS account id";
const REGION = "AWS region";
const SECTIONS = "Sections to make";

describe("the questions of byoc init", () => {
  let folder: string;
  beforeEach(() => (folder = scratchFolder()));

  const init = (steps: readonly Step[], ...args: string[]) =>
    onTerminal(["init", ...args], { cwd: folder, steps });
  const config = (): Record<string, any> =>
    parse(readFileSync(join(folder, "byoc.yaml"), "utf8")) as Record<string, any>;

  it("check each answer when it is given, and take sections from a menu", async () => {
    const { text, code } = await init([
      [NAME, "Acme\r"],
      ["fix: use acme", "\u007f\u007f\u007f\u007facme\r"],
      [ACCOUNT, "12\r"],
      ["is not an AWS account id", "\u007f\u007f111122223333\r"],
      [REGION, "us-west-2\r"],
      // Down from bootstrap to project and integration, which is chosen as well.
      [SECTIONS, "\u001b[B\u001b[B \r"],
    ]);
    expect(code).toBe(0);
    expect(text).toContain("allowed: 12 digits, in quotes");
    expect(text).toContain("wrote byoc.yaml");
    expect(config()).toMatchObject({ name: "acme", accountId: "111122223333" });
    expect(Object.keys(config()).slice(4)).toEqual(["zilliz", "project", "integration"]);
  });

  it("ask nothing that a flag has told, and offer defaults", async () => {
    const { text, code } = await init(
      [
        [REGION, "\r"],
        [SECTIONS, "\r"],
      ],
      ...["--name", "acme", "--account-id", "111122223333"],
    );
    expect(code).toBe(0);
    expect(text).not.toContain(NAME);
    expect(config()).toMatchObject({ region: "us-west-2", project: {} });
  });

  it("say that a flag is wrong before they are asked", async () => {
    const { text, code } = await init([], "--account-id", "12", "--name", "Acme");
    expect(code).toBe(2);
    expect(text).toMatch(/error\[account-id\] --account-id[^]*error\[name\] --name/);
    expect(text).not.toContain(REGION);
  });

  it.each([
    ["line feeds", "\n"],
    ["carriage returns", "\r"],
    ["both", "\r\n"],
  ])("keep answers that are pasted at once, with %s", async (_, enter) => {
    const answers = [
      "acme",
      "111122223333",
      "us-west-2",
      "project, milvus",
      ISSUER,
      "y",
      "acme-eks",
    ];
    const pasted = answers.map((answer) => `${answer}${enter}`).join("");
    const { code } = await init([[NAME, pasted]]);
    expect(code).toBe(0);
    expect(config()).toMatchObject({
      name: "acme",
      accountId: "111122223333",
      region: "us-west-2",
      project: {},
      milvus: { cluster: { name: "acme-eks", oidcIssuer: ISSUER }, release: {} },
    });
  });

  it("keep the rest of a paste when one answer in it is wrong", async () => {
    const { code } = await init([
      [NAME, "Acme\r111122223333\rus-west-2\rproject\r"],
      ["fix: use acme", "\u007f\u007f\u007f\u007facme\r"],
    ]);
    expect(code).toBe(0);
    expect(config()).toMatchObject({ name: "acme", accountId: "111122223333", project: {} });
  });

  it("show the menu after a paste that names no section", async () => {
    const { text, code } = await init([
      [NAME, "acme\r111122223333\rus-west-2\rprojekt\r"],
      [SECTIONS, "\r"],
    ]);
    expect(code).toBe(0);
    expect(text).toContain('"projekt" is no section');
  });

  it.each([
    ["Ctrl-C at the first", [[NAME, "\u0003"]]],
    ["Ctrl-D at the first", [[NAME, "\u0004"]]],
    ["Ctrl-C within an answer", [[NAME, "ac\u0003"]]],
    ["Ctrl-D within an answer", [[NAME, "ac\u0004"]]],
    [
      "Ctrl-C after a wrong answer",
      [
        [NAME, "A\r"],
        ["is not a deployment name", "\u0003"],
      ],
    ],
    [
      "Ctrl-C in the menu",
      [
        [NAME, "acme\r111122223333\r\r"],
        [SECTIONS, "\u0003"],
      ],
    ],
    [
      "Ctrl-D in the menu",
      [
        [NAME, "acme\r111122223333\r\r"],
        [SECTIONS, "\u0004"],
      ],
    ],
  ] as [string, Step[]][])("end quietly with 130, and write nothing: %s", async (_, steps) => {
    const { text, code } = await init(steps);
    expect(code).toBe(130);
    expect(text).not.toMatch(/defect|error\[|wrote|at .*:\d+:\d+/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are not asked off a terminal", () => {
    const { status, stdout, stderr } = byoc(["init"], { cwd: folder });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/error\[usage\] --account-id[^]*error\[usage\] --name/);
  });
});
