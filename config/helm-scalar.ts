/** What Helm makes of a scalar; `refused` where it reads nothing of the whole file. */
export type HelmReading = string | number | boolean | null | { readonly refused: true };

/** Words without quotes that are no text to Go's reader. */
const TRUE = /^(y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(~|null|Null|NULL)?$/;
const REFUSED = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
/** What 64 bits hold, with a sign and without. */
const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n - 1n;

/**
 * Reads a scalar without quotes as Helm does: by the rules of YAML 1.1 as the Go library has them,
 * which takes 017 and 0o17 for octal, lets _ stand between digits, and knows no 12:30:45.
 */
export function helmReading(source: string): HelmReading {
  if (TRUE.test(source)) return true;
  if (FALSE.test(source)) return false;
  if (NULL.test(source)) return null;
  if (REFUSED.test(source)) return { refused: true };
  if (!/^([-+\d]|\.(?!_))/.test(source)) return source;
  const plain = source.replaceAll("_", "");
  const whole = integer(plain);
  if (whole !== undefined) return Number(whole);
  const number = FLOAT.test(plain) ? Number(plain) : Infinity;
  if (Number.isFinite(number)) return number;
  return source;
}

function integer(text: string): bigint | undefined {
  const [, sign = "", digits = ""] = /^([-+]?)(.+)$/s.exec(text) ?? [];
  const octal = /^0[oO]?([0-7]+)$/.exec(digits)?.[1];
  const standard = octal !== undefined ? `0o${octal}` : digits.toLowerCase();
  if (!/^(0o[0-7]+|0x[\da-f]+|0b[01]+|0|[1-9]\d*)$/.test(standard)) return undefined;
  const value = BigInt(standard) * (sign === "-" ? -1n : 1n);
  return value >= LEAST && value <= MOST ? value : undefined;
}

/** A whole number that is too long for either reader to keep, as they read it. */
export function rounded(source: string): string | undefined {
  if (!/^[-+]?\d+$/.test(source)) return undefined;
  const value = Number(source);
  if (!Number.isFinite(value)) return String(value);
  return BigInt(source.replace("+", "")) === BigInt(value) ? undefined : String(value);
}
