/** Words that every shell takes as they are. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word of a command line, whatever is in it. A leading `~/` still means the home folder. */
export function word(text: string): string {
  if (PLAIN.test(text)) return text;
  if (text.startsWith("~/")) return `~/${word(text.slice(2))}`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command line of words; empty ones are left out. */
export function command(...words: readonly string[]): string {
  return words
    .filter((one) => one !== "")
    .map(word)
    .join(" ");
}
