import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Policy } from "../../policies/document";

const DOCUMENTS = join(__dirname, "..", "documents");

/** Placeholder as its source writes it, then what stands in its place. */
export type Substitutions = Readonly<Record<string, string>>;

/** What still looks like a placeholder after substitution: `${…}`, `{bucketName}`, `<bucket>`. */
const LEFTOVER = /\$\{[^}]*\}|\{[A-Za-z]+\}|<[a-z_-]+>/;

/**
 * A policy as its source gives it, with the placeholders of its text replaced.
 *
 * @param name file below __tests__/documents, without `.json`.
 * @throws Error when a placeholder is not in the text, or one is left in it.
 */
export function oracle(name: string, substitutions: Substitutions = {}): unknown {
  let text = readFileSync(join(DOCUMENTS, `${name}.json`), "utf8");
  for (const [placeholder, value] of Object.entries(substitutions)) {
    if (!text.includes(placeholder)) throw new Error(`${name} does not hold ${placeholder}`);
    text = text.replaceAll(placeholder, value);
  }
  const leftover = LEFTOVER.exec(text);
  if (leftover) throw new Error(`${name} still holds ${leftover[0]}`);
  return JSON.parse(text);
}

/** Fails unless a policy is, byte for byte, the text of its source. */
export function expectText(policy: Policy, source: unknown): void {
  expect(policy.document).toEqual(source);
  expect(pretty(policy.document)).toBe(pretty(source));
}

/** Sids in order; a statement without one gives undefined. */
export function sids(policy: Policy): (string | undefined)[] {
  return policy.document.Statement.map((statement) => statement.Sid);
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
