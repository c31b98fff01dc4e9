import type { Action, Change, Input, Known, Resource } from "../model";
import { computed } from "./computed";
import { child, isRecord, list, record, records, stringsUnder, text, type Json } from "./json";
import {
  firstUnresolved,
  hasUnknown,
  known,
  unknown,
  Unresolved,
  withoutUnresolved,
} from "./known";
import type { Place } from "./model-view";
import { placeOf } from "./place";
import {
  addressesBehind,
  configurationOf,
  referencesIn,
  type Configuration,
} from "./plan-configuration";
import { PlanScope, type PlanContext } from "./plan-scope";
import { modulePrefix, mostSpecific, staticAddress } from "./references";
import { storedResources, type StateFile } from "./state";

/** What the resources of one plan share; the place needs resources first. */
interface Plan {
  readonly source: Pick<StateFile, "file" | "lineOf">;
  readonly context: PlanContext;
  place: Place;
}

/** A plan with the means to read it again. */
export interface PlanFile extends StateFile {
  readonly reread?: () => Json;
}

/** A plan as `terraform show -json PLAN` writes it. */
export function planInput(source: PlanFile): Input {
  const { json, file, lineOf } = source;
  const configuration = configurationOf(json["configuration"]);
  const { values } = record(json["prior_state"], "/prior_state");
  const prior = storedResources(source, values, "/prior_state/values", (address) =>
    referencesOf(configuration, address),
  );
  const byAddress = new Map(prior.data.map((resource) => [resource.address, resource]));
  const variables = record(json["variables"], "/variables");
  const plan: Plan = {
    source: { file, lineOf },
    context: { configuration, variables, byAddress, active: new Set() },
    place: placeOf({ providers: {}, data: [], resources: [] }),
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
  const providers = providersOf(configuration, new PlanScope(plan.context, configuration.root, ""));
  plan.place = placeOf({ providers, data, resources: [...managed, ...prior.managed] });
  return {
    kind: "plan",
    file,
    root: file,
    formatVersion: String(json["format_version"]),
    resources: managed,
    data,
    drift: changedResources(plan, json, "resource_drift").map(({ resource }) => resource),
    gaps: gapsOf(json),
    providers,
    strings: stringsOf(source),
    lineOf,
  };
}

/** Half of a plan repeats the rest; a fleet's plans are kept without, and read again for this. */
function stringsOf({ json, reread }: PlanFile): Input["strings"] {
  const { configuration } = json;
  const whole = reread ?? always(json);
  return (under = "") =>
    stringsUnder(under.startsWith("/configuration/") ? { configuration } : whole(), under);
}

function always<Value>(value: Value): () => Value {
  return () => value;
}

function isData(address: string): boolean {
  return address.startsWith("data.", modulePrefix(address).length);
}

function changedResources(plan: Plan, json: Json, key: "resource_changes" | "resource_drift") {
  return records(json[key], `/${key}`).map((entry, index) => {
    const pointer = `/${key}/${index}`;
    const mode = entry["mode"] === "data" ? ("data" as const) : ("managed" as const);
    return { mode, resource: changedResource(plan, entry, pointer) };
  });
}

function changedResource(plan: Plan, entry: Json, pointer: string): Resource {
  const { source, context } = plan;
  const body = record(entry["change"], `${pointer}/change`);
  const deposed = typeof entry["deposed"] === "string" ? ` (deposed ${entry["deposed"]})` : "";
  const address = `${text(entry["address"], `${pointer}/address`)}${deposed}`;
  const type = text(entry["type"], `${pointer}/type`);
  const { action_reason: reason } = entry;
  const change: Change = {
    ...changeOf(body, `${pointer}/change`),
    ...(typeof reason === "string" && { reason }),
  };
  const values = change.after ?? {};
  const mask = body["after_unknown"] ?? {};
  const configured = context.configuration.resources.get(staticAddress(address));
  const place = change.after === null ? pointer : `${pointer}/change/after`;
  const resource: Resource = {
    address,
    type,
    file: source.file,
    pointer: place,
    get line() {
      return source.lineOf(place);
    },
    values,
    unknown: mask,
    sensitive: body["after_sensitive"],
    resolve: (attribute) => {
      if (!hasUnknown(child(mask, attribute))) return known(child(values, attribute) ?? undefined);
      return workedOut(plan, resource, attribute);
    },
    references: referencesOf(context.configuration, address),
    dependsOn: (configured?.dependsOn ?? []).map((other) => `${modulePrefix(address)}${other}`),
    change,
    ...(typeof entry["previous_address"] === "string" && {
      previousAddress: entry["previous_address"],
    }),
  };
  return resource;
}

function changeOf(body: Json, pointer: string): Change {
  const values = (key: string) =>
    body[key] === undefined || body[key] === null ? null : record(body[key], `${pointer}/${key}`);
  return {
    actions: list(body["actions"], `${pointer}/actions`) as readonly Action[],
    before: values("before"),
    after: values("after"),
    replacePaths: list(body["replace_paths"], `${pointer}/replace_paths`).filter(Array.isArray),
    importing: isRecord(body["importing"]),
  };
}

function referencesOf({ resources }: Configuration, address: string): Resource["references"] {
  const references: Record<string, readonly string[]> = {};
  const configured = resources.get(staticAddress(address));
  if (!configured) return references;
  for (const [attribute, node] of Object.entries(configured.expressions)) {
    const behind = addressesBehind(referencesIn(node), configured.module, modulePrefix(address));
    references[attribute] = mostSpecific(behind);
  }
  return references;
}

/** An attribute that Terraform does not know yet: as AWS will make it, or by its expression. */
function workedOut(plan: Plan, resource: Resource, attribute: string): Known<unknown> {
  const { address } = resource;
  const configured = plan.context.configuration.resources.get(staticAddress(address));
  const module = configured?.module ?? plan.context.configuration.root;
  const scope = new PlanScope(plan.context, module, modulePrefix(address));
  const value = scope.guarded(`${address}.${attribute}`, () => {
    const get = (key: string) => {
      const other = resource.resolve(key);
      return other.known ? other.value : Unresolved.because(`${address}.${key}`, other);
    };
    const made = computed(resource.type, attribute, get, plan.place);
    if (made !== undefined || !configured) return made;
    const { expressions } = configured;
    const instance = scope.instanceOf(address);
    if (resource.type === "aws_iam_policy_document" && /^(minified_)?json$/.test(attribute)) {
      return scope.policyDocument(resource, expressions, instance);
    }
    const node = expressions[attribute];
    return node === undefined ? undefined : scope.evaluate(node, instance);
  });
  if (value === undefined) return unknown(attribute, "it is known after apply only");
  const unresolved = firstUnresolved(value);
  return unresolved ? unknown(attribute, String(unresolved)) : known(value);
}

/** Settings that tell the place; a variable alone is taken for them, and checked there. */
const PLACE_SETTINGS = ["region", "allowed_account_ids"];

function providersOf(configuration: Configuration, scope: PlanScope): Input["providers"] {
  const found: Record<string, Json[]> = {};
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
    const values = withoutUnresolved(Object.fromEntries(settings)) as Json;
    (found[String(name)] ??= []).push(alias === undefined ? values : { ...values, alias });
  }
  return found;
}

function gapsOf(json: Json): string[] {
  const deferred = list(json["deferred_changes"], "/deferred_changes").length;
  return [
    ...(json["errored"] === true ? ["Terraform could not finish the plan (errored)"] : []),
    ...(json["complete"] === false
      ? ["the plan is not complete: it was made of some targets only, or changes are deferred"]
      : []),
    ...(deferred > 0 ? [`${deferred} changes are deferred to a later plan`] : []),
  ];
}
