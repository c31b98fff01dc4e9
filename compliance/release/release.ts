import { own } from "../../text/own";
import { cachedOf } from "../../text/cache";
import type { Known, Resource } from "../../terraform/model";
import type { RuleResult } from "../finding";
import type { RuleContext } from "../rule";
import { blocksIn } from "../../terraform/json";
import { child, isRecord, type PlainRecord } from "../../text/record";
import {
  firstUnresolved,
  known,
  unknown,
  Unresolved,
  unresolvedIn,
  valueAt,
  withoutUnresolved,
} from "../../terraform/known";
import { assigned, assignmentsOf, documentOf, LONGEST_VALUES, merged } from "./helm-values";

/** A Helm release of Milvus, with the values that it gives to the chart. */
export interface Release {
  readonly resource: Resource;
  readonly chart: string;
  /** A value by its steps; undefined when it is left to the chart. */
  readonly get: (...path: readonly string[]) => Known<unknown>;
  /** All of them, for rules that search; unknown when any part is. */
  readonly values: Known<PlainRecord>;
  /** What cannot be told of them; release-no-keys says so, for all rules. */
  readonly open: readonly Unresolved[];
  /** Those that are known, whatever else there may be. */
  readonly written: PlainRecord;
}

/** `milvus`, `zilliztech/milvus`, `./charts/milvus-5.0.19.tgz`; the operator's chart is another. */
const CHART = /(^|\/)milvus(-v?\d[\w.+-]*\.tgz)?$/;

/** Read once, for all the rules. */
export const releases: (context: RuleContext) => readonly Release[] = cachedOf(({ model }) =>
  model.ofType("helm_release").flatMap((resource) => {
    const chart = valueAt(resource, ["chart"]);
    if (!chart.known || typeof chart.value !== "string" || !CHART.test(chart.value)) return [];
    return releaseOf(resource, chart.value);
  }),
);

/** What is decided of a release, whatever cannot be told of its values. */
export function decided(results: Iterable<RuleResult>): readonly RuleResult[] {
  return [...results].filter(({ verdict }) => verdict !== "UNKNOWN");
}

/**
 * A release as it is before a plan; undefined where there is none, or it is no Milvus. One that was
 * imported has no values in the state but those that the cluster told.
 */
export function releaseBefore(resource: Resource): Release | undefined {
  const { before } = resource.change ?? {};
  const chart = before?.["chart"];
  if (!before || typeof chart !== "string" || !CHART.test(chart)) return undefined;
  const [told] = blocksIn(before["metadata"]);
  const values = before["values"] ? before : { ...before, values: [told?.["values"] ?? ""] };
  const resolve = (attribute: string) => known(own(values, attribute));
  const { address, type, file, pointer, dependsOn } = resource;
  const stored = { address, type, file, pointer, dependsOn, resolve, unknown: {}, references: {} };
  return releaseOf({ ...stored, values }, chart);
}

function releaseOf(resource: Resource, chart: string): Release {
  const { below, values } = givenBy(resource);
  const open = [...(below ? [below] : []), ...unresolvedIn(values)];
  const [first] = open;
  return {
    resource,
    chart,
    get: (...path) => lookup(values, below, path),
    values: first ? unknown(first.reference, first.why) : known(values),
    open,
    written: withoutUnresolved(values) as PlainRecord,
  };
}

/** Values of which some may be unknown, over what may be anything. */
interface Given {
  readonly below?: Unresolved;
  readonly values: PlainRecord;
}

/** In the order of the provider: documents, `set`, `set_list`, `set_sensitive`, `set_wo`. */
function givenBy(resource: Resource): Given {
  return [
    ...documentsIn(resource),
    ...["set", "set_list", "set_sensitive", "set_wo"].flatMap((name) => setsIn(resource, name)),
  ].reduce<Given>((given, step) => step(given), { values: {} });
}

type Step = (given: Given) => Given;

