// Draws the top of the review page of the default config, as Chromium shows it: `npm run picture`,
// which needs Chromium (CONTRIBUTING.md). Not part of `npm run generate`: fonts differ from machine
// to machine. A path in place of docs/review.png may be named.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import {
  chromiumBinary,
  chromiumMissing,
  CHROMIUM_FLAGS,
} from "../__tests__/support/tools-chromium";

const SIZE = { width: 1280, height: 900 };

async function draw(file: string): Promise<void> {
  const reason = chromiumMissing();
  if (reason !== undefined) throw new Error(reason);
  const folder = mkdtempSync(join(tmpdir(), "byoc-picture-"));
  const browser = await chromium.launch({
    executablePath: chromiumBinary(),
    args: CHROMIUM_FLAGS,
  });
  try {
    const out = join(folder, "review");
    const args = ["dist/byoc.cjs", "export", "--format", "html", "--out", out, "--quiet"];
    execFileSync(process.execPath, args, { stdio: "ignore" });
    const page = await browser.newPage({ viewport: SIZE, colorScheme: "light" });
    await page.goto(pathToFileURL(join(out, "review.html")).href);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void draw(process.argv[2] ?? "docs/review.png");
