import { checkSources, ConfigError, parseSource, type ConfigProblem } from "../config";
import { SECTIONS, type Section } from "../config/deployment";
import { near, use } from "../text/near";
import { usageProblem, type Problem } from "../text/problem";
import places from "./init-places.json";
import { configText, EXTERNAL_IDS, type Answers } from "./init-template";

/** What is known of a new deployment: told by flags, or answered. */
export interface Given {
  readonly name?: string;
  readonly accountId?: string;
  readonly region: string;
  /** Separated by commas. */
  readonly sections: string;
  readonly oidcIssuer?: string;
  readonly release?: boolean;
  readonly clusterName?: string;
}

export type Key = keyof Given;

const SECTIONS_FLAG = "--sections";
/** Answers that are written out: each has its flag, its place in a config, and a right one. */
export type TextKey = keyof typeof places;

const NEEDED: readonly TextKey[] = ["name", "accountId"];

/** Answers that are complete and right, or everything that is wrong with them, by flag. */
export function checkAnswers(given: Given): { answers: Answers; problems: readonly Problem[] } {
  const sections = sectionsOf(given.sections);
  const isMilvus = sections.known.includes("milvus");
  const missing = [
    ...NEEDED.filter((key) => !given[key]).map((key) => lacking(key)),
    ...(isMilvus && !given.oidcIssuer ? [lacking("oidcIssuer", "for section milvus")] : []),
    ...(isMilvus && given.release === true && !given.clusterName
      ? [lacking("clusterName", "for --release")]
      : []),
    ...(given.release === true && !isMilvus && sections.unknown.length === 0
      ? [
          usageProblem("--release", "needs section milvus: Milvus runs in its cluster", {
            fix: `write --sections ${[...sections.known, "milvus"].join(",")}, or leave out --release`,
          }),
        ]
      : []),
  ];
  const answers = answersOf(given, sections.known);
  return {
    answers,
    problems: [...missing, ...sections.unknown.map(unknownSection), ...wrong(answers)],
  };
}

/** What is wrong with one answer, as far as it can be told before the others are known. */
export function checkAnswer(key: Key, given: Given): Problem | undefined {
  // The section in which an answer shows whether it is right.
  const shown = key === "oidcIssuer" || key === "clusterName" ? "milvus" : "project";
  const sections = sectionsOf(key === "sections" ? given.sections : shown);
  const [first] = sections.unknown;
  if (first !== undefined) return unknownSection(first);
  const problems = wrong(answersOf(given, sections.known));
  const flag = key in places ? places[key as TextKey].flag : SECTIONS_FLAG;
  return problems.find(({ file }) => file === flag);
}

/** Sections of a list, and what is none. */
export function sectionsOf(list: string): {
  known: readonly Section[];
  unknown: readonly string[];
} {
  const names = list.split(/[\s,]+/).filter((name) => name !== "");
  const sections: readonly string[] = SECTIONS;
  return {
    known: SECTIONS.filter((section) => names.includes(section)),
    unknown: names.length === 0 ? [""] : names.filter((name) => !sections.includes(name)),
  };
}

function answersOf(given: Given, sections: readonly Section[]): Answers {
  return {
    name: given.name || places.name.stand,
    accountId: given.accountId || places.accountId.stand,
    region: given.region || places.region.stand,
    oidcIssuer: given.oidcIssuer || places.oidcIssuer.stand,
    clusterName:
      given.clusterName || (given.release === true ? places.clusterName.stand : undefined),
    release: given.release === true && sections.includes("milvus"),
    sections: sections.length > 0 ? sections : ["project"],
  };
}

/** What a config of these answers would be told, at the flags that the answers come from. */
function wrong(answers: Answers): Problem[] {
  try {
    // The external IDs are the user's to set.
    const environment = Object.fromEntries(
      EXTERNAL_IDS.map(({ variable, form }) => [variable, form]),
    );
    checkSources([parseSource("byoc.yaml", configText(answers), environment)]);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems.filter(({ severity }) => severity === "error").map(atFlag);
    // What is made of a wrong answer is wrong because of it.
    const atAnswers = problems.filter(({ file }) => file !== SECTIONS_FLAG);
    return atAnswers.length > 0 ? atAnswers : problems;
  }
}

function atFlag({
  code,
  severity,
  path = "",
  value,
  message,
  allowed,
  fix,
}: ConfigProblem): Problem {
  const place = Object.values(places).find((one) => one.path === path);
  const text = place && value !== undefined ? `${value} ${message}` : `${path} ${message}`.trim();
  return { code, severity, file: place?.flag ?? SECTIONS_FLAG, message: text, allowed, fix };
}

function lacking(key: TextKey, why = "there is no terminal to ask on"): Problem {
  const { flag, stand } = places[key];
  return usageProblem(flag, `is missing: ${why}`, { fix: `add ${flag} VALUE, such as ${stand}` });
}

function unknownSection(name: string): Problem {
  return usageProblem(SECTIONS_FLAG, name === "" ? "names none" : `"${name}" is no section`, {
    allowed: SECTIONS.join(", "),
    fix: use(near(name, SECTIONS)),
  });
}
