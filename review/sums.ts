/** File that `sha256sum --check` reads. */
export const SUMS = "SHA256SUMS";

/** Its text: the SHA-256 of every other file of a bundle, the manifest's too. */
export function sumsText(sums: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(sums).sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([path, sum]) => `${sum}  ${path}\n`).join("");
}
