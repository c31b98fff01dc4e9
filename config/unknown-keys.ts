import { isNextTo, nearest } from "../text/near";
import { isRecord, valueAt } from "../text/record";
import { credentialAdvice } from "./schema/backend-keys";
import type { Objection } from "./schema/field";
import { placesOf, schemaAt } from "./schema-at";
import { showPath, type KeyPath } from "./show";
import type { ConfigSource } from "./source";

/** What is wrong with a key that the mapping does not have, and what was meant. */
export function unknownKey(key: string, parent: KeyPath, source: ConfigSource): Objection {
  const where = parent.length === 0 ? "the config" : showPath(parent);
  const advice = adviceFor(key, parent, source);
  if (advice !== undefined) {
    return {
      code: "credential",
      message: "is a credential; a config file and a synthesized file are no place for it",
      allowed: "credentials in the environment only",
      fix: `remove the line and ${advice}`,
    };
  }
  const allowed = schemaAt(parent, source.data)?.keys ?? [];
  if (key !== key.trim()) {
    return {
      code: "unknown-key",
      message: "begins or ends with a space that is a letter to YAML, such as a no-break space",
      allowed: "spaces of the space bar",
      fix: "put spaces of the space bar in its place",
    };
  }
  if (key === "<<") {
    return {
      code: "unknown-key",
      message: "is a key like any other to YAML 1.2, which merges nothing",
      allowed: "the keys themselves",
      fix: "write the keys out in place of the line",
    };
  }
  return {
    code: "unknown-key",
    message: `is not a key of ${where}`,
    allowed: allowed.join(", "),
    fix: suggestion(key, free(allowed, parent, source)) ?? elsewhere(key, parent, source),
  };
}

/** What to do instead of writing a credential; undefined for any other key. */
function adviceFor(key: string, parent: KeyPath, source: ConfigSource): string | undefined {
  if (parent[0] === "terraform" && parent[1] === "backend") {
    const inner = [...parent.slice(2), key].map(String);
    return credentialAdvice(valueAt(source.data, parent.slice(0, 2)), inner);
  }
  const variable = KEYS_OF_AWS[key.replaceAll("_", "").toLowerCase()];
  return parent.join() === "aws" && variable !== undefined ? `export ${variable}` : undefined;
}

/** Variables of the credentials that Terraform's AWS provider takes, by their names without _. */
const KEYS_OF_AWS: Readonly<Record<string, string>> = {
  accesskey: "AWS_ACCESS_KEY_ID",
  accesskeyid: "AWS_ACCESS_KEY_ID",
  secretkey: "AWS_SECRET_ACCESS_KEY",
  secretaccesskey: "AWS_SECRET_ACCESS_KEY",
  token: "AWS_SESSION_TOKEN",
  sessiontoken: "AWS_SESSION_TOKEN",
};

/** A key that stands there already was not meant by another. */
export function free(allowed: readonly string[], parent: KeyPath, source: ConfigSource): string[] {
  return allowed.filter((key) => valueAt(source.data, [...parent, key]) === undefined);
}

/** What was meant by a word that is misspelled; a word that is merely similar is another one. */
export function suggestion(wrong: string, allowed: readonly string[]): string | undefined {
  const found = nearest(wrong, allowed);
  if (!found) return undefined;
  const { choice, slips } = found;
  const most = choice.length < 4 ? 0 : choice.length < 10 ? 1 : 2;
  return slips <= most || sorted(wrong) === sorted(choice) ? `use ${choice}` : undefined;
}

/** Letters that changed places are one slip, though two of them differ. */
function sorted(word: string): string {
  return [...word.toLowerCase().slice(0, 64)].sort().join("");
}

/**
 * A key that stands one level too high or too low. Only names that say by themselves what they are
 * for: `name` or `path` mean something else at each place.
 */
function elsewhere(key: string, parent: KeyPath, source: ConfigSource): string | undefined {
  const value = valueAt(source.data, [...parent, key]);
  const places = placesOf(key).filter((path) =>
    isNextTo<KeyPath[number]>(path.slice(0, -1), parent),
  );
  const [place, ...others] = places;
  if (!place || others.length > 0 || valueAt(source.data, place) !== undefined) return undefined;
  const isSection = /^(object|union)$/.test(
    schemaAt(place, source.data)?.schema._zod.def.type ?? "",
  );
  if (isSection ? !isRecord(value) : !/[A-Z]/.test(key)) return undefined;
  return place.length === 1 ? "move it to the top of the file" : `move it to ${place.join(".")}`;
}
