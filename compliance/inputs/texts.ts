import type { Input, Resource } from "../../terraform/model";
import { pointerKeys, strings } from "../../terraform/json";
import { isGone } from "../../terraform/known";
import { attributeOf } from "../blocks";

/** What a text belongs to. */
export interface Place {
  readonly resource?: Resource;
  /** Attribute of the resource, or JSON pointer of the file. */
  readonly attribute: string;
}

/** A text of a file. Of most nobody asks where they stand. */
export interface Text {
  readonly value: string;
  readonly place: () => Place;
}

/**
 * Texts that AWS or Terraform would read: of a synthesized file all but comments, of plans and
 * states those of the resources that there will be.
 */
export function* textsOf(input: Input): Iterable<Text> {
  if (input.kind !== "synth") {
    for (const resource of input.resources) if (!isGone(resource)) yield* inValues(resource);
    return;
  }
  let owners: ReadonlyMap<string, Resource> | undefined;
  for (const { pointer, value } of input.strings()) {
    if (pointer.includes("~1~1") && pointerKeys(pointer).includes("//")) continue;
    yield {
      value: plain(value),
      place: () => {
        owners ??= new Map([...input.resources, ...input.data].map((one) => [one.pointer, one]));
        return placeOf(pointer, owners);
      },
    };
  }
}

/** The owner is at `/resource/TYPE/NAME` or, where blocks of one name are a list, a step further. */
function placeOf(pointer: string, owners: ReadonlyMap<string, Resource>): Place {
  for (const depth of [4, 5]) {
    const resource = owners.get(pointer.split("/", depth).join("/"));
    if (resource)
      return { resource, attribute: attributeAt(pointer.slice(resource.pointer.length)) };
  }
  return { attribute: pointer };
}

function* inValues(resource: Resource): Iterable<Text> {
  for (const { pointer, value } of strings(resource.values)) {
    yield { value: plain(value), place: () => ({ resource, attribute: attributeAt(pointer) }) };
  }
}

function attributeAt(pointer: string): string {
  return attributeOf(pointerKeys(pointer).map((key) => (/^\d+$/.test(key) ? Number(key) : key)));
}

/** JSON within a text as people write it: Terraform's own has escapes for `<`, `>` and `&`. */
function plain(text: string): string {
  return text.replace(/\\u00(3c|3e|26)/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
