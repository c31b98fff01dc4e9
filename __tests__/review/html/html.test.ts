import fc from "fast-check";
import { reviewHtml } from "../../../review/html";
import { html } from "../../../review/html/html";
import { exampleReview, withTexts } from "./reviews";
import { runs } from "../../support/runs";

/** Every tag of a page, as the browser's tokenizer would find them; script and style are text. */
function tagsOf(page: string): { name: string; attributes: string }[] {
  const text = page.replace(/(<(script|style)>)[^]*?<\/\2>/g, "$1</$2>");
  return [...text.matchAll(/<\/?([a-z!][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)].map(
    ([, name, attributes]) => ({ name: name!.toLowerCase(), attributes: attributes! }),
  );
}

function attributeNames(attributes: string): string[] {
  return [...attributes.replace(/"[^"]*"/g, '""').matchAll(/([^\s=/]+)(?:=""|(?=\s|$))/g)].map(
    ([, name]) => name!,
  );
}

const plain = tagsOf(reviewHtml(exampleReview("full-production")));
const ELEMENTS = new Set(plain.map(({ name }) => name));
const ATTRIBUTES = new Set(plain.flatMap(({ attributes }) => attributeNames(attributes)));

const NASTY = [
  "</script><script>window.pwned=1</script>",
  "</style><style>*{display:none}</style>",
  '"><img src=x onerror=window.pwned=1>',
  "' onfocus='window.pwned=1' autofocus='",
  "</title></textarea></pre></code></details><iframe src=//example.com>",
  "<!--",
  "]]>",
  "&lt;b&gt;&#60;",
  "javascript:alert(1)",
  "${html}`\\u0000\u0000\u202e\u2028\ud800",
  "<svg/onload=window.pwned=1>",
  "{{constructor}}",
  "",
];

it("lets no text become markup", () => {
  const review = exampleReview("milvus-irsa");
  const text = fc.oneof(
    fc.constantFrom(...NASTY),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."<>&\"'/=` -!a\n\t") }),
  );
  fc.assert(
    fc.property(text, (nasty) => {
      const tags = tagsOf(reviewHtml(withTexts(review, (given) => nasty + given)));
      const names = tags.map(({ name }) => name);
      const attributes = new Set(tags.map((tag) => tag.attributes).flatMap(attributeNames));
      expect(names.filter((name) => !ELEMENTS.has(name))).toEqual([]);
      expect([...attributes].filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
      expect(names.filter((name) => name === "script" || name === "style")).toHaveLength(4);
    }),
    { numRuns: runs(60) },
  );
});

it("shows what would hide or turn text", () => {
  expect(html`${"a\u202eb\u0000c"}`.text).toBe("a\\u202eb\\u0000c");
});

it("takes markup of its own as it is, and leaves out what is not there", () => {
  expect(html`<b>${html`<i>${"<"}</i>`}${undefined}${[1, "&"]}</b>`.text).toBe(
    "<b><i>&lt;</i>1&amp;</b>",
  );
});
