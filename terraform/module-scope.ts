import { descend, type Instance, type NameScope } from "./hcl-evaluate";
import { Unresolved } from "./known";
import { LONGEST_CHAIN, type Work } from "./work";

/** What the names in expressions of one module stand for, by their first word. */
export abstract class ModuleScope implements NameScope {
  constructor(
    readonly work: Work,
    /** Names that are being worked out, to find those that refer to themselves. */
    private readonly active: Set<string>,
  ) {}

  lookup(path: readonly string[], instance: Instance): unknown {
    const [root = "", name = "", ...rest] = path;
    const reference = path.join(".");
    switch (root) {
      case "var":
        return descend(this.variable(name), rest, reference);
      case "local":
        return descend(this.local(name, reference), rest, reference);
      case "count":
        return instance.count ?? new Unresolved(reference, "is not known");
      case "each":
        return instance.each
          ? descend(instance.each, [name, ...rest], reference)
          : new Unresolved(reference, "is not known");
      case "module":
        return this.output(name, rest, reference);
      case "data":
        return this.attribute([root, name, rest[0] ?? ""], rest.slice(1), reference);
      default:
        return this.attribute([root, name], rest, reference);
    }
  }

  protected abstract variable(name: string): unknown;
  protected abstract local(name: string, reference: string): unknown;
  protected abstract output(name: string, path: readonly string[], reference: string): unknown;
  /** @param address type and name of a resource; of a data source `data` before them. */
  protected abstract attribute(
    address: readonly string[],
    path: readonly string[],
    reference: string,
  ): unknown;

  /** Works out what a name stands for; Unresolved where that leads back to it. */
  guarded(name: string, work: () => unknown): unknown {
    const { active } = this;
    if (active.has(name)) return new Unresolved(name, "refers to itself");
    if (active.size >= LONGEST_CHAIN) return new Unresolved(name, "is named by too many others");
    active.add(name);
    try {
      return work();
    } finally {
      active.delete(name);
    }
  }
}
