import { createHash } from "node:crypto";
import { reviewHtml } from "../../../review/html";
import { maskedReview } from "../../../review/facts/masked";
import { textOf } from "../../support/html-text";
import { EXAMPLES, SECRETS } from "../facts-of";
import { exampleReview, fleetOf } from "./reviews";

const REVIEW = exampleReview("full-production");
const PAGE = reviewHtml(REVIEW);

/** The page as it can be searched: names are not broken. */
const unbroken = (page: string) => page.replace(/<wbr \/>/g, "");

const TEXT = textOf(PAGE);

describe.each(EXAMPLES)("the page of %s", (name) => {
  const page = reviewHtml(exampleReview(name));

  it("shows no external ID and no path of a machine", () => {
    for (const secret of SECRETS) expect(unbroken(page)).not.toContain(secret);
    expect(unbroken(page)).not.toMatch(/(?<![\w*./:-])\/(home|root|tmp|Users|work|var)\//);
  });

  it("is the same every time, and holds no time", () => {
    expect(reviewHtml(exampleReview(name))).toBe(page);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
    expect(page).not.toMatch(/\b20\d\d-\d\d-\d\dT|GMT/);
  });

  it("has ids that are unique and links that lead somewhere", () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/(?:href="#|url\(#|labelledby=")([^")]*)/g)];
    const named = targets.flatMap(([, target]) => target!.split(" "));
    expect(named.length).toBeGreaterThan(10);
    for (const target of named) expect(ids).toContain(target);
  });
});

it("loads nothing, and allows its own style and script alone", () => {
  const [, policy] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(PAGE)!;
  const hash = (element: string) => {
    const [, body] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(PAGE)!;
    return `'sha256-${createHash("sha256").update(body!).digest("base64")}'`;
  };
  expect(policy!.split("; ")).toEqual([
    "default-src 'none'",
    `style-src ${hash("style")}`,
    `script-src ${hash("script")}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(PAGE).not.toMatch(/\s(style|on\w+|src|srcset|action)=/);
  expect([...PAGE.matchAll(/href="(?!#)([^"]*)"/g)].map(([, link]) => link)).toEqual(["data:,"]);
  expect(PAGE).not.toMatch(/@import|url\((?!#)/);
});

describe("what it says", () => {
  it("has the verdict first", () => {
    expect(TEXT.slice(0, 400)).toMatch(
      /acme-production.*PASS; 10 ways accepted, .* No error is open\./,
    );
  });

  it("has every resource, principal, action, finding and value", () => {
    const { stacks, access, roles, deviations, report, console } = REVIEW;
    const told = [
      ...stacks.flatMap(({ id, resources }) => [id, ...resources.map(({ address }) => address)]),
      ...access.flatMap((row) => [
        row.principal,
        ...row.actions,
        ...row.resources,
        ...row.conditions,
      ]),
      ...roles.flatMap(({ name, description = "" }) => [name, description]),
      ...roles.flatMap(({ attached, boundary }) => [
        ...attached,
        ...(boundary && boundary.policy === undefined ? [boundary.arn] : []),
      ]),
      ...deviations.flatMap(({ what, citation, subject }) => [what, citation, subject]),
      ...report.findings.flatMap(({ verdict, message, waiver }) =>
        verdict === "FAIL" || verdict === "UNKNOWN" ? [message] : waiver ? [waiver.reason] : [],
      ),
      ...report.inputs.map(({ file }) => file),
      ...console.flatMap(({ field, output, value = "" }) => [field, output, value]),
    ].filter((text) => text !== "(masked)");
    const squeezed = TEXT.replace(/ /g, "");
    expect(told.filter((text) => !squeezed.includes(text.replace(/\s/g, "")))).toEqual([]);
  });

  it("has every policy text but for its external IDs", () => {
    const shown = [...PAGE.matchAll(/<pre data-copy>([^]*?)<\/pre>/g)].map(
      ([, text]) => JSON.parse(text!.replace(/<[^>]*>/g, "").replace(/&amp;/g, "&")) as unknown,
    );
    const masked = (text: string) => text.replace(/("sts:ExternalId": )"[^"]*"/g, '$1"(masked)"');
    expect(shown).toEqual(REVIEW.policies.map(({ text }) => JSON.parse(masked(text)) as unknown));
    expect(JSON.stringify(shown)).toContain('"sts:ExternalId":"(masked)"');
  });

  it("tells a failing and an undecided review", () => {
    const { summary } = REVIEW.report;
    const withCounts = (fail: number, unknown: number) => ({
      ...REVIEW,
      report: {
        ...REVIEW.report,
        summary: {
          ...summary,
          fail: { ...summary.fail, error: fail },
          unknown: { ...summary.unknown, error: unknown },
        },
      },
    });
    expect(textOf(reviewHtml(withCounts(2, 1)))).toContain(
      "FAIL 2 errors must be mended or decided.",
    );
    expect(textOf(reviewHtml(withCounts(0, 1)))).toContain(
      "UNDECIDED No error is open, but 1 check could not be decided.",
    );
  });
});

it("shows no external ID that somebody wrote into a text", () => {
  const secret = SECRETS[0]!;
  const leaking = {
    ...REVIEW,
    deployments: REVIEW.deployments.map((one) => ({ ...one, tags: { [secret]: `x${secret}` } })),
    access: REVIEW.access.map((row) => ({
      ...row,
      principal: secret,
      conditions: [`is ${secret}`],
    })),
    policies: REVIEW.policies.map((one) => ({ ...one, holder: `role ${secret}` })),
  };
  expect(unbroken(reviewHtml(leaking))).toContain(secret);
  expect(unbroken(reviewHtml(maskedReview(leaking, SECRETS)))).not.toContain(secret);
});

it("stays readable with a hundred deployments", () => {
  const fleet = fleetOf(REVIEW, 100);
  const start = process.cpuUsage();
  const page = reviewHtml(fleet);
  const { user, system } = process.cpuUsage(start);
  // Two seconds on a machine of one's own; others may be at work on this one.
  expect((user + system) / 1e6).toBeLessThan(8);
  expect(page).toContain("<h1>100 deployments</h1>");
  expect(page.match(/<svg/g)).toHaveLength(100);
  // Folded, or nobody would find anything.
  expect(page.match(/<details class="stack"[^>]* open/g)).toBeNull();
});

it("has a page for a review of nothing", () => {
  const page = reviewHtml({
    ...REVIEW,
    ...{ deployments: [], stacks: [], access: [], roles: [], policies: [] },
    ...{ deviations: [], console: [], trusts: { nodes: [], edges: [] } },
    report: { ...REVIEW.report, inputs: [], findings: [] },
  });
  expect(textOf(page)).toContain("0 deployments");
});