/** What cannot be told may say anything, and take back all that was said before. */
const anything =
  ({ attribute, why }: { readonly attribute: string; readonly why: string }): Step =>
  () => ({ below: new Unresolved(attribute, why), values: {} });

/** Elements of a list, each known or not; the list alone where nobody knows how many it has. */
function elementsOf(resource: Resource, attribute: string): Known<readonly Known<unknown>[]> {
  const whole = valueAt(resource, [attribute]);
  const list = whole.known ? whole.value : resource.values[attribute];
  if (Array.isArray(list)) {
    return known(list.map((_, index) => valueAt(resource, [attribute, index])));
  }
  if (!whole.known) return whole;
  return known(blocksIn(list).map((block) => known(block)));
}

function documentsIn(resource: Resource): Step[] {
  const attribute = "values";
  const documents = elementsOf(resource, attribute);
  if (!documents.known) return [anything(documents)];
  return documents.value.map((text) => {
    if (!text.known) return anything(text);
    if (typeof text.value === "string" && text.value.length > LONGEST_VALUES) {
      const why = `it has more than ${LONGEST_VALUES} characters: longer ones are not read`;
      return anything({ attribute, why });
    }
    const document = typeof text.value === "string" ? documentOf(text.value) : {};
    if (!document) return anything({ attribute, why: "it is not YAML" });
    return ({ values, ...given }) => ({ ...given, values: merged(values, document) });
  });
}

const MOST_SETS = 1_000;

/** Blocks of helm 2, a list of objects of helm 3. */
function setsIn(resource: Resource, attribute: string): Step[] {
  // Plans and states have null in the place of what is written only.
  const hidden = attribute === "set_wo" && !resource.values[attribute];
  if (hidden && (resource.references[attribute] ?? resource.values["set_wo_revision"])) {
    return [anything({ attribute, why: "it is never in plans and states" })];
  }
  const sets = elementsOf(resource, attribute);
  if (!sets.known) return [anything(sets)];
  if (sets.value.length > MOST_SETS) {
    const why = `it has more than ${MOST_SETS} elements: more are not read`;
    return [anything({ attribute, why })];
  }
  return sets.value.map((block, index) => {
    const at = (key: string) =>
      block.known ? known(child(block.value, key)) : valueAt(resource, [attribute, index, key]);
    const [name, value, type] = [at("name"), at("value"), at("type")];
    if (!name.known) return anything(name);
    if (typeof name.value !== "string") return (given) => given;
    // The type matters to how the value is read.
    const open = value.known ? type : value;
    const said = open.known
      ? assignmentsOf(name.value, textOf(value.known && value.value), type.known && type.value)
      : assignmentsOf(name.value, "", "string")?.map(({ path }) => ({
          path,
          value: new Unresolved(open.attribute, open.why),
        }));
    if (!said) return anything({ attribute, why: "Helm does not take it" });
    return ({ values, ...given }) => ({
      ...given,
      values: said.reduce<PlainRecord>(
        (all, { path, value: inner }) => assigned(all, path, inner) as PlainRecord,
        values,
      ),
    });
  });
}

/** As the provider writes it for Helm; lists are those of `set_list`. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `{${value.filter(isScalar).map(String).join(",")}}`;
  return isScalar(value) ? String(value) : "";
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value) && value !== "";
}

function lookup(values: PlainRecord, below: Unresolved | undefined, path: readonly string[]) {
  const missing = below ? unknown(below.reference, below.why) : known(undefined);
  let value: unknown = values;
  for (const key of path) {
    // What is no map has taken the place of all that was there.
    if (!isRecord(value)) return known(undefined);
    value = own(value, key);
    if (value === undefined) return missing;
    if (value instanceof Unresolved) return unknown(value.reference, value.why);
  }
  if (isRecord(value) && below) return missing;
  const open = firstUnresolved(value);
  return open ? unknown(open.reference, open.why) : known(value);
}
