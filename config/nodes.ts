import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { KeyPath } from "./show";

/** One step on the way to a value. */
interface Step {
  /** Absent at the root and in lists. */
  readonly key?: Node;
  /** As it is written: an alias stands for itself. Absent for a key without a value. */
  readonly value?: Node;
}

/** Finds the nodes of a YAML document by the paths of its plain data; follows aliases. */
export class Nodes {
  /** Large mappings are asked for many of their keys, one by one. */
  private readonly indexes = new Map<YAMLMap, Map<string, Pair>>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly targets: ReadonlyMap<Alias, Node>,
  ) {}

  /** Where a value, or its key, begins; where it is missing, the key of the nearest parent. */
  offsetOf(path: KeyPath, what: "key" | "value"): number {
    const steps = this.stepsTo(path);
    const { key, value } = steps.at(-1)!;
    const exact = steps.length === path.length + 1;
    return startOf(exact && what === "value" ? (value ?? key) : (key ?? value));
  }

  /** The node at a path; what it stands for where it is an alias. */
  nodeAt(path: KeyPath): Node | undefined {
    const steps = this.stepsTo(path);
    return steps.length === path.length + 1 ? this.follow(steps.at(-1)!.value) : undefined;
  }

  private stepsTo(path: KeyPath): Step[] {
    const steps: Step[] = [{ value: this.document.contents ?? undefined }];
    for (const part of path) {
      const parent = this.follow(steps.at(-1)!.value);
      const step = isMap(parent)
        ? this.inMap(parent, String(part))
        : isSeq(parent)
          ? inList(parent.items[Number(part)])
          : undefined;
      if (!step) break;
      steps.push(step);
    }
    return steps;
  }

  private inMap(map: YAMLMap, key: string): Step | undefined {
    let index = this.indexes.get(map);
    if (!index) {
      index = new Map(map.items.map((pair) => [keyText(pair), pair]));
      this.indexes.set(map, index);
    }
    const pair = index.get(key);
    return pair && { key: pair.key as Node, value: (pair.value as Node | null) ?? undefined };
  }

  private follow(node: Node | undefined): Node | undefined {
    return isAlias(node) ? this.targets.get(node) : node;
  }
}

function inList(node: unknown): Step | undefined {
  return node === undefined ? undefined : { value: node as Node };
}

/** Where a node begins in the text. */
export function startOf(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0;
}

/** Line and column of an offset in the text. */
export function placeAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** A key as plain data has it: numbers and the like become text. */
export function keyText({ key }: Pair): string {
  const value = isScalar(key) ? key.value : undefined;
  return value === null || value === undefined
    ? ""
    : (value as string | number | boolean).toString();
}
