import { createHash } from "node:crypto";
import type { Chapter } from "../presented/data";
import { Html, html } from "./html";
import { SCRIPT } from "./script";
import { STYLE } from "./style";

export interface PageParts {
  readonly title: string;
  readonly header: Html;
  /** Entries of the contents. */
  readonly chapters: readonly Pick<Chapter, "id" | "title">[];
  readonly main: Html;
  readonly footer: Html;
  /** On paper everything is unfolded; too much for the pages of large fleets. */
  readonly unfoldForPrint: boolean;
}

/**
 * The document around the content. Style and script are allowed by their hashes alone, so nothing
 * that gets into the page by mistake can load, send or run anything.
 */
export function page({ title, header, chapters, main, footer, unfoldForPrint }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const entries = chapters.map(
    ({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li> `,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Html(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>${header}</header>
        <div class="page">
          <div class="beside">
            <div class="search" id="search" role="search" hidden>
              <label for="search-field">Search access and policies</label>
              <input
                id="search-field"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="iam:PassRole"
              />
              <div id="search-live" aria-live="polite">
                <p id="search-status" hidden>
                  <a id="search-access" href="#access"></a>
                  <a id="search-policies" href="#policies"></a>
                </p>
              </div>
            </div>
            <nav class="contents" aria-label="Contents">
              <ol>
                ${entries}
              </ol>
            </nav>
          </div>
          <main id="main" tabindex="-1" ${unfoldForPrint ? html` data-unfold` : undefined}>
            ${main}
          </main>
        </div>
        <footer>${footer}</footer>
        <p class="aside" id="said" role="status"></p>
        ${new Html(`<script>${SCRIPT}</script>`)}
      </body>
    </html>`.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
