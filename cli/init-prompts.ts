import { checkbox, confirm, input } from "@inquirer/prompts";
import { SECTIONS, type Section } from "../config/deployment";
import { formatProblem } from "../text/problem";
import { checkAnswer, sectionsOf, type Given, type Key, type TextKey } from "./init-answers";
import type { Io } from "./io";
import { asking, type Keys } from "./keys";

const ABOUT: Readonly<Record<Section, string>> = {
  bootstrap: "roles and policies that Zilliz Cloud needs beforehand (byoc-prerequisites)",
  project: "bucket, roles and network of a BYOC project",
  integration: "export of backups and audit logs to a bucket",
  milvus: "S3 access of a self-managed Milvus on EKS, and Milvus itself",
};

/**
 * Asks for what no flag has told. Each answer is checked when it is given; lines that are pasted at
 * once answer one question each.
 *
 * @throws Interrupted after Ctrl-C, Ctrl-D or the end of input.
 */
export function ask(given: Given, told: ReadonlySet<Key>, io: Io): Promise<Given> {
  return asking((keys) => answered(given, told, keys, io));
}

async function answered(given: Given, told: ReadonlySet<Key>, keys: Keys, io: Io): Promise<Given> {
  let answers = given;
  const ask = async (key: TextKey, message: string) => {
    if (!told.has(key)) answers = { ...answers, [key]: await askText(key, message, answers, keys) };
  };
  await ask("name", "Name of the deployment");
  await ask("accountId", "Your AWS account id");
  await ask("region", "AWS region");
  if (!told.has("sections"))
    answers = { ...answers, sections: await askSections(answers, keys, io) };
  if (!sectionsOf(answers.sections).known.includes("milvus")) return answers;
  await ask("oidcIssuer", "OIDC issuer of the EKS cluster");
  if (!told.has("release")) {
    const message = "Deploy Milvus itself, as a Helm release?";
    const release = await keys.ask((context) => confirm({ message, default: false }, context));
    answers = { ...answers, release };
  }
  if (answers.release === true) await ask("clusterName", "Name of the EKS cluster");
  return answers;
}

async function askText(key: TextKey, message: string, given: Given, keys: Keys): Promise<string> {
  const validate = (value: string) => {
    const answer = value.trim();
    return keys.checked(answer === "" ? "needs an answer" : said(key, { ...given, [key]: answer }));
  };
  const value = await keys.ask((context) =>
    input({ message, default: given[key], validate }, context),
  );
  return value.trim();
}

async function askSections(given: Given, keys: Keys, io: Io): Promise<string> {
  const pasted = keys.takeLine((line) => /[a-z]{2}/i.test(line));
  if (pasted !== undefined) {
    const problem = checkAnswer("sections", { ...given, sections: pasted });
    io.error(problem ? formatProblem(problem) : `sections: ${pasted}`);
    if (!problem) return pasted;
  }
  const { known } = sectionsOf(given.sections);
  const isMeant = (section: Section) =>
    known.includes(section) || (section === "milvus" && given.release === true);
  const choices = SECTIONS.map((value) => ({
    value,
    description: ABOUT[value],
    checked: isMeant(value),
  }));
  const chosen = await keys.ask((context) =>
    checkbox(
      {
        message: "Sections to make",
        required: true,
        choices,
        validate: (some) => {
          const sections = some.map(({ value }) => value).join();
          return keys.checked(said("sections", { ...given, sections }));
        },
      },
      context,
    ),
  );
  return chosen.join(",");
}

/** What is wrong with an answer, as a prompt shows it; true where nothing is. */
function said(key: Key, given: Given): string | true {
  const problem = checkAnswer(key, given);
  if (!problem) return true;
  const { message, allowed, fix } = problem;
  const more = [...(allowed ? [`allowed: ${allowed}`] : []), ...(fix ? [`fix: ${fix}`] : [])];
  return [message, ...more].join("\n  ");
}
