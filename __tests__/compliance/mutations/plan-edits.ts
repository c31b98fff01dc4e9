import { list, type Json } from "./file";

/** A resource in all the places where a plan has it. */
interface Planned {
  readonly change: Json;
  readonly planned: Json | undefined;
  readonly configured: Json | undefined;
}

/** Changes what a resource will be: in the change, in the planned values and as it is written. */
export function editPlanned(file: Json, address: string, edit: (values: Json) => void): void {
  const { change, planned, configured } = find(file, address);
  const after = change["after"] as Json;
  const before = structuredClone(after);
  edit(after);
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    Reflect.deleteProperty(change["after_unknown"] as Json, key);
    if (configured) write(configured["expressions"] as Json, key, after[key]);
  }
  if (planned) planned["values"] = structuredClone(after);
  if (change["before"] !== null && JSON.stringify(before) !== JSON.stringify(after)) {
    change["actions"] = ["update"];
  }
}

/** A literal stands in the place of what was written; blocks are left, nothing reads them. */
function write(expressions: Json, key: string, value: unknown): void {
  if (value === undefined || value === null) Reflect.deleteProperty(expressions, key);
  else if (!Array.isArray(expressions[key])) expressions[key] = { constant_value: value };
}

export function addPlanned(file: Json, address: string, values: Json): void {
  const [type, name] = address.split(".");
  const base = { address, mode: "managed", type, name };
  const provider_name = "registry.terraform.io/hashicorp/aws";
  list(file["resource_changes"]).push({
    ...base,
    provider_name,
    change: { actions: ["create"], before: null, after: values, after_unknown: { id: true } },
  });
  list(file["planned_values"].root_module.resources).push({
    ...base,
    provider_name,
    values: structuredClone(values),
  });
  const expressions = Object.entries(values).map(([key, value]) => [
    key,
    { constant_value: value as unknown },
  ]);
  list(file["configuration"].root_module.resources).push({
    ...base,
    expressions: Object.fromEntries(expressions) as Json,
  });
}

export function removePlanned(file: Json, address: string): void {
  find(file, address);
  const others = (one: Json) => one["address"] !== address;
  file["resource_changes"] = list(file["resource_changes"]).filter(others);
  for (const module of [file["planned_values"].root_module, file["configuration"].root_module]) {
    module.resources = list(module.resources).filter(others);
  }
}

/** The plan destroys a resource, or destroys it and makes another. */
export function destroy(address: string, replacedFor?: string) {
  return (file: Json) => {
    const { change } = find(file, address);
    change["before"] ??= structuredClone(change["after"]);
    if (replacedFor !== undefined) {
      change["actions"] = ["delete", "create"];
      change["replace_paths"] = [[replacedFor]];
      return;
    }
    const { after, before } = change;
    Object.assign(change, { actions: ["delete"], before: before ?? after, after: null });
    change["after_unknown"] = {};
    const others = (one: Json) => one["address"] !== address;
    for (const module of [file["planned_values"].root_module, file["configuration"].root_module]) {
      module.resources = list(module.resources).filter(others);
    }
  };
}

/** The plan only takes a resource out of the state. */
export function forget(address: string) {
  return (file: Json) => {
    destroy(address)(file);
    find(file, address).change["actions"] = ["forget"];
  };
}

/** What somebody changes in the account: the plan finds it, and `kept` does not undo it. */
export function outside(address: string, edit: (values: Json) => void, kept = true) {
  return (file: Json) => {
    const { change, planned } = find(file, address);
    const good = structuredClone(change["before"]) as Json;
    const found = structuredClone(good);
    edit(found);
    change["before"] = found;
    if (kept) change["after"] = structuredClone(found);
    else change["actions"] = ["update"];
    if (kept && planned) planned["values"] = structuredClone(found);
    const prior = file["prior_state"]?.values?.root_module?.resources as Json[] | undefined;
    const stored = prior?.find((one) => one["address"] === address);
    if (stored) stored["values"] = structuredClone(found);
    const entry = list(file["resource_changes"]).find(
      (one: Json) => one["address"] === address,
    ) as Json;
    const drift = { actions: ["update"], before: good, after: found, after_unknown: {} };
    const others = (file["resource_drift"] ?? []) as Json[];
    file["resource_drift"] = [
      ...others.filter((one) => one["address"] !== address),
      { ...entry, change: drift },
    ];
  };
}

/** The same, and a refresh was applied since: no plan tells that anything has changed. */
export function outsideUnseen(address: string, edit: (values: Json) => void) {
  return (file: Json) => {
    outside(address, edit)(file);
    const drift = file["resource_drift"] as Json[];
    file["resource_drift"] = drift.filter((one) => one["address"] !== address);
  };
}

/** Nobody knows an attribute before apply. */
export function unknownUntilApply(address: string, attribute: string) {
  return (file: Json) => {
    const { change, planned, configured } = find(file, address);
    for (const values of [change["after"] as Json, planned?.["values"] as Json | undefined]) {
      if (values) Reflect.deleteProperty(values, attribute);
    }
    change["after_unknown"][attribute] = true;
    if (configured) configured["expressions"][attribute] = { references: ["data.external.text"] };
  };
}

function find(file: Json, address: string): Planned {
  const isOne = (one: Json) => one["address"] === address;
  const entry = (file["resource_changes"] as Json[]).find(isOne);
  if (!entry) throw new Error(`no resource ${address}`);
  return {
    change: entry["change"] as Json,
    planned: (file["planned_values"].root_module.resources as Json[]).find(isOne),
    configured: (file["configuration"].root_module.resources as Json[]).find(isOne),
  };
}
