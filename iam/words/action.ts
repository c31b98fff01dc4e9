import { own } from "../../text/own";
import { unique } from "../../text/unique";
import { actionOf, mayActOn, type KnownAction } from "../actions";
import { isPattern } from "../glob";
import { enumerate } from "./enumerate";
import { placesWords, plural } from "./resource";
import { serviceWords, wholeServiceWords } from "./service";
import dictionary from "./dictionary.json";

/** Of more deeds than the first number the second are told. */
const MOST = 4;
const SHOWN = 3;

/**
 * What somebody may do, for a reader who knows no IAM: "read objects of bucket X". Follows "may".
 * What has no effect is left out, such as DeleteObject on a bucket, unless nothing has one.
 *
 * @param actions those that matter most first: of many only the first few are told.
 * @param resources patterns; none where the resource goes without saying, as in a trust policy.
 */
export function deedWords(actions: readonly string[], resources: readonly string[]): string {
  if (resources.length === 0) return deedsOn(actions, () => "");
  const some = actions.filter((action) => effective(action, resources).length > 0);
  if (some.length > 0) return deedsOn(some, (action) => whereWords(action, resources));
  const used = `use ${enumerate(actions)} on ${placesWords(resources)}`;
  return `${used}, which has no effect as ${actions.length > 1 ? "they never act" : "it never acts"} on such things`;
}

/** The same for one thing that words name: "let others use encryption key X and decrypt with it". */
export function deedWordsOn(actions: readonly string[], where: string): string {
  const deeds = deedsOn(actions, () => where);
  const end = deeds.indexOf(where) + where.length;
  return `${deeds.slice(0, end)}${deeds.slice(end).replaceAll(where, "it")}`;
}

function deedsOn(actions: readonly string[], whereOf: (action: string) => string): string {
  const deeds = actions.map((action) => {
    const where = whereOf(action);
    return { where, ...phraseOf(action, where) };
  });
  const each = [...new Map(deeds.map((deed) => [JSON.stringify(deed), deed])).values()];
  const shown = each.length > MOST ? each.slice(0, SHOWN) : each;
  const byWhere = new Map<string, string[]>();
  const told: (() => string)[] = [];
  for (const { verb, phrase, where } of shown) {
    if (verb === undefined) {
      told.push(() => phrase);
      continue;
    }
    // "read, write and delete objects of bucket X", but "give rights to X and make keys for X".
    const verbs = verb.includes(" ") ? undefined : byWhere.get(where);
    if (verbs) verbs.push(verb);
    else {
      const together = [verb];
      if (!verb.includes(" ")) byWhere.set(where, together);
      told.push(() => `${enumerate(together)} ${where}`);
    }
  }
  const rest = each.length - shown.length;
  return enumerate([
    ...told.map((words) => words()),
    ...(rest > 0 ? [`do ${rest} more things`] : []),
  ]);
}

/** What is refused, in words that follow "forbidden to": "forbidden to do anything" may be misread. */
export function refusedWords(deed: string): string {
  return deed
    .replace(/^do anything in the account(?!, except)/, "use AWS")
    .replace(/^do anything (with|in) (?!the account)/, "use ");
}

type Phrase =
  | { readonly verb: string; readonly phrase?: undefined }
  | { readonly verb?: undefined; readonly phrase: string };

/** A verb that goes before the resource, or a phrase that says all. */
function phraseOf(action: string, where: string): Phrase {
  const [service = "", name = ""] = action.split(":");
  if (action === "*" || action === "*:*") {
    if (where === "") return { phrase: "do anything" };
    return where === "everything"
      ? { phrase: "do anything in the account" }
      : { verb: "do anything with" };
  }
  const isEverywhere = where === "" || where === "everything";
  if (/^\*+$/.test(name)) {
    return isEverywhere
      ? { phrase: `do anything in ${wholeServiceWords(service)}` }
      : { verb: "do anything with" };
  }
  const verb = own(dictionary.actions, action) ?? camelVerb(action, where);
  // Nobody creates every role.
  if (verb === "create" && where.startsWith("every ")) {
    return { phrase: `create any ${where.slice("every ".length)}` };
  }
  if (!isEverywhere && verb !== undefined) return { verb };
  // Where the resource goes without saying, as the role does in a trust policy.
  const phrase = own<string>(dictionary.actionsAlone, action) ?? actionWords(action);
  if (isEverywhere) return { phrase: unspecified(phrase) };
  // "attach a managed policy to the specified IAM user": the place is told there.
  const [, before] = /^(.+)(?<! with) (?:the|an?) specified [\w ]+$/.exec(phrase) ?? [];
  if (before !== undefined) return { verb: before.replaceAll("the specified ", "") };
  // "Create a target group" tells of "every target group" already.
  const [, kind] = /^every ([\w ]+)$/.exec(where) ?? [];
  const isTold = kind !== undefined && phrase.toLowerCase().includes(kind.toLowerCase());
  return { phrase: isTold ? unspecified(phrase) : `${phrase} (${where})` };
}

