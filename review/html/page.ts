import { createHash } from "node:crypto";
import type { Head, Page } from "../../text/page";
import type { ReviewOwn } from "../presented/data";
import type { Anchors } from "./anchors";
import { section } from "./blocks";
import { Html, html, join } from "./html";
import { paperStyle } from "./paper";
import { SCRIPT } from "./script";
import { STYLE } from "./style";

/** A page without policy texts of its own has nothing that addresses lead to. */
const NO_TEXTS: Anchors = { policy: () => "", ofAddress: () => undefined };

/**
 * Style and script are allowed by their hashes alone, so nothing that gets into the page by mistake
 * can load, send or run anything.
 */
function securityOf(style: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** A page that needs nothing else: no request, no font, no picture. The same page gives the same bytes. */
export function pageHtml(page: Page<ReviewOwn>, anchors: Anchors = NO_TEXTS): string {
  const { head, sections, unfolds } = page;
  const { what, subject } = head;
  const style = STYLE + paperStyle(page);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Html(securityOf(style))}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>${subject}: ${what}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>${header(head)}</header>
        <div class="page">
          <div class="beside">
            <div class="search" id="search" role="search" hidden>
              <label for="search-field">Search this page</label>
              <input
                id="search-field"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="iam:PassRole"
              />
              <div id="search-live" aria-live="polite"><p id="search-status" hidden></p></div>
            </div>
            <nav class="contents" aria-label="Contents">
              <ol>
                ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
              </ol>
            </nav>
          </div>
          <main id="main" tabindex="-1" ${unfolds ? html` data-unfold` : undefined}>
            ${join(sections.map((one) => section(one, anchors)))}
          </main>
        </div>
        <footer>${footer(page)}</footer>
        <p class="aside" id="said" role="status"></p>
        ${new Html(`<script>${SCRIPT}</script>`)}
      </body>
    </html>`.text;
}

/** The verdict of the checks comes first of all. */
function header({ what, subject, verdict, title, meaning, counts }: Head): Html {
  return html`<p class="eyebrow">${what}</p>
    <h1>${subject}</h1>
    <div class="verdict ${verdict.toLowerCase()}">
      <p><strong>${title}</strong> <span>${meaning}</span></p>
      <ul>
        ${counts.map((text) => html`<li>${text}</li> `)}
      </ul>
    </div>`;
}

function footer({ version, unfolds }: Pick<Page, "version" | "unfolds">): Html {
  return html`<p>
    byoc ${version}. This page loads nothing and sends nothing.
    ${
      unfolds
        ? "Printed, it is unfolded but for policy texts: those that you unfolded are printed too."
        : "Printed, it shows what is unfolded; unfold the stacks that you need first."
    }
    <span id="print-texts"></span>
  </p>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
