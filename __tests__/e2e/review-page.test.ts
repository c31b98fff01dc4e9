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

/** Where lines end within names: the character before each break, and the one after it. */
const breaksIn = (page: Page, selector: string) =>
  page.evaluate<string[]>(`(() => {
      const found = [];
      for (const code of document.querySelectorAll(${JSON.stringify(selector)})) {
        let last, before = "";
        const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const { data } = walker.currentNode;
          for (let at = 0; at < data.length; at += 1) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const { top, height } = range.getBoundingClientRect();
            if (height === 0) continue;
            if (last !== undefined && top > last + height / 2) found.push(before + "|" + data[at]);
            last = top;
            before = data[at];
          }
        }
      }
      return [...new Set(found)];
    })()`);

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
    const ROWS = "main tbody tr:not(.who)";
    const shownOf = (selector: string) => page.locator(`${selector}:visible`).count();
    const unfolded = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('details[open]')].map((one) => one.textContent.slice(0, 60))",
      );
    const search = async (words: string, said: RegExp) => {
      await page.fill("#search-field", words);
      await page.locator("#search-status", { hasText: said }).waitFor();
    };
    beforeAll(async () => {
      ({ page } = await open(browser, html, { viewport: { width: 1280, height: 900 } }));
    });
    afterAll(() => page.context().close());

    it("leaves what has every word, opens it, and puts everything back", async () => {
      const before = await unfolded();
      await search("PassRole cross-account", /in Who may do what/);
      const [rows, texts] = [await shownOf(ROWS), await shownOf("details.policy")];
      expect(rows).toBeGreaterThan(2);
      expect(rows).toBeLessThan(12);
      expect(texts).toBeGreaterThan(0);
      expect(texts).toBeLessThan(exampleReview("full-production").policies.length / 2);
      expect(await shownOf("details.policy pre")).toBe(texts);
      for (const row of await page.locator(`${ROWS}:visible`).all()) {
        const body = row.locator("xpath=ancestor::tbody");
        expect(((await body.textContent()) ?? "").toLowerCase()).toMatch(/passrole/);
      }

      await page.fill("#search-field", "");
      await page.waitForSelector("#search-status", { state: "hidden" });
      expect(await count(page, "main [hidden]")).toBe(0);
      expect(await unfolded()).toEqual(before);
    });

    it.each([
      ["a resource", "aws_route_table.private private_nat", "Inventory"],
      ["a finding that is folded", "DeleteOpenIDConnectProvider lock", "Checks and waivers"],
      ["a file", "acme-production-project/json/cdk.tf.json", "Inputs"],
      ["a value to paste", "storage_role_arn", "Values to paste"],
      ["what was configured", "CostCenter=4711", "Summary"],
      ["the drawing", "A1B2C3D4E5F60718293A4B5C6D7E8F90", "Who becomes whom"],
    ])("finds %s", async (_, words, section) => {
      await search(words, new RegExp(`\\d in ${section}`));
      const found = page.locator("main section:visible", { hasText: section });
      expect(await found.count()).toBeGreaterThan(0);
      for (const heading of await page.locator("main section > h3:visible").all()) {
        expect(await heading.evaluate("(one) => one.nextElementSibling?.tagName ?? 'H3'")).not.toBe(
          "H3",
        );
      }
    });

    it("marks the words", async () => {
      await search("CostCenter=4711", /^1 in Summary$/);
      expect(await page.evaluate("CSS.highlights.get('found').size")).toBe(1);
    });

    it("says when there is nothing", async () => {
      await search("nothing-has-this", /^Nothing on this page has this word\.$/);
      expect(await shownOf("main section")).toBe(0);
      await search("nothing-has these", /^Nothing on this page has all of these words\.$/);
    });

    it("gives way to a link that leads to what it put away", async () => {
      await search("nothing-has-this", /^Nothing/);
      await page.evaluate("location.hash = '#deviations'");
      await page.waitForSelector("#search-status", { state: "hidden" });
      expect(await shown(page, "#deviations h2")).toBe(true);
    });
  });

  it("has every cell of every row in sight at 400 pixels, each below its title", async () => {
    const { page } = await open(browser, html, { viewport: { width: 400, height: 900 } });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    const outside = await page.evaluate<string[]>(`
      [...document.querySelectorAll("tbody tr:not(.who) > *")]
        .filter((cell) => cell.getClientRects().length > 0)
        .filter((cell) => {
          const { left, right } = cell.getBoundingClientRect();
          return left < 0 || right > innerWidth || cell.scrollWidth > cell.clientWidth;
        })
        .map((cell) => cell.textContent)`);
    expect(outside).toEqual([]);
    const titles = await page.evaluate<string[]>(`
      [...document.querySelectorAll("#findings tbody tr:not(.who) > *")]
        .map((cell) => getComputedStyle(cell, "::before").content)`);
    expect(new Set(titles)).toContain('"Decided by"');
    await page.context().close();
  });

  it.each([400, 760])("stacks the drawing at %i pixels: all of it in sight", async (width) => {
    const { page } = await open(browser, html, { viewport: { width, height: 900 } });
    expect(await shown(page, ".drawing svg")).toBe(false);
    const text = await page.locator(".drawing .stacked").innerText();
    const { nodes, edges } = exampleReview("full-production").trusts;
    for (const { label } of [...nodes, ...edges]) expect(text).toContain(label);
    const cut = await page.evaluate<string[]>(`
      [...document.querySelectorAll(".drawing, .drawing .stacked *")]
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < 0 || right > innerWidth || (one.tagName === "DIV" && one.scrollWidth > one.clientWidth);
        })
        .map((one) => one.textContent)`);
    expect(cut).toEqual([]);
    await page.context().close();
  });

  it.each([400, 1280])("breaks names after separators only, at %i pixels", async (width) => {
    const { page } = await open(browser, html, { viewport: { width, height: 900 } });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    const breaks = await breaksIn(page, "main td code, main th code, main dd code, .end code");
    expect(breaks.filter((one) => !/^[-_/:.,=@ ]/.test(one))).toEqual([]);
    await page.context().close();
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

  describe("on paper", () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await open(browser, html, {
        viewport: { width: 700, height: 900 },
        colorScheme: "dark",
      }));
    });
    afterAll(() => page.context().close());

    it("shows everything but texts, and nothing to press", async () => {
      expect(await shown(page, "#search")).toBe(true);
      await page.emulateMedia({ media: "print" });
      expect(await shown(page, "#search")).toBe(false);
      expect(await shown(page, "nav")).toBe(false);
      expect(await shown(page, "button")).toBe(false);
      expect(await shown(page, "#inventory details:not([open]) table")).toBe(true);
      expect(await shown(page, "details.policy pre")).toBe(false);
      expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
        "rgb(255, 255, 255)",
      );
    });

    it("is a page for each section at least, with a head of its own", async () => {
      const pages = await page.evaluate<string[]>(
        "[...document.querySelectorAll('main > section')].map((one) => getComputedStyle(one).page)",
      );
      expect(new Set(pages).size).toBe(pages.length);
      expect(pages).not.toContain("auto");
      const heads = await page.evaluate<string>(`[...document.styleSheets[0].cssRules]
        .flatMap((rule) => [...(rule.cssRules ?? [])]).map((rule) => rule.cssText).join(" ")`);
      expect(heads).toContain('content: "Review of Zilliz Cloud BYOC on AWS: acme-production"');
      expect(heads).toContain('content: "Page " counter(page) " of " counter(pages)');
      expect(heads).toContain('content: "Who may do what"');
    });

    it("grows by the texts that were asked for, each with its name as a head", async () => {
      const pagesOf = async () => {
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        return Math.max(...[...pdf.matchAll(/\/Count (\d+)/g)].map(([, number]) => Number(number)));
      };
      const folded = await pagesOf();
      expect(folded).toBeGreaterThan(10);
      await page.evaluate(
        "document.querySelectorAll('details.policy').forEach((one) => (one.open = true))",
      );
      expect(await pagesOf()).toBeGreaterThan(folded + 10);
      const name = "document.querySelector('details.policy[open] > summary')";
      expect(await page.evaluate(`getComputedStyle(${name}).display`)).toBe("table-header-group");
    });

    it("has the texts where somebody presses for them, and folds them again", async () => {
      await page.emulateMedia({ media: "screen" });
      await page.evaluate(`
        document.querySelectorAll("details.policy").forEach((one) => (one.open = false));
        window.print = () => {
          dispatchEvent(new Event("beforeprint"));
          window.opened = document.querySelectorAll("details.policy:not([open])").length;
          dispatchEvent(new Event("afterprint"));
        }`);
      await page.getByRole("button", { name: "Print with every policy text" }).click();
      expect(await page.evaluate("window.opened")).toBe(0);
      expect(await count(page, "details.policy[open]")).toBe(0);
    });
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
