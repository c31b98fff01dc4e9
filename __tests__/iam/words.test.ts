import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { testsOf } from "../../iam/condition";
import type { IamCondition } from "../../iam/policy";
import { deedWords } from "../../iam/words/action";
import { conditionWords } from "../../iam/words/condition";
import { decisionWords } from "../../iam/words/decision";
import { enumerate } from "../../iam/words/enumerate";
import { principalWords } from "../../iam/words/principal";
import { resourceWords } from "../../iam/words/resource";
import { allow, ask, deny, named } from "./ask";

interface Told {
  readonly resources: [pattern: string, words: string][];
  readonly principals: [type: string, name: string, words: string][];
  readonly conditions: [condition: IamCondition, words: string][];
  readonly deeds: [actions: string[], resources: string[], words: string][];
  readonly lists: [parts: string[], words: string][];
}

const TOLD = parse(readFileSync(join(__dirname, "words.yaml"), "utf8")) as Told;

it.each(TOLD.resources)("the resource %s is called %s", (pattern, words) => {
  expect(resourceWords(pattern)).toBe(words);
});

it.each(TOLD.principals)("the principal %s %s is called %s", (type, name, words) => {
  expect(principalWords({ type, name })).toBe(words);
});

it.each(TOLD.conditions)("the condition %j is read: %s", (condition, words) => {
  expect(conditionWords(testsOf(condition))).toBe(words);
});

describe("deeds", () => {
  it.each(TOLD.deeds)("%j on %j: %s", (actions, resources, words) => {
    expect(deedWords(actions, resources)).toBe(words);
  });
});

it.each(TOLD.lists)("%j is counted up as %j", (parts, words) => {
  expect(enumerate(parts)).toBe(words);
});

describe("decisions", () => {
  it("name the statements that decided", () => {
    const policies = { identity: [named("p", allow("s3:*"), deny("s3:Get*", "*", { Sid: "No" }))] };
    expect(decisionWords(ask(policies))).toBe("denied by p, statement No");
    expect(decisionWords(ask(policies, { action: "s3:PutObject" }))).toBe(
      "allowed by p, statement #1",
    );
  });

  it("name the layers that stood in the way", () => {
    expect(decisionWords(ask({ boundary: named("b", allow("ec2:*")), scp: [[]] }))).toBe(
      "not allowed by a service control policy, the permissions boundary and the role's own policies",
    );
  });
});
