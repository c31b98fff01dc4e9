import type { Input, Resource } from "../../model";
import { pointerKeys, strings } from "../../readers/json";
import { isGone } from "../../readers/known";
import { attributeOf } from "./blocks";

/** A text of a file, with what it belongs to. */
export interface Text {
  readonly value: string;
  readonly resource?: Resource;
  /** Attribute of the resource, or JSON pointer of the file. */
  readonly attribute: string;
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
  const owners = new Map([...input.resources, ...input.data].map((one) => [one.pointer, one]));
  for (const { pointer, value } of input.strings()) {
    const keys = pointerKeys(pointer);
    if (keys.includes("//")) continue;
    // `/resource/TYPE/NAME` or, where blocks of one name are a list, one step more.
    const owner = [4, 5].flatMap((depth) => {
      const place = pointer.split("/").slice(0, depth).join("/");
      const resource = owners.get(place);
      return resource ? [{ resource, path: keys.slice(depth - 1) }] : [];
    })[0];
    yield owner
      ? { value: plain(value), resource: owner.resource, attribute: attributeAt(owner.path) }
      : { value: plain(value), attribute: pointer };
  }
}

function* inValues(resource: Resource): Iterable<Text> {
  for (const { pointer, value } of strings(resource.values)) {
    yield { value: plain(value), resource, attribute: attributeAt(pointerKeys(pointer)) };
  }
}

function attributeAt(keys: readonly string[]): string {
  return attributeOf(keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)));
}

/** JSON within a text as people write it: Terraform's own has escapes for `<`, `>` and `&`. */
function plain(text: string): string {
  return text.replace(/\\u00(3c|3e|26)/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
