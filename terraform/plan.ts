import { cached } from "../text/cache";
import { keyed, push } from "../text/group";
import type { Input, InputFile } from "./model";
import { externalIdsIn } from "./external-ids";
import { record, records, strings, stringsUnder, plainText } from "./json";
import { isRecord, type PlainRecord } from "../text/record";
import { membersWithoutUnresolved } from "./known";
import { placeOf } from "./place";
import { configurationOf, referencesIn, type Configuration } from "./plan-configuration";
import { planGaps } from "./plan-gaps";
import { PlanResource, referencesOf, type Plan } from "./plan-resource";
import { PlanScope } from "./plan-scope";
import { modulePrefix } from "./references";
import { Work } from "./work";
import { storedResources } from "./state";

/** A plan with the means to read it again. */
interface PlanFile extends InputFile {
  readonly reread?: () => PlainRecord;
}

/** A plan as `terraform show -json PLAN` writes it. */
export function planInput(source: PlanFile): Input {
  const { json, file, lineOf, isOneLine = false } = source;
  shareTexts([json["resource_changes"], json["configuration"]]);
  const configuration = configurationOf(json["configuration"]);
  const { values } = record(json["prior_state"], "/prior_state");
  const prior = storedResources(source, values, "/prior_state/values", (address) =>
    referencesOf(configuration, address),
  );
  const byAddress = keyed(prior.data, "address");
  const plan: Plan = {
    file,
    lineOf,
    configuration,
    variables: record(json["variables"], "/variables"),
    byAddress,
    active: new Set(),
    work: new Work(),
    place: placeOf({ providers: {}, data: [], resources: [] }),
    isPlaced: false,
  };
  const changed = changedResources(plan, json, "resource_changes");
  for (const { mode, resource } of changed) {
    if (mode === "data" || !byAddress.has(resource.address))
      byAddress.set(resource.address, resource);
  }
  // A plan that only refreshes has no changes; what it found is the state that it repeats.
  const managed =
    json["resource_changes"] === undefined
      ? prior.managed
      : changed.filter(({ mode }) => mode === "managed").map(({ resource }) => resource);
  const data = [...byAddress.values()].filter(({ address }) => isData(address));
  const providers = providersOf(configuration, new PlanScope(plan, configuration.root, ""));
  plan.place = placeOf({ providers, data, resources: [...managed, ...prior.managed] });
  plan.isPlaced = true;
  return {
    kind: "plan",
    file,
    root: file,
    resources: managed,
    data,
    drift: changedResources(plan, json, "resource_drift").map(({ resource }) => resource),
    ...planGaps(json, configuration, managed),
    providers,
    strings: stringsOf(source),
    externalIds: externalIdsIn({ strings: () => strings(json) }),
    lineOf,
    isOneLine,
  };
}

/** Half of a plan repeats the rest; a fleet's plans are kept without, and read again for this. */
function stringsOf({ json, reread }: PlanFile): Input["strings"] {
  const { configuration } = json;
  const whole = reread ?? (() => json);
  return (under = "") =>
    stringsUnder(under.startsWith("/configuration/") ? { configuration } : whole(), under);
}

function isData(address: string): boolean {
  return address.startsWith("data.", modulePrefix(address).length);
}

function changedResources(
  plan: Plan,
  json: PlainRecord,
  key: "resource_changes" | "resource_drift",
) {
  return records(json[key], `/${key}`).map((entry, index) => {
    const pointer = `/${key}/${index}`;
    const mode = entry["mode"] === "data" ? ("data" as const) : ("managed" as const);
    return { mode, resource: new PlanResource(plan, entry, pointer) };
  });
}

/** Settings that tell the place; a variable alone is taken for them, and checked there. */
const PLACE_SETTINGS = ["region", "allowed_account_ids"];

function providersOf(configuration: Configuration, scope: PlanScope): Input["providers"] {
  const found = new Map<string, PlainRecord[]>();
  for (const block of configuration.providers) {
    const expressions = record(block["expressions"], "/configuration/provider_config");
    const settings = Object.entries(expressions).map(([key, node]) => {
      const references = [...new Set(referencesIn(node))];
      const variable =
        PLACE_SETTINGS.includes(key) &&
        references.length === 1 &&
        /^var\.([\w-]+)$/.exec(references[0]!);
      const written = isRecord(node) && node["constant_value"] !== undefined;
      if (variable && !written) return [key, scope.lookup(["var", variable[1]!], {})] as const;
      return [key, scope.evaluate(node, {})] as const;
    });
    const { name, alias } = block;
    const values = membersWithoutUnresolved(Object.fromEntries(settings));
    const key = plainText(name);
    push(found, key, alias === undefined ? values : { ...values, alias });
  }
  return Object.fromEntries(found);
}

/** Shorter ones are not worth looking up. */
const LONG = 200;

const shared = cached((text: string) => text, 1_000);

/**
 * Keeps long texts of what was just parsed once: a plan repeats its policies in its configuration,
 * and most of a fleet's plans have the same ones.
 */
function shareTexts(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const inner = object[key];
    if (typeof inner === "object") shareTexts(inner);
    else if (typeof inner === "string" && inner.length >= LONG) object[key] = shared(inner);
  }
}
