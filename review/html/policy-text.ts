import { elementText, Html, join } from "./html";

/** Statement names and bans stand out, which is what eyes look for in a long text. */
export function policyText(text: string): Html {
  return join(
    text.split("\n").map((line) => {
      const escaped = elementText(line);
      if (/^\s*"Sid": /.test(line)) return wrapped("b", escaped);
      return /^\s*"Effect": "Deny"/.test(line) ? wrapped("mark", escaped) : escaped;
    }),
    "\n",
  );
}

function wrapped(element: "b" | "mark", { text }: Html): Html {
  return new Html(text.replace(/^\s*/, `$&<${element}>`) + `</${element}>`);
}
