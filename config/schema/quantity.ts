import { kind } from "./field";

/** An amount of CPU as Kubernetes writes it: cores, or thousandths of one. */
export const cpu = kind(
  (value) =>
    /^(\d+m|\d+(\.\d{1,3})?)$/.test(value)
      ? undefined
      : {
          code: "quantity",
          message: "is not an amount of CPU",
          allowed: 'cores, in quotes: "2", "0.5" or "500m"',
        },
  "^([0-9]+m|[0-9]+(\\.[0-9]{1,3})?)$",
);

/** An amount of memory as Kubernetes writes it. */
export const memory = kind(
  (value) =>
    /^(\d+(\.\d+)?)(Ki|Mi|Gi|Ti|k|M|G|T)?$/.test(value)
      ? undefined
      : {
          code: "quantity",
          message: "is not an amount of memory",
          allowed: "a number and a unit: 512Mi, 2Gi",
          fix: /^\d+(\.\d+)?\s*(MB|GB|TB)$/i.test(value)
            ? `use ${value.replace(/\s*([MGT])B$/i, (_, unit: string) => `${unit.toUpperCase()}i`)}`
            : undefined,
        },
  "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$",
);

const UNITS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity as a number, to be compared with another of its kind. */
export function amountOf(quantity: string): number {
  const [, number = "", unit = ""] = /^([\d.]+)(\D*)$/.exec(quantity) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}
