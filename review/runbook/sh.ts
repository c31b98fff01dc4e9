import { word } from "../../text/shell";
import { span } from "../markdown/text";

/** A piece of a shell's language, as it stands. */
export class ShellCode {
  constructor(readonly text: string) {}
}

/** What may stand in a template: a value is a word, or several; nothing is left out. */
type ShellValue = ShellCode | string | number | undefined | readonly string[];

/**
 * Code of a shell from a template. Every value in it is quoted, so none can become code. The
 * indentation of the template is not written, nor are lines that come to nothing.
 */
export function code(strings: TemplateStringsArray, ...values: readonly ShellValue[]): ShellCode {
  const [indentation = "\n"] = /^\n */.exec(strings[0]!) ?? [];
  let text = "";
  for (const [index, string] of strings.entries()) {
    text += string.replaceAll(indentation, "\n");
    const value = index < values.length ? written(values[index]) : "";
    text = value === "" && index < values.length ? text.replace(/ $/, "") : text + value;
  }
  return new ShellCode(text.replace(/^\s*\n|\n\s*$/g, "").replace(/\n\n+/g, "\n"));
}

function written(value: ShellValue): string {
  if (value instanceof ShellCode) return value.text;
  const words = Array.isArray(value) ? (value as readonly string[]) : [value ?? ""];
  return words
    .map(String)
    .filter((one) => one !== "")
    .map(word)
    .join(" ");
}

/** A block of Markdown with such code, which nothing in it can end. */
export function sh(strings: TemplateStringsArray, ...values: readonly ShellValue[]): string {
  const { text } = code(strings, ...values);
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}sh\n${text}\n${fence}`;
}

/** A line of Markdown; every value in it is in the type of code. */
export function say(strings: TemplateStringsArray, ...names: readonly string[]): string {
  return strings.map((text, index) => (index === 0 ? "" : span(names[index - 1]!)) + text).join("");
}

/** What changes a root module: the plan is read before it is applied. */
export const planAndApply = (terraform: ShellCode) => code`
  ${terraform} plan -out plan.bin
  ${terraform} apply plan.bin
`;

/** What makes the bundle anew after an edit of the config. */
export const exportAgain = (config: string) => code`
  byoc validate --config ${config}
  byoc export --config ${config}
`;
