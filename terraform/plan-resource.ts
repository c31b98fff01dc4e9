import type { Action, ResourceChange, InputFile, Known, Resource } from "./model";
import { own } from "../text/own";
import { computed } from "./computed";
import { list, name, record, text } from "./json";
import { child, isRecord, type PlainRecord } from "../text/record";
import { hasUnknown, known, orUnresolved, settled, unknown } from "./known";
import type { DeploymentPlace } from "./model-view";
import {
  addressesBehind,
  referencesIn,
  type Configuration,
  type ConfiguredResource,
} from "./plan-configuration";
import { PlanScope, type PlanContext } from "./plan-scope";
import { trustNaming } from "./policy-data";
import { modulePrefix, mostSpecific, staticAddress } from "./references";

/** What the resources of one plan share; the place needs resources first. */
export interface Plan extends PlanContext, Pick<InputFile, "file" | "lineOf"> {
  place: DeploymentPlace;
  isPlaced: boolean;
}

/** One entry of `resource_changes` or `resource_drift`. A fleet has many: objects of a class are smaller. */
export class PlanResource implements Resource {
  readonly address: string;
  readonly type: string;
  readonly file: string;
  readonly pointer: string;
  readonly values: PlainRecord;
  readonly unknown: unknown;
  readonly references: Resource["references"];
  readonly dependsOn: readonly string[];
  readonly change: ResourceChange;
  readonly previousAddress?: string;
  private answers?: Map<string, Known<unknown>>;

  constructor(
    private readonly plan: Plan,
    entry: PlainRecord,
    pointer: string,
  ) {
    const body = record(entry["change"], `${pointer}/change`);
    const deposed = typeof entry["deposed"] === "string" ? ` (deposed ${entry["deposed"]})` : "";
    this.address = `${name(entry["address"], `${pointer}/address`)}${deposed}`;
    this.type = text(entry["type"], `${pointer}/type`);
    this.file = plan.file;
    const { action_reason: reason, previous_address: previous } = entry;
    this.change = {
      ...changeOf(body, `${pointer}/change`),
      ...(typeof reason === "string" && { reason }),
    };
    this.pointer = this.change.after === null ? pointer : `${pointer}/change/after`;
    this.values = this.change.after ?? {};
    this.unknown = body["after_unknown"] ?? {};
    this.references = referencesOf(plan.configuration, this.address);
    this.dependsOn = (this.configured?.dependsOn ?? []).map(
      (other) => `${modulePrefix(this.address)}${other}`,
    );
    if (typeof previous === "string") this.previousAddress = previous;
  }

  get line(): number | undefined {
    return this.plan.lineOf(this.pointer);
  }

  resolve(attribute: string): Known<unknown> {
    if (!hasUnknown(child(this.unknown, attribute))) {
      return known(child(this.values, attribute) ?? undefined);
    }
    // What is asked for while another is worked out may lead back to it: that answer is not the last.
    const isLast = this.plan.isPlaced && this.plan.active.size === 0;
    const before = isLast ? this.answers?.get(attribute) : undefined;
    if (before) return before;
    const answer = this.workedOut(attribute);
    if (isLast) (this.answers ??= new Map<string, Known<unknown>>()).set(attribute, answer);
    return answer;
  }

  private get configured(): ConfiguredResource | undefined {
    return this.plan.configuration.resources.get(staticAddress(this.address));
  }

  /** An attribute that Terraform does not know yet: as AWS will make it, or by its expression. */
  private workedOut(attribute: string): Known<unknown> {
    const { address, type, plan, configured } = this;
    const module = configured?.module ?? plan.configuration.root;
    const scope = new PlanScope(plan, module, modulePrefix(address));
    const value = scope.guarded(`${address}.${attribute}`, () => {
      const get = (key: string) => orUnresolved(this.resolve(key), `${address}.${key}`);
      const made = computed(type, attribute, get, plan.place);
      if (made !== undefined || !configured) return made;
      const { expressions } = configured;
      const instance = scope.instanceOf(address);
      if (type === "aws_iam_policy_document" && /^(minified_)?json$/.test(attribute)) {
        return scope.policyDocument(this, expressions, instance);
      }
      const node = own(expressions, attribute);
      if (node === undefined) return undefined;
      const found = scope.evaluate(node, instance);
      return attribute === "assume_role_policy" ? trustNaming(found) : found;
    });
    if (value === undefined) return unknown(attribute, "it is known after apply only");
    return settled(attribute, value);
  }
}

function changeOf(body: PlainRecord, pointer: string): ResourceChange {
  const values = (key: string) =>
    body[key] === undefined || body[key] === null ? null : record(body[key], `${pointer}/${key}`);
  return {
    actions: list(body["actions"], `${pointer}/actions`) as readonly Action[],
    before: values("before"),
    after: values("after"),
    replacePaths: list(body["replace_paths"], `${pointer}/replace_paths`).filter(isPath),
    importing: isRecord(body["importing"]),
  };
}

function isPath(value: unknown): value is (string | number)[] {
  return (
    Array.isArray(value) &&
    value.every((step) => typeof step === "string" || typeof step === "number")
  );
}

/** What the attributes of a resource refer to, by its configuration. */
export function referencesOf(
  { resources }: Configuration,
  address: string,
): Resource["references"] {
  const configured = resources.get(staticAddress(address));
  if (!configured) return {};
  const { expressions, module } = configured;
  const entries = Object.entries(expressions).map(([attribute, node]) => {
    const behind = addressesBehind(referencesIn(node), module, modulePrefix(address));
    return [attribute, mostSpecific(behind)] as const;
  });
  return Object.fromEntries(entries);
}
