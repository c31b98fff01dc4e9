/** A range of IP addresses: `203.0.113.0/24`, `2001:db8::/32`, or a single address. */
interface IpRange {
  readonly version: 4 | 6;
  readonly bits: bigint;
  readonly prefix: number;
}

/** Whether an address, or a whole range, lies in a range. False where either is malformed. */
export function ipIsWithin(inner: string, outer: string): boolean {
  const one = parse(inner);
  const other = parse(outer);
  if (!one || !other || one.version !== other.version || one.prefix < other.prefix) return false;
  const rest = BigInt((one.version === 4 ? 32 : 128) - other.prefix);
  return one.bits >> rest === other.bits >> rest;
}

function parse(text: string): IpRange | undefined {
  const [address = "", prefix, ...more] = text.split("/");
  const version = address.includes(":") ? 6 : 4;
  const size = version === 4 ? 32 : 128;
  const bits = version === 4 ? bitsOf4(address) : bitsOf6(address);
  const length = prefix === undefined ? size : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (bits === undefined || more.length > 0 || length < 0 || length > size) return undefined;
  return { version, bits, prefix: length };
}

function bitsOf4(address: string): bigint | undefined {
  const bytes = address.split(".");
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256)) {
    return undefined;
  }
  return bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

function bitsOf6(text: string): bigint | undefined {
  const halves = withoutDots(text).split("::");
  const [head, tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (!head || halves.length > 2) return undefined;
  const gap = 8 - head.length - tail.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  const groups = [...head, ...Array<string>(gap).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** `::ffff:10.0.0.1` with its last four bytes as two groups; anything else as it is. */
function withoutDots(address: string): string {
  const [, head, dotted = ""] = /^(.*:)(\d+(?:\.\d+){3})$/.exec(address) ?? [];
  const bits = head === undefined ? undefined : bitsOf4(dotted);
  return bits === undefined
    ? address
    : `${head}${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
}
