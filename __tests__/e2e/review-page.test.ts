import type { Browser, Page } from "playwright-core";
import { reviewHtml } from "../../review/html";
import { launch, open, violations, type Opened } from "../browser/open";
import { exampleReview, graphOf, withTexts } from "../review/html/reviews";
import { requires } from "../support/tools";

jest.setTimeout(180_000);

const NASTY = `</script></style></title><script>pwned=1</script><img src=x onerror=pwned=1>"' onload=pwned=1 `;

/** Shown on the screen, or on paper. */
const shown = (page: Page, selector: string) => page.locator(selector).first().isVisible();
const count = (page: Page, selector: string) => page.locator(selector).count();

requires("chromium")("the review page in a browser", () => {
  let browser: Browser;
  let html: string;
  beforeAll(async () => {
    html = reviewHtml(exampleReview("full-production"));
    browser = await launch();
  });
  afterAll(() => browser.close());

  describe.each([400, 1280])("%i pixels wide", (width) => {
    describe.each(["light", "dark"] as const)("in the %s scheme", (colorScheme) => {
      let opened: Opened;
      let page: Page;
      beforeAll(async () => {
        opened = await open(browser, html, { viewport: { width, height: 900 }, colorScheme });
        page = opened.page;
      });
      afterAll(() => page.context().close());

      it("asks for nothing but itself, and its policy lets all of it through", () => {
        expect(opened.requests).toEqual([opened.url]);
        expect(opened.complaints).toEqual([]);
      });

      it("is accessible, folded and unfolded", async () => {
        expect(await violations(page)).toEqual([]);
        await page.evaluate(
          "for (const one of document.querySelectorAll('details')) one.open = true",
        );
        expect(await violations(page)).toEqual([]);
        expect(opened.complaints).toEqual([]);
      });

      it("is never wider than the window", async () => {
        const sizes =
          "[document.documentElement.scrollWidth, document.documentElement.clientWidth]";
        expect(await page.evaluate(sizes)).toEqual([width, width]);
      });

      it("follows the scheme", async () => {
        const [red] = await page.evaluate<number[]>(
          "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)",
        );
        expect(red! > 128).toBe(colorScheme === "light");
      });
    });
  });

  describe("its search", () => {
    let page: Page;
    const hits = () =>
      page.evaluate<number[]>(
        `["#access .stack tbody tr:not(.who)", "details.policy"].map((selector) =>
          [...document.querySelectorAll(selector)].filter((one) => !one.hidden).length)`,
      );
    const unfolded = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('details[open]')].map((one) => one.textContent.slice(0, 60))",
      );
    beforeAll(async () => {
      ({ page } = await open(browser, html, { viewport: { width: 1280, height: 900 } }));
    });
    afterAll(() => page.context().close());

    it("leaves what has every word, unfolds it, and puts everything back", async () => {
      const { access, policies } = exampleReview("full-production");
      const before = await unfolded();
      expect(await hits()).toEqual([access.length, policies.length]);

      await page.fill("#search-field", "PassRole cross-account");
      await page.waitForSelector("#search-status:not([hidden])");
      const [rows, texts] = await hits();
      const passing = access.filter(
        ({ actions, principal }) =>
          actions.includes("iam:PassRole") && principal.includes("cross-account"),
      );
      expect(rows).toBeGreaterThanOrEqual(passing.length);
      expect(rows).toBeLessThan(10);
      expect(texts).toBeGreaterThan(0);
      expect(texts).toBeLessThan(policies.length / 2);
      expect(await page.locator("#search-access").textContent()).toBe(
        `${rows} of ${access.length} access rows`,
      );
      const visible = page.locator("#access .stack tbody tr:visible", { hasText: "iam:PassRole" });
      expect(await visible.count()).toBe(rows);

      await page.fill("#search-field", "nothing has this word");
      await page.locator("#search-access", { hasText: /^0 of/ }).waitFor();
      expect(await hits()).toEqual([0, 0]);

      await page.fill("#search-field", "");
      await page.waitForSelector("#search-status", { state: "hidden" });
      expect(await hits()).toEqual([access.length, policies.length]);
      expect(await unfolded()).toEqual(before);
    });
  });

  describe("by keyboard", () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await open(browser, html, { viewport: { width: 1280, height: 900 } }));
    });
    afterAll(() => page.context().close());

    it("skips to the content first of all", async () => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("main");
    });

    it("folds policies and unfolds them", async () => {
      const policy = page.locator("details.policy").first();
      await policy.locator("summary").first().focus();
      expect(await policy.locator("pre").isVisible()).toBe(false);
      await page.keyboard.press("Enter");
      expect(await policy.locator("pre").isVisible()).toBe(true);
      expect(await policy.getByRole("button", { name: /^Copy / }).count()).toBe(1);
      await page.keyboard.press("Space");
      expect(await policy.locator("pre").isVisible()).toBe(false);
    });

    it("follows a row to the text that says so", async () => {
      const link = page.locator("#access tr.who a").last();
      await page.evaluate(
        "document.querySelectorAll('#access details').forEach((one) => (one.open = true))",
      );
      await link.focus();
      await page.keyboard.press("Enter");
      await page.locator("details.policy:target[open]").waitFor();
      expect(await page.locator("details.policy:target pre").isVisible()).toBe(true);
    });

    it("scrolls within what is too wide", async () => {
      expect(await count(page, ".scroll:not([tabindex='0'][role='region'])")).toBe(0);
    });
  });

  it("shows everything on paper, and nothing to press", async () => {
    const { page } = await open(browser, html, {
      viewport: { width: 700, height: 900 },
      colorScheme: "dark",
    });
    expect(await shown(page, "#search")).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await shown(page, "#search")).toBe(false);
    expect(await shown(page, "nav")).toBe(false);
    expect(await shown(page, "details.policy:not([open]) pre")).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
      "rgb(255, 255, 255)",
    );
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.context().close();
  });

  it("can be read without its script", async () => {
    const { page, complaints } = await open(browser, html, { javaScriptEnabled: false });
    expect(await shown(page, "#search")).toBe(false);
    expect(await count(page, "button")).toBe(0);
    for (const id of ["summary", "access", "trusts", "policies"]) {
      expect(await shown(page, `#${id} h2`)).toBe(true);
    }
    const policy = page.locator("details.policy").first();
    await policy.locator("summary").first().click();
    expect(await policy.locator("pre").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("runs nothing that stands in a text", async () => {
    const nasty = reviewHtml(withTexts(exampleReview("milvus-irsa"), (text) => NASTY + text));
    const { page, url, requests, complaints } = await open(browser, nasty);
    expect(await page.evaluate("typeof pwned")).toBe("undefined");
    expect(await count(page, "img, iframe, object, embed, base, form")).toBe(0);
    expect(await count(page, "script")).toBe(1);
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([4, 40])(
    "draws %i roles so that no text is over another or outside its box",
    async (roles) => {
      const review = { ...exampleReview("milvus-irsa"), trusts: graphOf(roles) };
      const { page } = await open(browser, reviewHtml(review), {
        viewport: { width: 1280, height: 900 },
      });
      const collisions = await page.evaluate<string[]>(`(() => {
      const found = [];
      const over = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height - 2 && b.y < a.y + a.height - 2;
      const boxes = [...document.querySelectorAll(".graph .box")].map((box) => ({ box, area: box.querySelector("rect").getBBox() }));
      for (const { box, area } of boxes) {
        for (const text of box.querySelectorAll("text")) {
          const { x, y, width, height } = text.getBBox();
          const inside = x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height;
          if (!inside) found.push("outside its box: " + text.textContent);
        }
      }
      const labels = [...document.querySelectorAll(".graph .label")].map((label) => ({ label, area: label.getBBox() }));
      for (const [index, { label, area }] of labels.entries()) {
        for (const other of [...boxes, ...labels.slice(index + 1)]) {
          if (over(area, other.area)) found.push(label.textContent + " over " + (other.box ?? other.label).textContent);
        }
      }
      if (labels.length === 0 || boxes.length === 0) found.push("nothing is drawn");
      return found;
    })()`);
      expect(collisions).toEqual([]);
      expect(await page.getByRole("img", { name: "Who becomes which role" }).count()).toBe(1);
      await page.context().close();
    },
  );
});
