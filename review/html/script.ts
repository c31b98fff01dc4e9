/**
 * The page's only script: search, copying, unfolding for print. It adds what it needs itself, so
 * that without it nothing dead stands on the page. It makes no request and writes no markup.
 */
export const SCRIPT = `"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // Search: every row, text, fact and paragraph; what holds a hit unfolds, what holds none goes.
  const ITEM = "tbody tr:not(.who), details.policy, .facts > div, .figures li, .drawing, p:not(.intro)";
  const HOLDER = "section, section > div, details:not(.policy, .more), .scroll:not(.drawing), tbody, dl, .figures";
  const main = byId("main");
  const box = byId("search");
  const field = byId("search-field");
  const status = byId("search-status");
  const sections = all("section", main);
  const holders = all(HOLDER, main).filter((one) => !one.matches(".drawing") && !one.closest("details.policy"));
  const before = new Map();
  let index;
  const contextOf = (item) => [
    item.closest("details.stack")?.querySelector("h3").textContent,
    ...all("tr.who", item.closest("tbody") ?? item).map((row) => row.textContent),
    item.textContent,
  ].join(" ").toLowerCase();
  const read = () => all(ITEM, main)
    .filter((item) => !item.parentElement.closest("details.policy"))
    .map((item) => ({ item, text: contextOf(item), section: item.closest("section") }));
  const unfold = (fold) => {
    if (!before.has(fold)) before.set(fold, fold.open);
    fold.open = true;
  };
  const putBack = () => {
    for (const [fold, open] of before) fold.open = open;
    before.clear();
  };
  // Marks what was found, where the browser can without a change of the page.
  const mark = (items, words) => {
    if (!globalThis.Highlight) return;
    const ranges = [];
    for (const item of items.slice(0, 500)) {
      const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && ranges.length < 5000) {
        const text = walker.currentNode.data.toLowerCase();
        for (const word of words) for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };
  const search = () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const searching = words.length > 0;
    index ??= read();
    putBack();
    const kept = new Set();
    const found = new Map();
    const hits = [];
    for (const { item, text, section } of index) {
      const hit = words.every((word) => text.includes(word));
      item.hidden = !hit;
      if (!hit || !searching) continue;
      hits.push(item);
      found.set(section, (found.get(section) ?? 0) + 1);
      for (let at = item; at !== main; at = at.parentElement) kept.add(at);
    }
    for (const holder of holders) {
      holder.hidden = searching && !kept.has(holder);
      if (kept.has(holder) && holder.tagName === "DETAILS") unfold(holder);
    }
    for (const item of hits) {
      if (item.tagName === "DETAILS") unfold(item);
      for (const more of all("details.more", item)) {
        if (words.some((word) => more.textContent.toLowerCase().includes(word))) unfold(more);
      }
    }
    // A heading stays with what is below it.
    for (const heading of all("section > h3", main)) {
      let below = heading.nextElementSibling;
      while (below && below.tagName !== "H3" && below.hidden) below = below.nextElementSibling;
      heading.hidden = searching && (!below || below.tagName === "H3");
    }
    mark(hits, words);
    status.replaceChildren(...sections.filter((section) => found.has(section)).map((section) => {
      const link = document.createElement("a");
      link.href = "#" + section.id;
      link.textContent = found.get(section) + " in " + section.querySelector("h2").textContent;
      return link;
    }));
    if (hits.length === 0) status.textContent = "Nothing on this page has " + (words.length > 1 ? "all of these words." : "this word.");
    status.hidden = !searching;
  };
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 80);
  });
  box.hidden = false;

  // A link to something folded unfolds it.
  const reveal = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    // What a search has put away is there again for whoever follows a link to it.
    if (target?.closest("[hidden]")) {
      field.value = "";
      search();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Copy buttons, made when what they copy is first seen.
  const said = byId("said");
  const offer = (within) => {
    for (const source of all("[data-copy]", within)) {
      const text = source.tagName === "PRE";
      if ((text ? source.previousElementSibling : source.nextElementSibling)?.className === "copy") continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      const name = source.closest("details.policy")?.querySelector("summary code") ?? source;
      button.setAttribute("aria-label", "Copy " + name.textContent);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(source.textContent);
          button.textContent = "Copied";
          said.textContent = "Copied";
        } catch {
          getSelection().selectAllChildren(source);
          said.textContent = "Selected";
        }
        setTimeout(() => {
          button.textContent = "Copy";
          said.textContent = "";
        }, 1500);
      });
      if (text) source.before(button);
      else source.after(button);
    }
  };
  const offering = "details.policy, [data-part=console]";
  for (const one of all(offering)) if (one.open) offer(one);
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(offering)) offer(target);
  }, true);

  // On paper nothing can be unfolded; texts are long, and stay folded unless somebody asks for them.
  let folded = [];
  let withTexts = false;
  addEventListener("beforeprint", () => {
    folded = all("main[data-unfold] details:not([open])").filter((one) => withTexts || !one.matches(".policy"));
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
    folded = [];
    withTexts = false;
  });
  if (main.matches("[data-unfold]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Print with every policy text";
    button.addEventListener("click", () => {
      withTexts = true;
      print();
    });
    byId("print-texts").append(button);
  }
})();
`;
