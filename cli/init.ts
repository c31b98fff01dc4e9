import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { checkSources, parseSource, SECTIONS, type Section } from "../config";
import { writeWhole } from "../files/whole";
import { EXTERNAL_ID_PAGES } from "../config/console-pages";
import { configText, type Answers } from "./init-template";
import { EXIT, UsageError, type Io } from "./io";

interface Question {
  readonly option: "name" | "accountId" | "region" | "sections" | "oidcIssuer";
  readonly flag: string;
  readonly text: string;
  readonly standard?: string;
}

const QUESTIONS: readonly Question[] = [
  { option: "name", flag: "--name", text: "Name of the deployment" },
  { option: "accountId", flag: "--account-id", text: "Your AWS account id" },
  { option: "region", flag: "--region", text: "AWS region", standard: "us-west-2" },
  {
    option: "sections",
    flag: "--sections",
    text: `Sections (${SECTIONS.join(", ")})`,
    standard: "project",
  },
];
const ISSUER: Question = {
  option: "oidcIssuer",
  flag: "--oidc-issuer",
  text: "OIDC issuer of the EKS cluster",
};

/** Variables that a new config reads external IDs from, the page that shows each, and its form. */
const EXTERNAL_IDS = [
  ["ZILLIZ_EXTERNAL_ID", EXTERNAL_ID_PAGES.setup, "cid-set-by-the-environment"],
  [
    "ZILLIZ_INTEGRATION_EXTERNAL_ID",
    EXTERNAL_ID_PAGES.integration,
    "zilliz-external-set-by-the-environment",
  ],
] as const;

/** `byoc init`: writes a commented config; asks on a terminal for what no flag tells. */
export async function init(
  options: Readonly<Record<string, string | undefined>>,
  io: Io,
): Promise<number> {
  const file = options["config"] ?? "byoc.yaml";
  if (existsSync(file)) throw new UsageError(`${file} exists; name another file with --config`);
  const answers = await collect(options, io);
  const text = configText(answers);
  // What init writes must validate; the external IDs are the user's to set.
  const set = Object.fromEntries(EXTERNAL_IDS.map(([variable, , form]) => [variable, form]));
  checkSources([parseSource(file, text, set)]);
  writeWhole(file, text, "create");
  io.out(`wrote ${file}`);
  const needed = EXTERNAL_IDS.filter(([variable]) => text.includes(`{env:${variable}}`));
  for (const [variable, page] of needed) io.out(`next: export ${variable}=<from ${page}>`);
  io.out(`then: byoc synth --config ${file}`);
  return EXIT.ok;
}

async function collect(
  options: Readonly<Record<string, string | undefined>>,
  io: Io,
): Promise<Answers> {
  const given = { ...options };
  const missing = QUESTIONS.filter(({ option }) => !given[option]);
  if (missing.length > 0 && !io.interactive) {
    const unanswered = missing.filter(({ standard }) => standard === undefined);
    if (unanswered.length > 0) {
      throw new UsageError(
        `no terminal to ask on; add ${unanswered.map(({ flag }) => `${flag} VALUE`).join(" ")}`,
      );
    }
  }
  await ask(missing, given, io);
  const sections = (given["sections"] ?? "").split(",").map((section) => section.trim());
  const unknown = sections.filter((section) => !SECTIONS.includes(section as Section));
  if (unknown.length > 0) {
    throw new UsageError(`unknown section: ${unknown.join(", ")}; allowed: ${SECTIONS.join(", ")}`);
  }
  if (sections.includes("milvus") && !given["oidcIssuer"]) {
    if (!io.interactive) {
      throw new UsageError("section milvus needs --oidc-issuer URL");
    }
    await ask([ISSUER], given, io);
  }
  return {
    name: given["name"] ?? "",
    accountId: given["accountId"] ?? "",
    region: given["region"] ?? "",
    sections: sections as Section[],
    oidcIssuer: given["oidcIssuer"],
  };
}

async function ask(
  questions: readonly Question[],
  answers: Record<string, string | undefined>,
  io: Io,
): Promise<void> {
  const prompt = io.interactive
    ? createInterface({ input: process.stdin, output: process.stderr })
    : undefined;
  for (const { option, text, standard } of questions) {
    const answer = await prompt?.question(`${text}${standard ? ` [${standard}]` : ""}: `);
    answers[option] = answer?.trim() || standard;
  }
  prompt?.close();
}
