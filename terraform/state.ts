import type { PlainRecord } from "../text/record";
import type { Input, InputFile, Known, Resource } from "./model";
import { own } from "../text/own";
import { name, record, records, stringsUnder, text, textsIn } from "./json";
import { known } from "./known";

/** What a configuration beside the state says of a resource. */
type ReferencesOf = (address: string) => Resource["references"];

/** One object of a state, with where it stands. */
interface Stored extends Pick<Resource, "address" | "type" | "values" | "dependsOn" | "pointer"> {
  readonly mode: unknown;
}

/** A state as `terraform show -json` writes it. */
export function stateInput(source: InputFile): Input {
  return inputOf(source, storedResources(source, source.json["values"], "/values"));
}

/** A state file of Terraform's own, version 4. */
export function rawStateInput(source: InputFile): Input {
  return inputOf(source, byMode(source, rawStored(source.json)));
}

/** What a state's values hold, or those that a plan has of the state before. */
export function storedResources(
  source: InputFile,
  values: unknown,
  pointer: string,
  referencesOf?: ReferencesOf,
): ByMode {
  const where = `${pointer}/root_module`;
  const root = record(record(values, pointer)["root_module"], where);
  return byMode(source, [...storedIn(root, where)], referencesOf);
}

interface ByMode {
  readonly managed: readonly Resource[];
  readonly data: readonly Resource[];
}

function byMode(
  { file, lineOf }: InputFile,
  stored: readonly Stored[],
  referencesOf: ReferencesOf = () => ({}),
): ByMode {
  const made = (mode: string) =>
    stored
      .filter((one) => one.mode === mode)
      .map((one) => new StoredResource({ file, lineOf }, one, referencesOf(one.address)));
  return { managed: made("managed"), data: made("data") };
}

function inputOf(source: InputFile, { managed, data }: ByMode): Input {
  const { file, json, lineOf, isOneLine = false } = source;
  return {
    kind: "state",
    file,
    root: file,
    resources: managed,
    data,
    drift: [],
    gaps: [],
    providers: {},
    strings: (under = "") => stringsUnder(json, under),
    lineOf,
    isOneLine,
  };
}

function* storedIn(module: PlainRecord, pointer: string): Iterable<Stored> {
  for (const [index, resource] of records(module["resources"], `${pointer}/resources`).entries()) {
    // Of a deposed object only its deletion is left to do.
    if (resource["deposed_key"] !== undefined) continue;
    const own = `${pointer}/resources/${index}`;
    yield {
      mode: resource["mode"],
      address: name(resource["address"], `${own}/address`),
      type: text(resource["type"], `${own}/type`),
      values: record(resource["values"], `${own}/values`),
      dependsOn: textsIn(resource["depends_on"]),
      pointer: `${own}/values`,
    };
  }
  const children = records(module["child_modules"], `${pointer}/child_modules`);
  for (const [index, inner] of children.entries()) {
    yield* storedIn(inner, `${pointer}/child_modules/${index}`);
  }
}

function rawStored(json: PlainRecord): Stored[] {
  return records(json["resources"], "/resources").flatMap((resource, index) => {
    const own = `/resources/${index}`;
    const type = text(resource["type"], `${own}/type`);
    const module = typeof resource["module"] === "string" ? `${resource["module"]}.` : "";
    const data = resource["mode"] === "data" ? "data." : "";
    const base = `${module}${data}${type}.${text(resource["name"], `${own}/name`)}`;
    return records(resource["instances"], `${own}/instances`).flatMap((instance, at) => {
      if (instance["deposed"] !== undefined) return [];
      const { index_key: key } = instance;
      const pointer = `${own}/instances/${at}/attributes`;
      return {
        mode: resource["mode"],
        address: key === undefined ? base : `${base}[${JSON.stringify(key)}]`,
        type,
        values: record(instance["attributes"], pointer),
        dependsOn: textsIn(instance["dependencies"]),
        pointer,
      };
    });
  });
}

/** As those of plans, of a class to be small. */
class StoredResource implements Resource {
  readonly address: string;
  readonly type: string;
  readonly file: string;
  readonly pointer: string;
  readonly values: PlainRecord;
  readonly unknown = {};
  readonly dependsOn: readonly string[];

  constructor(
    private readonly source: Pick<InputFile, "file" | "lineOf">,
    { address, type, values, dependsOn, pointer }: Stored,
    readonly references: Resource["references"],
  ) {
    this.address = address;
    this.type = type;
    this.file = source.file;
    this.pointer = pointer;
    this.values = values;
    this.dependsOn = dependsOn;
  }

  get line(): number | undefined {
    return this.source.lineOf(this.pointer);
  }

  resolve(attribute: string): Known<unknown> {
    return known(own(this.values, attribute) ?? undefined);
  }
}
