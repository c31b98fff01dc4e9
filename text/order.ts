/** By code units: what `localeCompare` says depends on the machine. */
export function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
