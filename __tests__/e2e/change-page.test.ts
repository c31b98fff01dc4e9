import type { Browser } from "playwright-core";
import { changePage, permissionChanges } from "../../permissions";
import { pageHtml } from "../../review/html/page";
import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import { launch, open, violations } from "../browser/open";
import { requires } from "../support/tools";

jest.setTimeout(120_000);

/** From one example to another: roles and buckets that are new, gone and changed. */
function page(): string {
  const modelOf = (name: string) => joinInputs(readInputs([`examples/${name}/golden`]));
  const models = { before: modelOf("minimal"), after: modelOf("full-production") };
  const diff = permissionChanges(models.before, models.after);
  const side = (title: string) => ({ title, files: [{ file: title, sha256: "b".repeat(64) }] });
  const sides = { before: side("minimal"), after: side("full-production") };
  return pageHtml(changePage(diff, models, sides, "1.2.3"));
}

requires("chromium")("the page of a change in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each([
    [400, "light"],
    [400, "dark"],
    [1280, "light"],
    [1280, "dark"],
  ] as const)("is accessible and whole at %i pixels, %s", async (width, colorScheme) => {
    const opened = await open(browser, page(), { viewport: { width, height: 900 }, colorScheme });
    const shown = opened.page;
    expect(await violations(shown)).toEqual([]);
    await shown.evaluate(
      "document.querySelectorAll('details').forEach((one) => (one.open = true))",
    );
    expect(await violations(shown)).toEqual([]);
    expect(opened.requests).toEqual([opened.url]);
    expect(opened.complaints).toEqual([]);
    expect(await shown.evaluate("document.documentElement.scrollWidth")).toBe(width);
    const cut = await shown.evaluate<string[]>(`
      [...document.querySelectorAll("tbody tr > *, .scroll")]
        .filter((one) => one.getClientRects().length > 0 && one.scrollWidth > one.clientWidth)
        .map((one) => one.textContent)`);
    expect(cut).toEqual([]);
    await shown.context().close();
  });

  it("leads from a change to what it is a change of, and is a page for each section on paper", async () => {
    const { page: shown } = await open(browser, page(), { viewport: { width: 1280, height: 900 } });
    const link = shown.locator("#gained td a").first();
    const label = (await link.textContent()) ?? "";
    await link.click();
    const target = shown.locator("details.stack:target[open]");
    await target.waitFor();
    expect(await target.locator("h3").textContent()).toBe(label);
    const heads = await shown.evaluate<string>(`[...document.styleSheets[0].cssRules]
      .flatMap((rule) => [...(rule.cssRules ?? [])]).map((rule) => rule.cssText).join(" ")`);
    expect(heads).toContain("Change of permissions: minimal");
    expect(heads).toContain('content: "What somebody may do now"');
    expect((await shown.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
    await shown.context().close();
  });
});
