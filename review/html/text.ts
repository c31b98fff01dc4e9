import { elementText, Html, html, join } from "./html";

/** Statement names and bans stand out, which is what eyes look for in a long text. */
export function policyText(text: string): Html {
  return join(text.split("\n").map(emphasized), "\n");
}

/** A line of one of two texts that stand side by side; what the other has not is marked. */
export function policyLine({ text, other }: { readonly text: string; readonly other: boolean }) {
  const line = emphasized(text);
  return other ? html`<u>${line}</u>` : line;
}

function emphasized(line: string): Html {
  const escaped = elementText(line);
  if (/^\s*"Sid": /.test(line)) return wrapped("b", escaped);
  return /^\s*"Effect": "Deny"/.test(line) ? wrapped("mark", escaped) : escaped;
}

function wrapped(element: "b" | "mark", { text }: Html): Html {
  return new Html(text.replace(/^\s*/, `$&<${element}>`) + `</${element}>`);
}
