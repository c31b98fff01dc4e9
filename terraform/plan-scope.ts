import type { Resource } from "./model";
import { own } from "../text/own";
import { descend, evaluate, type Instance } from "./hcl-evaluate";
import { indexKey } from "./instances";
import { child, isRecord, type PlainRecord, mapValues } from "../text/record";
import { unique } from "../text/unique";
import { firstUnresolved, hasUnknown, orUnresolved, Unresolved } from "./known";
import { ModuleScope } from "./module-scope";
import {
  parentPrefix,
  referencesIn,
  type Configuration,
  type ConfiguredModule,
} from "./plan-configuration";
import { policyDocumentJson } from "./policy-data";
import { instanceKey, staticAddress } from "./references";
import type { Work } from "./work";

const AFTER_APPLY = "is known after apply only";

/** What the scopes of all modules of one plan share. */
export interface PlanContext {
  readonly configuration: Configuration;
  /** `variables` of the plan: what the root module was given. */
  readonly variables: PlainRecord;
  /** Resources and data sources by address. */
  readonly byAddress: ReadonlyMap<string, Resource>;
  /** Attributes that are being worked out, to find those that refer to themselves. */
  readonly active: Set<string>;
  readonly work: Work;
}

/** Everything that expressions of one instance of a module can name, as far as a plan tells. */
export class PlanScope extends ModuleScope {
  constructor(
    private readonly context: PlanContext,
    private readonly module: ConfiguredModule,
    /** `module.a[0].`; empty for the root module. */
    private readonly prefix: string,
  ) {
    super(context.work, context.active);
  }

  /** The instance that an address is of. */
  instanceOf(address: string): Instance {
    const { resources } = this.context.configuration;
    return this.instance(address, () => resources.get(staticAddress(address))?.forEach);
  }

  /** The instance of an address, by the expression of its `for_each`. */
  private instance(address: string, forEach: () => unknown): Instance {
    const key = instanceKey(address);
    if (key === "") return {};
    const index: unknown = JSON.parse(key.slice(1, -1));
    if (typeof index === "number") return { count: index };
    return { each: eachOf(String(index), () => this.evaluate(forEach(), {})) };
  }

  /**
   * Value of an expression of the configuration. Plans repeat the text of an expression only where
   * the root module is written in JSON: the text then is the "constant" beside its references.
   */
  evaluate(node: unknown, instance: Instance): unknown {
    if (!this.work.spend(1)) return new Unresolved("an expression", "takes too long to work out");
    if (Array.isArray(node)) return node.map((item) => this.evaluate(item, instance));
    if (!isRecord(node)) return new Unresolved("an expression", AFTER_APPLY);
    const { constant_value: constant, references } = node;
    if (constant !== undefined) {
      if (Array.isArray(references)) return evaluate(constant, this, instance);
      // Either text that was `$${` before, or a template without references: it cannot be told.
      const unclear = JSON.stringify(constant).includes("${");
      return unclear ? new Unresolved("an expression", "is not worked out here") : constant;
    }
    if (Array.isArray(references) || Object.keys(node).length === 0) {
      const named = referencesIn(node);
      const open = leaves(named).filter((one) => !this.isKnown(one, instance));
      // Which of several locals it is, a plan does not tell.
      const reference = open.join(" or ") || (named[0] ?? "an expression");
      const holders = () => this.holders(named, instance);
      return new Unresolved(reference, AFTER_APPLY, this.partial(named, instance), holders);
    }
    return mapValues(node, (inner) => this.evaluate(inner, instance));
  }

  /** What is known of the one text that an expression names, and most likely is: `data.x.y.json`. */
  private partial(references: readonly string[], instance: Instance): string | undefined {
    const [first] = references;
    if (first === undefined || !references.every((one) => first.startsWith(one))) return undefined;
    const found = this.lookup(first.replace(/\[(\d+)\]/g, ".$1").split("."), instance);
    if (found instanceof Unresolved) return found.partial;
    return typeof found === "string" ? found : undefined;
  }

  /** Roles and users that an expression names by their ARNs, which their names tell already. */
  private holders(references: readonly string[], instance: Instance): readonly string[] {
    return unique(
      references
        .filter((one) => NAMES_ARN.test(one))
        .flatMap((one) => {
          const found = this.lookup(one.replace(/\[(\d+)\]/g, ".$1").split("."), instance);
          const text = found instanceof Unresolved ? found.partial : found;
          if (typeof text === "string") return HOLDER.test(text) ? [text] : [];
          return found instanceof Unresolved ? found.holders() : [];
        }),
    );
  }

  /** Of several references of an expression, it is not one of these that makes it unknown. */
  private isKnown(reference: string, instance: Instance): boolean {
    const path = reference.replace(/\[(\d+)\]/g, ".$1").split(".");
    return firstUnresolved(this.lookup(path, instance)) === undefined;
  }

