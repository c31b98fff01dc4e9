import { createHash } from "node:crypto";
import { changePage, permissionChanges, renderDiff } from "../../permissions";
import { pageHtml } from "../../review/html/page";
import type { Model } from "../../terraform/model-view";
import { inert } from "../../text/lines";
import { textOf } from "../support/html-text";
import { EDITS } from "./edits";
import { allow, file, modelOf, role, trusted, type Json } from "./support";

const side = (title: string) => ({ title, files: [{ file: title, sha256: "a".repeat(64) }] });

function pageOf(before: Model, after: Model) {
  const diff = permissionChanges(before, after);
  const sides = { before: side("old.json"), after: side("new.json") };
  const html = pageHtml(changePage(diff, { before, after }, sides, "1.2.3"));
  return { diff, html, markdown: renderDiff(diff, "markdown", { colour: false }) };
}

const modelsOf = (before: Json, after: Json) =>
  [modelOf(file(before), "old.tf.json"), modelOf(file(after), "new.tf.json")] as const;

/** Sentences below each heading, sorted: the Markdown has them by subject, the page by weight. */
function ofMarkdown(page: string) {
  const parts = page.split(/\n### |\n<details>\n<summary>/).slice(1);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const [, title = ""] = /^(Gained|Cannot be told|Lost)(?=\n|: )/.exec(part) ?? [];
      const lines = [...part.matchAll(/^- (.*?)<br><sub>/gm)];
      return title === "" ? [] : [[title, lines.map(([, line]) => shown(line!)).sort()]];
    }),
  );
}

const shown = (markdown: string) =>
  textOf(
    markdown
      .replace(/&#8203;/g, "")
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replace(/<(?!br>)/g, "&lt;"),
  );

const TITLES = { gained: "Gained", undecided: "Cannot be told", lost: "Lost" } as const;

function ofHtml(page: string) {
  return Object.fromEntries(
    Object.entries(TITLES).flatMap(([id, title]) => {
      const [, section] = new RegExp(`<section id="${id}"([^]*?)</section>`).exec(page) ?? [];
      const cells = [...(section ?? "").matchAll(/<th scope="row"[^>]*>([^]*?)<\/th>/g)];
      return cells.length === 0 ? [] : [[title, cells.map(([, cell]) => textOf(cell!)).sort()]];
    }),
  );
}

test("the page and the Markdown tell the same sentences of every edit", () => {
  let told = 0;
  for (const { edit, before, after, says } of EDITS) {
    const { html, markdown } = pageOf(...modelsOf(before, after));
    const sentences = ofHtml(html);
    expect({ edit, ...sentences }).toEqual({ edit, ...ofMarkdown(markdown) });
    expect(Object.values(sentences).flat()).toHaveLength(says.length);
    told += says.length;
  }
  expect(told).toBeGreaterThan(EDITS.length);
});

const READ = allow("s3:GetObject", "arn:aws:s3:::data/*");
const MORE = {
  ...allow(["s3:GetObject", "s3:DeleteObject"], "arn:aws:s3:::data/*"),
  Sid: "Objects",
};
const [OLD, NEW] = modelsOf(
  role([{ ...READ, Sid: "Objects" }, allow("ec2:RunInstances", "*")]),
  role([MORE, allow("ec2:RunInstances", "*")]),
);

test("what stands on both sides is beside each other, with its address and its file", () => {
  const { html } = pageOf(OLD, NEW);
  const [, one = ""] = /<section id="one-by-one"([^]*?)<\/section>/.exec(html) ?? [];
  const [before = "", after = ""] = [...one.matchAll(/<pre>([^]*?)<\/pre>/g)].map(
    ([, text]) => text!,
  );
  const plain = (text: string) => JSON.parse(textOf(text)) as unknown;
  expect([plain(before), plain(after)]).toEqual([{ ...READ, Sid: "Objects" }, MORE]);
  expect([...after.matchAll(/<u>(.*?)<\/u>/g)].map(([, line]) => textOf(line!))).toEqual([
    '"Action": [',
    '"s3:GetObject",',
    '"s3:DeleteObject"',
    "],",
  ]);
  expect(one).not.toContain("RunInstances");
  expect(textOf(one)).toContain("aws_iam_role_policy.app , policy");
  expect(textOf(html)).toMatch(/aws_iam_role_policy\.app , statement Objects in new\.tf\.json/);
  expect(textOf(one)).toMatch(/Before in old\.tf\.json.* Now in new\.tf\.json/);
});

test("a policy that is attached and says what it said is shown as it is", () => {
  const managed = {
    "aws_iam_policy.p": { name: "p", policy: JSON.stringify({ Statement: [READ] }) },
  };
  const attached = {
    "aws_iam_role_policy_attachment.p": { role: "app", policy_arn: "${aws_iam_policy.p.arn}" },
  };
  const { html } = pageOf(
    ...modelsOf({ ...role([]), ...managed }, { ...role([]), ...managed, ...attached }),
  );
  expect([...html.matchAll(/<pre>([^]*?)<\/pre>/g)].map(([, text]) => textOf(text!))).toEqual(
    Array.from({ length: 2 }, () => expect.stringContaining("s3:GetObject") as string),
  );
});

test("the verdict is the one of the exit code, and the place to sign names what was compared", () => {
  const gained = textOf(pageOf(OLD, NEW).html);
  expect(gained).toMatch(
    /old\.json → new\.json.*gained 1, lost 0, undecided 0 Somebody may do more/,
  );
  expect(gained).toMatch(
    new RegExp(`Before: old\\.json old\\.json a{64} Now: new\\.json new\\.json a{64}`),
  );
  expect(textOf(pageOf(OLD, OLD).html)).toMatch(/no permission changed Nobody may do more/);
  expect(textOf(pageOf(NEW, OLD).html)).toMatch(/gained 0, lost 1, undecided 0 Nobody may do more/);
  const unread = {
    ...role([]),
    "aws_iam_role.b": { name: "b", assume_role_policy: "${data.x.y.z}" },
  };
  const [, unknown] = modelsOf({}, unread);
  const { html } = pageOf(modelOf(file(role([]))), unknown);
  expect(textOf(html)).toMatch(/undecided 1 Whether somebody may do more cannot be told/);
});

test("no text is markup, and no external ID is shown", () => {
  const nasty = "</script></style><img src=x onerror=alert(1)>\"'";
  const id = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
  const trust = {
    ...allow("sts:AssumeRole", undefined, { Principal: { AWS: "999999999999" } }),
    Condition: { StringEquals: { "sts:ExternalId": id } },
    Sid: `s${nasty}`,
  };
  const named = role([allow("s3:GetObject", `arn:aws:s3:::${id}/${nasty}`)]);
  const after = { ...named, "aws_iam_role.app_role": trusted(trust)["aws_iam_role.app_role"] };
  const { html } = pageOf(...modelsOf(role([]), after));
  expect(html).toContain("(masked)");
  expect(html.replace(/<wbr \/>/g, "")).not.toContain("7h3k9m2p");
  expect(html).not.toMatch(/<img|<\/script>[^]*<\/script>/);
  expect(html.match(/<style>/g)).toHaveLength(1);
});

test("to standard output, where nothing may command a runner, it still allows its own style and script", () => {
  const page = inert(pageOf(OLD, NEW).html);
  for (const element of ["style", "script"]) {
    const [, body] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)!;
    expect(page).toContain(`sha256-${createHash("sha256").update(body!).digest("base64")}`);
  }
});