/** "Delete the specified listener", of whichever: "delete any listener". */
function unspecified(phrase: string): string {
  return phrase
    .replace(/^(.*)\b(?:the|an?) specified\b/, "$1any")
    .replaceAll(/\b(?:the|an?) specified /g, "");
}

function effective(action: string, resources: readonly string[]): readonly string[] {
  const known = actionOf(action);
  return known ? resources.filter((resource) => mayActOn(known, resource)) : resources;
}

/** "Every key" rather than "everything", where an action acts on one kind of things only. */
function whereWords(action: string, resources: readonly string[]): string {
  const known = actionOf(action);
  const kinds = effective(action, resources).map((resource) =>
    known ? ofKind(known, resource) : resource,
  );
  return placesWords(unique(kinds));
}

function ofKind(action: KnownAction, resource: string): string {
  const types = action.resourceTypes.filter(({ name }) => !name.startsWith("accesspoint"));
  const [type, ...more] = types;
  if (type === undefined || more.length > 0) return resource;
  if (/^(arn:.*:)?\*+$/.test(resource) && !resource.startsWith("arn:aws:s3:"))
    return type.arns[0]?.replaceAll(/\$\{[^}]*\}/g, "*") ?? resource;
  // A pattern of buckets takes in their objects.
  return type.name === "object" && /^arn:[^:]*:s3:::[^/]+$/.test(resource)
    ? `${resource}/*`
    : resource;
}

function actionWords(action: string): string {
  const [service = "", name = ""] = action.split(":");
  if (isPattern(action)) return patternWords(service, name);
  return (
    actionOf(action)?.description?.replace(/^uses? the \w+ subresource to /, "") ??
    `${camelWords(name)} in ${serviceWords(service)}`
  );
}

function patternWords(service: string, name: string): string {
  const of = service === "*" ? "any service" : serviceWords(service);
  const [, start] = /^([^*?]+)\*+$/.exec(name) ?? [];
  const [, end] = /^\*+([^*?]+)$/.exec(name) ?? [];
  const which =
    start !== undefined
      ? `begins with ${start}`
      : end !== undefined
        ? `ends with ${end}`
        : `is like ${name}`;
  return `use every action of ${of} that ${which}`;
}

/** `StopInstances` on "every instance": "stop". */
function camelVerb(action: string, where: string): string | undefined {
  const known = actionOf(action);
  if (!known || known.description !== undefined || where === "") return undefined;
  const [verb = "", ...noun] = camel(action.split(":")[1] ?? "");
  const words = noun.join(" ");
  const isKind = known.resourceTypes.some(({ name }) => {
    const kind = name.replaceAll("-", " ");
    return words === kind || words === plural(kind);
  });
  return isKind && known.resourceTypes.length === 1 ? verb : undefined;
}

/** `CreateLaunchTemplate`: "create launch templates". */
function camelWords(name: string): string {
  const [verb = "", ...nouns] = camel(name);
  const words = [verb === "describe" ? "see" : verb, ...nouns];
  const last = words.at(-1) ?? "";
  const isOne = words.length > 1 && !/(s|access|code|data|info|health|configuration)$/i.test(last);
  return [...words.slice(0, -1), isOne ? plural(last) : last].join(" ");
}

function camel(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ")
    .split(" ")
    .map((word) => (/^[A-Z0-9]{2,}s?$/.test(word) ? word : word.toLowerCase()));
}
