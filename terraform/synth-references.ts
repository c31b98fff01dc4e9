import { own } from "../text/own";
import { strings } from "./json";
import { mostSpecific, namesIn, referencedAddress, staticAddress } from "./references";
import type { SynthModule } from "./synth-module";

/** Addresses that each attribute refers to; an entry for every attribute that is written. */
export function referencesOf(
  module: SynthModule,
  attributes: readonly (readonly [string, unknown])[],
): Record<string, readonly string[]> {
  return Object.fromEntries(
    attributes.map(([attribute, value]) => [
      attribute,
      mostSpecific(addressesIn(module, value, new Set())),
    ]),
  );
}

/** Addresses in a value, also those behind locals, variables of a module and its outputs. */
function addressesIn(module: SynthModule, value: unknown, seen: Set<string>): string[] {
  const names = strings(value).flatMap(({ value: text }) => namesIn(text));
  return [...new Set(names)].flatMap((name) => {
    const visit = `${module.prefix}${name}`;
    if (seen.has(visit)) return [];
    seen.add(visit);
    if (!module.work.spend(1)) return [];
    return addressesBehind(module, name, seen);
  });
}

function addressesBehind(module: SynthModule, name: string, seen: Set<string>): string[] {
  const [root, key = "", ...rest] = name.split(".");
  if (root === "local") return addressesIn(module, module.locals.get(key), seen);
  if (root === "var") {
    return module.call ? addressesIn(module.call.from, own(module.call.body, key), seen) : [];
  }
  if (root === "module") {
    const children = [...module.children].filter(
      ([child]) => staticAddress(child) === staticAddress(key),
    );
    return children.flatMap(([, child]) =>
      addressesIn(child, child.outputs.get(rest[0] ?? "")?.body["value"], seen),
    );
  }
  const address = referencedAddress(name);
  if (address === undefined) return [];
  const written = staticAddress(address);
  const exists = module.resources.has(written) || module.data.has(written.slice("data.".length));
  return exists ? [`${module.prefix}${address}`] : [];
}
