import type { PlainRecord } from "../text/record";
import { groupBy } from "../text/group";
import type { Input, InputFile, Known } from "./model";
import { own } from "../text/own";
import { computed } from "./computed";
import { descend, evaluate, evaluateArguments, type Instance } from "./hcl-evaluate";
import { indexKey, instancesOf } from "./instances";
import { membersWithoutUnresolved, orUnresolved, Unresolved } from "./known";
import type { DeploymentPlace } from "./model-view";
import { ModuleScope } from "./module-scope";
import { placeOf } from "./place";
import { policyDocumentJson } from "./policy-data";
import {
  localValues,
  namedBlocks,
  providerBlocks,
  typedBlocks,
  type SynthBlock,
  type TypedBlock,
} from "./synth-file";
import { elementsIn, Work } from "./work";

/** How one module calls another. */
export interface ModuleCall {
  readonly from: SynthModule;
  readonly body: PlainRecord;
  readonly instance: Instance;
}

/** Finds the stack that a remote state is of. */
export type StackFinder = (stack: string) => SynthModule | undefined;

const UNSURE_PLACE: DeploymentPlace = placeOf({ providers: {}, data: [], resources: [] });
/** What CDKTF calls the remote state of another stack. */
const CROSS_STACK = "cross-stack-reference-input-";

/** A module that is written in Terraform's JSON syntax: everything that its expressions can name. */
export class SynthModule extends ModuleScope {
  readonly resources: ReadonlyMap<string, TypedBlock>;
  readonly data: ReadonlyMap<string, TypedBlock>;
  readonly calls: ReadonlyMap<string, SynthBlock>;
  /** Instances of called modules whose files were read, by `name` and brackets. */
  readonly children = new Map<string, SynthModule>();
  private readonly variables: ReadonlyMap<string, SynthBlock>;
  readonly locals: ReadonlyMap<string, unknown>;
  readonly outputs: ReadonlyMap<string, SynthBlock>;
  private ownPlace: DeploymentPlace | undefined;

  constructor(
    private readonly files: readonly InputFile[],
    /** `module.a.`; empty for the root module. */
    readonly prefix: string,
    readonly call: ModuleCall | undefined,
    private readonly stacks: StackFinder,
  ) {
    // All modules of one root together have so much.
    super(call?.from.work ?? new Work(elementsIn(files.map(({ json }) => json))), new Set());
    const merged = <Value>(read: (file: InputFile) => Iterable<readonly [string, Value]>) =>
      new Map(files.flatMap((file) => [...read(file)]));
    const typed = (keyword: "resource" | "data") =>
      merged((file) =>
        typedBlocks(file, keyword).map((block) => [`${block.type}.${block.name}`, block] as const),
      );
    this.resources = typed("resource");
    this.data = typed("data");
    this.calls = merged((file) => namedBlocks(file, "module"));
    this.variables = merged((file) => namedBlocks(file, "variable"));
    this.outputs = merged((file) => namedBlocks(file, "output"));
    this.locals = merged(localValues);
  }

  /** Provider blocks with what is known of their settings. */
  get providers(): Input["providers"] {
    return Object.fromEntries(
      [...groupBy(this.files.flatMap(providerBlocks), ([name]) => name)].map(([name, blocks]) => [
        name,
        blocks.map(([, block]) => membersWithoutUnresolved(evaluateArguments(block, this, {}))),
      ]),
    );
  }

  /** Where it deploys to; modules deploy to where they are called from. */
  get place(): DeploymentPlace {
    if (this.call) return this.call.from.place;
    if (!this.ownPlace) {
      // The blocks below may ask for the place themselves.
      this.ownPlace = UNSURE_PLACE;
      this.ownPlace = placeOf({
        providers: this.providers,
        data: [],
        resources: [...this.resources.values()].map(({ type, body }) => ({ type, values: body })),
      });
    }
    return this.ownPlace;
  }

  protected variable(name: string): unknown {
    return this.guarded(`var.${name}`, () => {
      const given = this.call && own(this.call.body, name);
      if (this.call && given !== undefined) {
        return evaluate(given, this.call.from, this.call.instance);
      }
      // Defaults are plain values.
      const standard = this.variables.get(name)?.body["default"];
      return standard ?? new Unresolved(`var.${name}`, "has no default");
    });
  }

