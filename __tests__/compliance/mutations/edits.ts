import { list, type Json } from "./file";
import { editPlanned, addPlanned, removePlanned } from "./plan-edits";

/** One change to a good file. */
export type Change = (file: Json) => void;

export function isPlan(file: Json): boolean {
  return "planned_values" in file;
}

/** Changes the values of a resource, wherever the file has them. */
export function edit(address: string, change: (values: Json) => void): Change {
  return (file) => {
    if (isPlan(file)) editPlanned(file, address, change);
    else change(block(file, address));
  };
}

/** Sets attributes of a resource; undefined takes one away. */
export function set(address: string, values: Json): Change {
  return edit(address, (own) => {
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) Reflect.deleteProperty(own, key);
      else own[key] = value;
    }
  });
}

export function add(address: string, values: Json): Change {
  return (file) => {
    if (isPlan(file)) {
      addPlanned(file, address, values);
      return;
    }
    const [type = "", name = ""] = address.split(".");
    (file["resource"][type] ??= {})[name] = values;
  };
}

export function remove(address: string): Change {
  return (file) => {
    if (isPlan(file)) {
      removePlanned(file, address);
      return;
    }
    const [type = "", name = ""] = address.split(".");
    block(file, address);
    Reflect.deleteProperty(file["resource"][type], name);
  };
}

/** Changes a policy where it stands, as text. */
export function policy(address: string, change: (document: Json) => void): Change {
  const attribute = address.startsWith("aws_iam_role.") ? "assume_role_policy" : "policy";
  return edit(address, (values) => {
    const document = JSON.parse(values[attribute]) as Json;
    document["Statement"] = list(document["Statement"]);
    change(document);
    values[attribute] = JSON.stringify(document);
  });
}

/** Changes one statement, found by its Sid or its place. */
export function statement(
  address: string,
  which: string | number,
  change: (statement: Json) => void,
): Change {
  return policy(address, (document) => change(statementOf(document, which)));
}

export function addStatement(address: string, added: Json): Change {
  return policy(address, (document) => {
    list(document["Statement"]).push({ Effect: "Allow", ...added });
  });
}

export function dropStatement(address: string, which: string | number): Change {
  return policy(address, (document) => {
    const found = statementOf(document, which);
    document["Statement"] = list(document["Statement"]).filter((one: Json) => one !== found);
  });
}

/** Adds to a list of a statement: an action, a resource. */
export function grant(
  address: string,
  which: string | number,
  key: "Action" | "Resource",
  ...values: readonly string[]
): Change {
  return statement(address, which, (found) => {
    found[key] = [...list(found[key]), ...values];
  });
}

/** Puts another text in the place of one that stands in a statement's list. */
export function swap(
  address: string,
  which: string | number,
  key: "Action" | "Resource",
  ...[from, to]: readonly [string, string | undefined]
): Change {
  return statement(address, which, (found) => {
    const before: unknown[] = list(found[key]);
    if (!before.includes(from)) throw new Error(`${address} ${which} has no ${key} ${from}`);
    found[key] = before.flatMap((one) => (one === from ? (to ?? []) : [one]));
  });
}

/** Replaces the conditions of a statement; undefined drops them. */
export function condition(
  address: string,
  which: string | number,
  change: Json | undefined | ((condition: Json) => Json | undefined),
): Change {
  return statement(address, which, (found) => {
    const next: unknown =
      typeof change === "function" ? change(found["Condition"] as Json) : change;
    if (next === undefined) Reflect.deleteProperty(found, "Condition");
    else found["Condition"] = next;
  });
}

/** Replaces a text wherever it stands in a policy. */
export function replaceIn(address: string, from: string, to: string): Change {
  const attribute = address.startsWith("aws_iam_role.") ? "assume_role_policy" : "policy";
  return edit(address, (values) => {
    const text = String(values[attribute]);
    if (!text.includes(from)) throw new Error(`${address} does not say ${from}`);
    values[attribute] = text.replaceAll(from, to);
  });
}

function statementOf(document: Json, which: string | number): Json {
  const statements = document["Statement"] as Json[];
  const found =
    typeof which === "number"
      ? statements[which]
      : statements.find((statement) => statement["Sid"] === which);
  if (!found) throw new Error(`no statement ${which}`);
  return found;
}

function block(file: Json, address: string): Json {
  const [type = "", name = ""] = address.split(".");
  const found = file["resource"]?.[type]?.[name] as Json | undefined;
  if (!found) throw new Error(`no resource ${address}`);
  return found;
}
