import type { RuleResult } from "../finding";
import { isRecord } from "../../text/record";
import { yaml, type Rule } from "../rule";
import { releases, type Release } from "../release/release";
import { fail, pass, undecided } from "../results";

/** Names of keys in the chart's values, in Milvus' own config, and of environment variables. */
const SECRET =
  /^(access_?key(_?id)?|secret_?(access_?)?key|secretAccessKey|rootPassword|(aws|minio)_(access|secret)_\w*key\w*|aws_session_token)$/i;

/** Milvus' config as text: `accessKeyID: AKIA…`. */
const IN_TEXT = /\b(accessKeyID|secretAccessKey|accessKey|secretKey)["']?\s*[:=]\s*["']?[^\s"'#]/i;
const KEY_ID = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;

export const rule: Rule = {
  id: "release-no-keys",
  title: "Milvus is given no access keys",
  why: "The chart writes keys in clear text into a ConfigMap, and Terraform into its state.",
  fix: "remove the keys; with useIAM, Milvus takes the role of its service account",
  snippet: yaml("externalS3:\n  useIAM: true"),
  severity: "error",
  documents: ["configure-s3-access-by-iam-role, Deploy Milvus"],
  waivable: false,
  *check({ model }) {
    for (const release of releases(model)) yield* judge(release);
  },
};

/** Names the value's place, never the value. */
function* judge({ resource, values, written }: Release): Iterable<RuleResult> {
  const found = [...secretsIn(written, [])];
  for (const place of found) {
    yield fail(resource, `${place} is a key`, { attribute: "values", key: place });
  }
  if (!values.known) yield undecided(resource, values);
  else if (found.length === 0) yield pass(resource, "no key is given", { attribute: "values" });
}

/** Places of all values that are keys: `externalS3.accessKey`. */
function* secretsIn(value: unknown, path: readonly string[]): Iterable<string> {
  const place = path.join(".");
  if (typeof value === "string") {
    if (isSecretName(path.at(-1)) ? isWritten(value) : IN_TEXT.test(value) || KEY_ID.test(value)) {
      yield place;
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* secretsIn(item, [...path, String(index)]);
  } else if (isRecord(value)) {
    const { name } = value;
    // An environment variable: its name says what its value is.
    if (typeof name === "string" && isSecretName(name) && isWritten(value["value"])) {
      yield [...path, name].join(".");
      return;
    }
    for (const [key, inner] of Object.entries(value)) yield* secretsIn(inner, [...path, key]);
  }
}

function isSecretName(name: string | undefined): boolean {
  return name !== undefined && SECRET.test(name);
}

function isWritten(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
