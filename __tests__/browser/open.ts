import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { source as axe } from "axe-core";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { chromiumBinary, CHROMIUM_FLAGS } from "../support/tools-chromium";
import { cleanEnvironment } from "../support/tools-terraform";
import { scratchFolder } from "../support/scratch";

/** A page that is open, with all that it asked for and complained about. */
export interface Opened {
  readonly page: Page;
  /** Address of the file. */
  readonly url: string;
  /** Everything that the page tried to load, itself included. */
  readonly requests: readonly string[];
  /** Messages of the console, violations of the page's policy and errors of its script. */
  readonly complaints: readonly string[];
}

/** A browser of the tests' own: headless, with a profile that nothing has touched. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumBinary(),
    args: CHROMIUM_FLAGS,
    env: cleanEnvironment(),
  });
}

/** Writes a page to a file and opens it, as a reviewer does who got it by mail. */
export async function open(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const file = join(scratchFolder(), "review.html");
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  // Put in from outside: the page's own policy would refuse another script.
  await context.addInitScript({ content: axe });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return { page, url, requests, complaints };
}

/** What axe finds wrong with a page: rule, and the elements that break it. */
export async function violations(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const results = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] })`,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html} (${failureSummary})`),
  );
}
