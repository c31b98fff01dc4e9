/**
 * The page's only script: search, copying, unfolding for print. It adds what it needs itself, so
 * that without it nothing dead stands on the page. It makes no request and writes no markup.
 */
export const SCRIPT = `"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // Search: rows of the access tables and policies; what holds a hit unfolds, what holds none goes.
  const box = byId("search");
  const field = byId("search-field");
  const status = byId("search-status");
  const folds = all("details.stack:is([data-part=access],[data-part=policies])");
  const before = new Map();
  let index;
  const read = () => folds.map((fold) => {
    const stack = fold.dataset.stack + " ";
    const rows = all("tbody", fold).flatMap((body) => {
      const who = all("tr.who", body).map((row) => row.textContent + " ").join("");
      return all("tr:not(.who)", body).map((row) => ({ body, row, text: stack + who + row.textContent }));
    });
    const texts = all("details.policy", fold).map((row) => ({ row, text: stack + row.textContent }));
    return { fold, part: fold.dataset.part, items: [...rows, ...texts].map((item) => ({ ...item, text: item.text.toLowerCase() })) };
  });
  const search = () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    index ??= read();
    const found = { access: 0, policies: 0 };
    const total = { access: 0, policies: 0 };
    for (const { fold, part, items } of index) {
      const bodies = new Map();
      let hits = 0;
      for (const { row, body, text } of items) {
        const hit = words.every((word) => text.includes(word));
        row.hidden = !hit;
        if (hit) hits += 1;
        if (body) bodies.set(body, bodies.get(body) || hit);
      }
      for (const [body, hit] of bodies) body.hidden = !hit;
      found[part] += hits;
      total[part] += items.length;
      if (words.length > 0) {
        if (!before.has(fold)) before.set(fold, fold.open);
        fold.hidden = hits === 0;
        fold.open = hits > 0;
      } else {
        fold.hidden = false;
        if (before.has(fold)) fold.open = before.get(fold);
      }
    }
    if (words.length === 0) before.clear();
    byId("search-access").textContent = found.access + " of " + total.access + " access rows";
    byId("search-policies").textContent = found.policies + " of " + total.policies + " policy texts";
    status.hidden = words.length === 0;
  };
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 80);
  });
  box.hidden = false;

  // A link to something folded unfolds it.
  const reveal = () => {
    let target = byId(decodeURIComponent(location.hash.slice(1)));
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

  // On paper nothing can be unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("main[data-unfold] details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
    folded = [];
  });
})();
`;
