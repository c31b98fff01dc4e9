import { own } from "../../text/own";
import type { ConditionTest } from "../condition";
import { enumerate } from "./action";

/**
 * What tests ask of a request, joined by "and"; follows "when". External IDs are never shown.
 *
 * @param whose what the tests stand in: "policy", "reference".
 */
export function conditionWords(tests: readonly ConditionTest[], whose = "policy"): string {
  return tests.map((test) => testWords(test, whose)).join(" and ");
}

function testWords(test: ConditionTest, whose: string): string {
  if (test.comparison === "Null") return presenceWords(test);
  if (test.key.toLowerCase() === "aws:securetransport") return encryptionWords(test);
  const hidden = test.key.toLowerCase() === "sts:externalid";
  const object = hidden ? `the one of the ${whose}` : choice(test.values);
  const words = `${subject(test.key)} ${verb(test)} ${object}`;
  return test.ifExists ? `${words}, if there is one` : words;
}

function encryptionWords({ values }: ConditionTest): string {
  const encrypted = values.some((value) => value.toLowerCase() === "true");
  return `the connection is ${encrypted ? "" : "not "}encrypted`;
}

function presenceWords({ key, values }: ConditionTest): string {
  const absent = values.some((value) => value.toLowerCase() === "true");
  return `${subject(key)} is ${absent ? "not " : ""}given`;
}

/** Keys that a reader meets in this project's policies; every other is named as it is. */
function subject(key: string): string {
  const [, kind, tag] = /^[^:]+:(RequestTag|ResourceTag|PrincipalTag)\/(.+)$/i.exec(key) ?? [];
  if (kind !== undefined) {
    return `the tag ${tag} ${TAGGED[kind.toLowerCase()]}`;
  }
  if (/:sub$/i.test(key) && !key.startsWith("aws:")) return "the service account";
  if (/:aud$/i.test(key) && !key.startsWith("aws:")) return "the audience of the token";
  return own(SUBJECTS, key.toLowerCase()) ?? key;
}

const TAGGED: Readonly<Record<string, string>> = {
  requesttag: "of the request",
  resourcetag: "of the resource",
  principaltag: "of the caller",
};

const SUBJECTS: Readonly<Record<string, string>> = {
  "sts:externalid": "the external ID",
  "iam:passedtoservice": "the service that gets the role",
  "iam:permissionsboundary": "the permissions boundary",
  "iam:policyarn": "the policy",
  "iam:awsservicename": "the service",
  "aws:sourceip": "the caller's address",
  "kms:viaservice": "the service that uses the key",
  "kms:resourcealiases": "the alias of the key",
};

function verb({ comparison, negated }: ConditionTest): string {
  const [yes, no] = VERBS[comparison] ?? ["is", "is not"];
  return negated ? no : yes;
}

const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  StringLike: ["is like", "is not like"],
  ArnLike: ["is like", "is not like"],
  IpAddress: ["is in", "is not in"],
  NumericLessThan: ["is less than", ""],
  NumericLessThanEquals: ["is at most", ""],
  NumericGreaterThan: ["is more than", ""],
  NumericGreaterThanEquals: ["is at least", ""],
  DateLessThan: ["is before", ""],
  DateLessThanEquals: ["is not after", ""],
  DateGreaterThan: ["is after", ""],
  DateGreaterThanEquals: ["is not before", ""],
};

/** "a", "b" or "c". */
function choice(values: readonly string[]): string {
  return enumerate(
    values.map((value) => `"${value}"`),
    "or",
  );
}