  protected local(name: string): unknown {
    if (!this.locals.has(name)) return new Unresolved(`local.${name}`, "is not in the file");
    return this.guarded(`local.${name}`, () => evaluate(this.locals.get(name), this, {}));
  }

  protected output(name: string, path: readonly string[], reference: string): unknown {
    return this.guarded(reference, () => this.outputOf(name, path));
  }

  protected attribute(
    address: readonly string[],
    path: readonly string[],
    reference: string,
  ): unknown {
    const [type = "", name = ""] = address.slice(-2);
    return this.guarded(reference, () =>
      address.length > 2
        ? this.dataAttribute(type, name, path)
        : this.written(this.resources, type, name, path),
    );
  }

  private outputOf(name: string, path: readonly string[]): unknown {
    const indexed = path.length > 1 ? this.children.get(`${name}${indexKey(path[0]!)}`) : undefined;
    const child = this.children.get(name) ?? indexed;
    if (!child) return new Unresolved(`module.${name}`, "is not in the file");
    const [output = "", ...rest] = indexed ? path.slice(1) : path;
    return child.outputValue(output, rest);
  }

  private outputValue(name: string, path: readonly string[]): unknown {
    const block = this.outputs.get(name);
    if (!block) return new Unresolved(`output ${name}`, "is not in the file");
    return descend(evaluate(block.body["value"], this, {}), path, `output ${name}`);
  }

  /** An attribute that is written, or that AWS makes of written ones. */
  private written(
    blocks: ReadonlyMap<string, TypedBlock>,
    type: string,
    name: string,
    path: readonly string[],
  ): unknown {
    const body = blocks.get(`${type}.${name}`)?.body;
    if (!body) return new Unresolved(`${type}.${name}`, "is not in the file");
    const made = this.indexed(body, path);
    if (made instanceof Unresolved) return made;
    const [attribute = "", ...rest] = made.path;
    const get = (key: string) => evaluate(own(body, key), this, made.instance);
    if (own(body, attribute) !== undefined) return descend(get(attribute), rest, path.join("."));
    return (
      computed(type, attribute, get, this.place) ??
      new Unresolved([type, name, ...path].join("."), "is known after apply only")
    );
  }

  /** The instance that a path begins with, and what follows. */
  private indexed(body: PlainRecord, path: readonly string[]) {
    if (body["count"] === undefined && body["for_each"] === undefined)
      return { instance: {}, path };
    const key = indexKey(path[0] ?? "");
    const found = instancesOf(body, this).find((made) => made.key === key && !made.uncertain);
    if (!found) return new Unresolved("an instance of a resource", "is not known");
    return { instance: found.instance, path: path.slice(1) };
  }

  private dataAttribute(type: string, name: string, path: readonly string[]): unknown {
    const { account, partition, region } = this.place;
    const [attribute = ""] = path;
    const answers: Readonly<Record<string, Known<string>>> = {
      "aws_caller_identity.account_id": account,
      "aws_caller_identity.id": account,
      "aws_partition.partition": partition,
      "aws_region.name": region,
      "aws_region.id": region,
      "aws_region.region": region,
    };
    const placed = own(answers, `${type}.${attribute}`);
    if (placed) return orUnresolved(placed);
    if (type === "aws_iam_policy_document") return this.policyDocument(name, path);
    if (type === "terraform_remote_state" && attribute === "outputs") {
      const stack = name.startsWith(CROSS_STACK) ? name.slice(CROSS_STACK.length) : name;
      const found = this.stacks(stack);
      if (found) return found.outputValue(path[1] ?? "", path.slice(2));
    }
    // Only of a bucket the name says everything that its other attributes are made of.
    if (type === "aws_s3_bucket") return this.written(this.data, type, name, path);
    return new Unresolved(`data.${type}.${name}`, "is read by Terraform");
  }

  private policyDocument(name: string, path: readonly string[]): unknown {
    const address = `data.aws_iam_policy_document.${name}`;
    const body = this.data.get(address.slice("data.".length))?.body;
    if (!body) return new Unresolved(address, "is not in the file");
    const made = this.indexed(body, path);
    if (made instanceof Unresolved) return made;
    if (body["dynamic"] !== undefined) return new Unresolved(address, "has dynamic blocks");
    const attribute = made.path.join(".");
    if (attribute !== "json" && attribute !== "minified_json") {
      return new Unresolved(`${address}.${attribute}`, "is not worked out here");
    }
    return policyDocumentJson(evaluateArguments(body, this, made.instance));
  }
}
