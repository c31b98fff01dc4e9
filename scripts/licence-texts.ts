import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A line that says whose a work is; in the middle of a licence the word is not capital. */
const COPYRIGHT = /^\W*Copyright\b/;
/** Names of licences at the head of their texts: each says its own in other words. */
const TITLE = /^\W*(the )?(\w+ )?licen[sc]e\b[^.:]{0,20}$/i;
/** Addresses at a README's end. */
const LINK = /^\[[^\]]+\]: /;

/** What a package ships as its licence; a package without a file may have it in its README. */
export function textsOf(one: {
  readonly name: string;
  readonly licence: string;
  readonly folder: string;
}): string[] {
  const files = readdirSync(one.folder).sort();
  const read = (file: string) => textAt(one.folder, file);
  const texts = files.filter((file) => /^(licen[sc]e|copying)/i.test(file)).map(read);
  if (texts.length > 0) return texts;
  const sections = files
    .filter((file) => /^readme/i.test(file))
    .flatMap(
      (file) => /^#+ *licen[sc]e[^\n]*\n(.*?)(?=^#|$(?![^]))/ims.exec(read(file))?.[1] ?? [],
    );
  if (sections.length > 0) return sections;
  return [`${one.name} ships no text of its licence; its package.json says ${one.licence}.`];
}

/** A file, its lines ended as everywhere. */
export function textAt(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
}

/** The lines that say whose it is. */
export function copyrightsOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => COPYRIGHT.test(line))
    .map((line) => line.trim());
}

/** The rest of it. */
export function bodyOf(text: string): string {
  return text
    .split("\n")
    .filter((line) => ![COPYRIGHT, TITLE, LINK].some((kind) => kind.test(line)))
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
