/** Ids of the parts of a page: readable, so that links to them can be passed on, and unique. */
export function idMaker(): (text: string) => string {
  const used = new Set<string>();
  return (text) => {
    const base = slug(text);
    let id = base;
    for (let number = 2; used.has(id); number += 1) id = `${base}-${number}`;
    used.add(id);
    return id;
  };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
