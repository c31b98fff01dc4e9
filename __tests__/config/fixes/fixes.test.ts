// Every fix that a message spells out is done to the config: the message goes, and no other comes.
// What only a person can do is listed, so that no fix gets by unseen.
import { ConfigError, type ConfigProblem } from "../../../config";
import type { Deployment } from "../../../config/deployment";
import { readDeployments } from "../../../stacks/deployments";
import { chartVersions } from "../../support/charts";
import { requires } from "../../support/tools";
import { release } from "../wrong/case";
import { inFolder } from "../run-in-folder";
import { BY_HAND } from "./by-hand";
import { CASES } from "./cases";
import type { Draft } from "./draft";
import { EDITS } from "./edits";
import { keysSet, notRendered, refusedByTables, type SetKey } from "./set-keys";
import { wordsInSource } from "./source";

interface Case extends Draft {
  readonly name: string;
  readonly named: readonly string[];
}

function problemsOf({ files, environment }: Draft, named: readonly string[]) {
  return inFolder(files, () => {
    try {
      const { warnings: problems, deployments } = readDeployments(named, environment);
      return Promise.resolve({ problems, deployments });
    } catch (error) {
      if (error instanceof ConfigError) {
        return Promise.resolve({ problems: error.problems, deployments: [] });
      }
      throw error;
    }
  });
}

/** What a problem is, wherever its line has gone. */
const nameOf = ({ code, path, message }: ConfigProblem) =>
  `${code} ${path}: ${message.replace(/(?<=chart )\d+\.\d+\.\d+/, "N")}`;

/** The ways that a fix offers; "or" and commas within brackets and quotes are part of one. */
function alternativesOf(fix: string): string[] {
  const one = /[{[]/.test(fix) ? /, or (?=remove |access|name )|(?<=") or / : /, or |(?<=") or /;
  return fix.split(one);
}

/** A run with a fix done; undefined where a person has to do it. */
function draftOf(draft: Draft, problem: ConfigProblem, words: string) {
  const [pattern, edit] = EDITS.find(([one]) => one.test(words)) ?? [];
  try {
    return edit?.(draft, problem, pattern!.exec(words)!.slice(1));
  } catch (error) {
    // An alias of nothing elsewhere in the file: no data can be made of it until that is mended.
    if (error instanceof ReferenceError) return "unreadable";
    throw error;
  }
}

const isByHand = (words: string) => BY_HAND.some(([pattern]) => pattern.test(words));

/**
 * Messages that a fix may uncover: what a key holds is judged once the key is one, and what somebody
 * writes into an example's place is an example here.
 */
const UNCOVERED: readonly RegExp[] = [
  /^placeholder zilliz\.externalId: is an example/,
  /^arn project\.kmsKeyArn: is not a key's ARN$/,
  /^release milvus\.release\.values\.externalS3\.bucketName: is not the bucket/,
  /^iam-path project\.path: must begin/,
  /^name name: is not a deployment name$/,
  /^bucket-name project\.bucket\.name: /,
  /^missing terraform\.backend\.bucket: is missing$/,
  /^backend terraform\.backend\.path: lies in the output folder/,
  /^missing milvus\.cluster\.(name|access\.\w+): is missing/,
  /^missing zilliz: is missing/,
  /^conflict project\.bucket\.expireOldVersionsAfterDays: needs versioning/,
  /^release milvus\.release\.service\.(scheme|sourceRanges): has no effect: the service has no load balancer/,
  /^conflict milvus\.release\.service\.exposure: cannot be had from a service of type ClusterIP/,
  /^region milvus\.cluster\.oidcIssuer: .* across regions$/,
  /^chart milvus\.release\.chartVersion: chart N has no externalS3\.region/,
  /^release milvus\.release\.highAvailability: chart N stops all coordinators/,
  /^release milvus\.release\.messageQueue: is left to the chart/,
  /^release milvus\.release\.preset: .* ignores the document's four coordinators/,
];

const told = new Set<string>();
const done = new Set<string>();
const unknown = new Set<string>();
/** A release without a mistake. */
let plain: Deployment;
beforeAll(async () => {
  const { deployments } = await problemsOf(
    { files: { "byoc.yaml": release("") }, environment: {} },
    ["byoc.yaml"],
  );
  plain = deployments[0]!;
});
/** Helm values that fixes set, by their path. */
const set = new Map<string, SetKey>();

it.each(CASES)("$name", async ({ files, environment, named }: Case) => {
  const { problems: before } = await problemsOf({ files, environment }, named);
  const known = new Set(before.map(nameOf));
  for (const problem of before) {
    if (problem.fix === undefined) continue;
    told.add(problem.fix);
    for (const words of alternativesOf(problem.fix)) {
      const draft = draftOf({ files, environment }, problem, words);
      if (draft === "unreadable") continue;
      if (!draft) {
        if (!isByHand(words)) unknown.add(words);
        continue;
      }
      done.add(words);
      const { problems, deployments } = await problemsOf(draft, named);
      const after = problems.map(nameOf);
      const deployment = deployments.find(({ milvus }) => milvus?.release) ?? plain;
      for (const key of keysSet({ files, environment }, draft, problem.file, deployment)) {
        const path = key.path.join(".");
        const other = set.get(path);
        if (!other || other.deployment === plain) set.set(path, key);
      }
      const raised = after.filter(
        (one) => !known.has(one) && !UNCOVERED.some((pattern) => pattern.test(one)),
      );
      const remains = after.includes(nameOf(problem));
      expect({ problem: nameOf(problem), words, remains, raised }).toEqual({
        problem: nameOf(problem),
        words,
        remains: false,
        raised: [],
      });
    }
  }
});

describe("Helm values that a fix sets", () => {
  it("are keys of the chart, and no template passes them over, by its tables", () => {
    expect(set.size).toBeGreaterThanOrEqual(20);
    expect([...set.values()].flatMap(refusedByTables)).toEqual([]);
  });

  requires("charts")("in a rendering", () => {
    const version = chartVersions().at(-1)!;

    it(`are read by chart ${version}`, () => {
      expect(notRendered([...set.values()], version)).toEqual([]);
    });
  });
});

describe("of all fixes", () => {
  it("each is done above, or listed as one for a person to do", () => {
    expect([...unknown].filter((one) => !done.has(one)).sort()).toEqual([]);
  });

  it("each that the sources hold is met above", () => {
    const all = [...told].join("\n");
    expect(
      wordsInSource()
        .filter((pattern) => !pattern.test(all))
        .map(String),
    ).toEqual([]);
  });

  it("none is listed that no message says", () => {
    const words = [...told].flatMap(alternativesOf).filter((one) => !done.has(one));
    const idle = (patterns: readonly (readonly [RegExp, unknown])[], met: readonly string[]) =>
      patterns.filter(([one]) => !met.some((each) => one.test(each))).map(([one]) => String(one));
    expect(idle(EDITS, [...done])).toEqual([]);
    expect(idle(BY_HAND, words)).toEqual([]);
  });
});
