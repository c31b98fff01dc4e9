import { bundleOf, type BundleFormat } from "../../review/bundle";
import { paperStyle } from "../../review/html/paper";
import { sha256 } from "../../files/tree";
import { factsOf } from "./facts-of";

const CONFIG = "c".repeat(64);

function bundle(...formats: readonly BundleFormat[]) {
  return bundleOf(factsOf("minimal"), {
    formats: new Set(formats),
    backend: true,
    helm: 2,
    configs: new Map([["acme-dev", CONFIG]]),
  });
}

describe("the place to sign", () => {
  it("has the hashes of the config and of what Terraform takes, in both forms", () => {
    const files = bundle("hcl", "json", "md", "html");
    const taken = [...files].filter(([path]) => /\/(hcl|json)\//.test(path));
    expect(taken.length).toBeGreaterThan(2);
    const hashes = [CONFIG, ...taken.map(([, text]) => sha256(text))];
    for (const form of ["REVIEW.md", "review.html"]) {
      const text = String(files.get(form));
      const sign = text.slice(text.lastIndexOf("Signature", text.lastIndexOf(CONFIG)));
      for (const hash of hashes) expect(sign).toContain(hash);
      for (const field of ["Name", "Date", "Signature"]) expect(sign).toContain(field);
    }
  });

  it("has those of the policies where nothing else is written", () => {
    const files = bundle("md");
    const review = String(files.get("REVIEW.md"));
    const policies = [...files].filter(([path]) => path.includes("/policies/"));
    expect(policies.length).toBeGreaterThan(2);
    for (const [, text] of policies) expect(review).toContain(sha256(text));
  });
});

it("lets no name of a deployment out of the style of a page", () => {
  const nasty = `a"; } </style><script>x</script> \\ \n`;
  const sections = [{ id: "one", title: nasty }];
  const style = paperStyle({ head: { what: "Review", subject: nasty }, sections });
  expect(style).not.toMatch(/<|a"; }/);
  expect(style).toContain(String.raw`content: "Review: a\22 \3b  \7d  \3c /style\3e `);
});
