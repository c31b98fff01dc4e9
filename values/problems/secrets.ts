import { error, setting, type Check } from "./problem";
import { isRecord } from "../../text/record";

/** Keys of the chart, of Milvus' own config, and names of environment variables. */
const SECRET = /^(minio_|aws_)?(access_?key(_?id)?|secret_?(access_?)?key)$/i;
/** Milvus' config as text: `accessKeyID: …`; or the beginning of AWS's own keys. */
const IN_TEXT =
  /\b(accessKeyID|secretAccessKey)["']?\s*:\s*["']?[^\s"'#]|\b(AKIA|ASIA)[A-Z0-9]{16}\b/i;

/** Access keys in the user's own values: the chart writes them into a ConfigMap for all to read. */
export const checkSecrets: Check = function* ({ release }) {
  for (const place of secretsIn(release.values, [])) {
    yield error(setting("values", ...place), {
      code: "credential",
      message: "is an access key, which the chart would write in clear text",
      allowed: "no keys: Milvus has its role",
      fix: "remove it",
    });
  }
};

function* secretsIn(value: unknown, path: readonly string[]): Iterable<readonly string[]> {
  if (typeof value === "string") {
    if (value !== "" && (SECRET.test(path.at(-1) ?? "") || IN_TEXT.test(value))) yield path;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const name = isRecord(item) ? item["name"] : undefined;
      const place = [...path, String(index)];
      // An environment variable: its name says what its value is.
      if (typeof name === "string" && SECRET.test(name) && isRecord(item) && item["value"]) {
        yield [...place, "value"];
      } else yield* secretsIn(item, place);
    }
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) yield* secretsIn(inner, [...path, key]);
  }
}
