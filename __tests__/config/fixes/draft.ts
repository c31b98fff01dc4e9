import { parseDocument, stringify } from "yaml";
import type { ConfigProblem, Environment } from "../../../config";
import type { Files } from "../run-in-folder";

export type Data = Record<string, unknown>;

/** What a fix changes: the files of a run, and the environment. */
export interface Draft {
  readonly files: Files;
  readonly environment: Environment;
}

/** Does what the words of a fix say at a problem's place; undefined where it cannot be done. */
export type Edit = (
  draft: Draft,
  problem: ConfigProblem,
  words: readonly string[],
) => Draft | undefined;

/** Steps of a path as messages show it: `milvus.release.values."a.b"[0]`. */
export function stepsOf(path: string): string[] {
  return [...path.matchAll(/"((?:[^"\\]|\\.)*)"|[^.[\]"]+/g)].map(([word, text]) => text ?? word);
}

export function placeOf({ path = "" }: ConfigProblem): string[] {
  return stepsOf(path);
}

export function textOf(draft: Draft, file: string): string {
  return String(draft.files[file]);
}

export function withText(draft: Draft, file: string, text: string): Draft {
  return { ...draft, files: { ...draft.files, [file]: text } };
}

/** Changes a file's data; every text is in quotes then. */
export function onData(draft: Draft, { file }: ConfigProblem, change: (data: Data) => void): Draft {
  const document = parseDocument(textOf(draft, file), { uniqueKeys: false });
  const data = document.toJS() as Data;
  change(data);
  return withText(
    draft,
    file,
    stringify(data, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 }),
  );
}

/** The value at a path; undefined where nothing stands. */
export function at(data: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inner, step) => (inner as Data | undefined)?.[step], data);
}

function parentOf(data: Data, steps: readonly string[]): Data {
  return steps.slice(0, -1).reduce<Data>((inner, step) => (inner[step] ??= {}) as Data, data);
}

export function put(data: Data, steps: readonly string[], value: unknown): void {
  parentOf(data, steps)[steps.at(-1)!] = value;
}

/** An entry of a list leaves no hole, and a mapping that becomes empty goes. */
export function take(data: Data, steps: readonly string[]): unknown {
  const parent = parentOf(data, steps);
  const key = steps.at(-1)!;
  const value = parent[key];
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return value;
}

/** Where a name of a fix stands: beside the problem, in the release, in its values, or at the top. */
export function find(data: Data, place: readonly string[], name: string): string[] {
  const steps = stepsOf(name);
  const starts = [
    place.slice(0, -1),
    ["milvus", "release"],
    ["milvus", "release", "values"],
    ["milvus", "cluster"],
    [],
  ];
  const start = starts.find((one) => at(data, [...one, ...steps]) !== undefined);
  return [...(start ?? (steps[0] === "milvus" ? [] : ["milvus", "release"])), ...steps];
}