  protected variable(name: string): unknown {
    const { parent, call } = this.module;
    if (!parent) {
      const given = own(this.context.variables, name);
      const value = isRecord(given) ? given["value"] : undefined;
      return value ?? new Unresolved(`var.${name}`, "is not in the plan");
    }
    const scope = new PlanScope(this.context, parent, parentPrefix(this.prefix));
    const node = child(call["expressions"], name);
    const forEach = () => call["for_each_expression"];
    return this.guarded(`${this.prefix}var.${name}`, () =>
      scope.evaluate(node, scope.instance(this.prefix.slice(0, -1), forEach)),
    );
  }

  protected local(_: string, reference: string): unknown {
    return new Unresolved(reference, "is not in plans");
  }

  protected output(name: string, path: readonly string[]): unknown {
    const module = this.module.children.get(name);
    if (!module) return new Unresolved(`module.${name}`, "is not in the plan");
    const [first = "", second = ""] = path;
    const indexed = own(module.outputs, first) === undefined;
    const key = indexed ? indexKey(first) : "";
    const scope = new PlanScope(this.context, module, `${this.prefix}module.${name}${key}.`);
    const output = indexed ? second : first;
    const node = child(own(module.outputs, output), "expression");
    const reference = `module.${name}.${output}`;
    const value = this.guarded(`${this.prefix}${reference}`, () => scope.evaluate(node, {}));
    return descend(value, path.slice(indexed ? 2 : 1), reference);
  }

  protected attribute(named: readonly string[], path: readonly string[]): unknown {
    const address = `${this.prefix}${named.join(".")}`;
    const [first = ""] = path;
    const { byAddress } = this.context;
    const indexed = byAddress.get(`${address}${indexKey(first)}`);
    const resource = indexed ?? byAddress.get(address);
    if (!resource) return new Unresolved(address, "is not in the plan");
    const [attribute = "", ...rest] = indexed ? path.slice(1) : path;
    const reference = `${resource.address}.${attribute}`;
    return descend(orUnresolved(resource.resolve(attribute), reference), rest, reference);
  }

  /** JSON of an `aws_iam_policy_document` that Terraform reads at apply only. */
  policyDocument(resource: Resource, expressions: PlainRecord, instance: Instance): unknown {
    return policyDocumentJson(
      this.filled(resource.values, resource.unknown, expressions, instance),
    );
  }

  /** Values with what is unknown among them worked out, attribute by attribute. */
  private filled(
    values: PlainRecord,
    mask: unknown,
    node: unknown,
    instance: Instance,
  ): PlainRecord {
    const known = Object.entries(values).filter(([key]) => !hasUnknown(child(mask, key)));
    const open = new Set(Object.keys(isRecord(mask) ? mask : {}));
    const worked = [...open]
      .filter((key) => hasUnknown(child(mask, key)) && !COMPUTED.has(key))
      .map((key): [string, unknown] => [
        key,
        this.filledAttribute(key, own(values, key), child(mask, key), child(node, key), instance),
      ]);
    return Object.fromEntries([...known, ...worked]);
  }

  private filledAttribute(
    key: string,
    value: unknown,
    mask: unknown,
    node: unknown,
    instance: Instance,
  ): unknown {
    // Statements keep their order; other blocks are sets, which Terraform sorts.
    if (key !== "statement" || !Array.isArray(value)) return this.evaluate(node, instance);
    if (!Array.isArray(node) || node.length !== value.length) {
      return new Unresolved("a dynamic block", "is not worked out here");
    }
    return value.map((item: unknown, index) =>
      isRecord(item)
        ? this.filled(item, child(mask, index), node[index], instance)
        : new Unresolved("a statement", "is no block"),
    );
  }
}

/** References to an ARN, or to what may bring some. */
const NAMES_ARN = /^var\.|arns?(?:\[|$)/;
const HOLDER = /^arn:[^:]*:iam::\d{12}:(?:role|user)\//;

/** What the data source makes itself. */
const COMPUTED = new Set(["id", "json", "minified_json"]);

/** `each` whose value is worked out when it is asked for. */
function eachOf(key: string, all: () => unknown): NonNullable<Instance["each"]> {
  return {
    key,
    get value() {
      const given = all();
      if (Array.isArray(given)) return key;
      return child(given, key) ?? new Unresolved("each.value", "is not known");
    },
  };
}

/** References without those that only lead to another of them, which Terraform lists as well. */
function leaves(references: readonly string[]): readonly string[] {
  const leadsOn = (one: string) =>
    references.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`));
  return unique(references.filter((one) => !leadsOn(one)));
}
