import { parsedJson, valueAt, type PlainRecord } from "../text/record";
import { entriesOf, listAt, type MadeStack } from "./made";

/** Where a stack's state lies. */
export interface BackendOf {
  /** Terraform's name of it: `s3`. */
  readonly type: string;
  readonly settings: PlainRecord;
}

/** The backend of a stack's file. */
export function backendOf({ json }: MadeStack): BackendOf {
  const block = valueAt(json, ["terraform"]);
  const [[type, settings] = ["local", {}]] = [
    ...entriesOf(valueAt(block, ["backend"])),
    // HCP Terraform has a block of its own.
    ...entriesOf(block).filter(([key]) => key === "cloud"),
  ];
  return { type, settings: Object.fromEntries(entriesOf(settings)) };
}

/** A setting of a backend that is a text. */
export function setting(settings: PlainRecord, ...path: string[]): string | undefined {
  const value = valueAt(settings, path);
  return typeof value === "string" ? value : undefined;
}

/** Addresses of what a state has; of the root module, there is no other. None where it is empty. */
export function addressesIn(state: string): ReadonlySet<string> {
  return new Set(
    listAt(parsedJson(state), "resources")
      .filter((one) => valueAt(one, ["mode"]) === "managed")
      .map((one) => `${String(valueAt(one, ["type"]))}.${String(valueAt(one, ["name"]))}`),
  );
}
