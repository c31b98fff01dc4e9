import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Scalar,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import { keyText, startOf } from "./nodes";
import { type KeyPath, showPath, showText } from "./show";
import { MOST_PROBLEMS } from "../text/problem";
import type { ConfigProblem } from "./problem";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Deepest nesting; a real config has six levels. */
const DEEPEST = 32;
/** Shorter values of the environment are words that messages may need. */
const SHORTEST_MASKED = 6;
const ENVIRONMENT = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;
/** Terraform's expressions and directives, and the tokens that CDKTF makes of them. */
const EXPRESSION = /[$%]\{[^}]{0,60}\}?|TfToken\[/;

/** What is known of a document's nodes before anything is known of its keys. */
export interface Screened {
  /** The node that each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Offset of the first alias; 0 without one. */
  readonly firstAlias: number;
  /** Scalars that the environment filled in. */
  readonly filled: ReadonlySet<unknown>;
  /** Values that are reported already. */
  readonly broken: Set<unknown>;
  readonly masks: ReadonlyMap<string, string>;
  /** No plain data can be made of the document. */
  readonly fatal: boolean;
}

/** Takes a problem at an offset of the text. */
export type TellAt = (offset: number, problem: Omit<ConfigProblem, "severity" | "file">) => void;

/**
 * Fills in the environment's values, and reports what no config may hold, whatever its keys: tags,
 * expressions, keys that stand twice, aliases of nothing, bottomless nesting.
 *
 * @param spoiled offsets that the parser has complained of.
 */
export function screen(
  document: Document.Parsed,
  environment: Environment,
  spoiled: readonly number[],
  told: TellAt,
): Screened {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const filled = new Set<unknown>();
  const broken = new Set<unknown>();
  const masks = new Map<string, string>();
  let firstAlias = 0;
  let fatal = false;
  let problems = 0;
  const report: TellAt = (offset, problem) => {
    problems += 1;
    if (problems <= MOST_PROBLEMS) told(offset, problem);
  };

  visit(document, {
    Node(key, node, ancestors) {
      const path = () => pathTo(ancestors, key);
      if (problems >= MOST_PROBLEMS) {
        fatal = true;
        return visit.BREAK;
      }
      if (ancestors.length > 2 * DEEPEST) {
        fatal = true;
        report(startOf(node), {
          code: "yaml",
          message: "is nested too deeply",
          allowed: `at most ${DEEPEST} levels`,
        });
        return visit.BREAK;
      }
      if (isAlias(node)) {
        checkAlias(node, path, ancestors);
        return undefined;
      }
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (node.tag !== undefined) {
        broken.add(node);
        report(startOf(node), {
          code: "yaml",
          ...at(path()),
          message: `holds the YAML tag ${showText(node.tag.replace(/^tag:yaml\.org,2002:/, "!!"))}`,
          allowed: "values without tags",
          fix: "remove the tag",
        });
      }
      if (isMap(node)) checkKeys(node, path, broken, report);
      if (isScalar(node) && spoiled.some((offset) => isWithin(offset, node))) broken.add(node);
      if (isScalar(node) && key !== "key" && typeof node.value === "string") {
        checkText(node, node.value, path);
      }
      return undefined;
    },
  });
  return { targets, firstAlias, filled, broken, masks, fatal };

  function checkAlias(alias: Alias, path: () => KeyPath, ancestors: readonly unknown[]) {
    firstAlias ||= startOf(alias);
    const target = anchors.get(alias.source);
    if (target && !ancestors.includes(target)) {
      targets.set(alias, target);
      return;
    }
    const nothing = new Scalar(null);
    targets.set(alias, nothing);
    broken.add(nothing);
    const name = showText(alias.source);
    report(startOf(alias), {
      code: "alias",
      ...at(path()),
      message: target
        ? `the alias *${name} stands for a value that it lies in itself`
        : `the alias *${name} stands for nothing: no &${name} comes before it`,
      allowed: "aliases of anchors that stand before them",
      fix: "write the value out; a text that begins with * must be in quotes",
    });
  }

  function checkText(scalar: Scalar, written: string, path: () => KeyPath) {
    const own = EXPRESSION.exec(written.replace(ENVIRONMENT, ""));
    const value = fill(scalar, written, path);
    scalar.value = value;
    if (!own && (broken.has(scalar) || !EXPRESSION.test(value))) return;
    broken.add(scalar);
    report(startOf(scalar), {
      code: "expression",
      ...at(path()),
      message: own
        ? `holds the expression ${path().includes("externalId") ? "(masked)" : showText(own[0])}`
        : `the value of ${variablesIn(written)} holds an expression`,
      allowed: "literals and ${env:NAME}; Terraform expressions would hide policies from plans",
      fix: own ? literally(own[0]) : `export ${variablesIn(written)}=<the value itself>`,
    });
  }

  function fill(scalar: Scalar, written: string, path: () => KeyPath): string {
    const reported = new Set<string>();
    return written.replace(ENVIRONMENT, (text, name: string) => {
      filled.add(scalar);
      const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if (value !== undefined && value !== "") {
        if (value.length >= SHORTEST_MASKED) masks.set(value, text);
        return value;
      }
      broken.add(scalar);
      if (reported.has(name)) return "";
      reported.add(name);
      report(startOf(scalar), {
        code: "environment",
        ...at(path()),
        message: `the environment variable ${name} is ${value === "" ? "empty" : "not set"}`,
        allowed: "a variable with a value",
        fix: `export ${name}=…`,
      });
      return "";
    });
  }
}

function checkKeys(map: YAMLMap, path: () => KeyPath, broken: Set<unknown>, report: TellAt): void {
  const seen = new Set<string>();
  let problems = 0;
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? keyText(pair) : undefined;
    const problem = key === undefined ? NOT_PLAIN : forbidden(key);
    const isTwice = key !== undefined && seen.has(key);
    if (problem) broken.add(key === undefined ? map : pair.value);
    if (key !== undefined) seen.add(key);
    if (!problem && !isTwice) continue;
    problems += 1;
    if (problems > MOST_PROBLEMS) return;
    const place = at([...path(), ...(key === undefined ? [] : [key])]);
    const offset = startOf(pair.key as Node | null);
    if (problem) report(offset, { ...place, ...problem });
    if (isTwice) report(offset, { ...place, ...TWICE });
  }
}

const TWICE = {
  code: "duplicate-key",
  message: "stands twice in the same mapping",
  allowed: "each key once",
  fix: "remove one of them",
} as const;

const NOT_PLAIN = {
  code: "yaml",
  message: "holds a key that is a list, a mapping or an alias",
  allowed: "keys that are plain text",
  fix: "put a value that begins with { or [ in quotes",
} as const;

function forbidden(key: string) {
  if (EXPRESSION.test(key)) {
    return {
      code: "expression",
      message: "a key holds an expression",
      allowed: "literal keys",
      fix: "write the key itself",
    } as const;
  }
  // JavaScript would take it for something other than a key.
  if (key !== "__proto__") return undefined;
  return {
    code: "unknown-key",
    message: "is no key of any mapping",
    allowed: "other keys",
    fix: "remove the line",
  } as const;
}

/** A shell's variable is one of the environment's; what Terraform would fill in is written out. */
function literally(expression: string): string {
  const [, name] = /^\$\{([A-Za-z_]\w*)\}$/.exec(expression) ?? [];
  return name === undefined ? "write the value itself" : `write "\${env:${name}}"`;
}

function variablesIn(text: string): string {
  return [...text.matchAll(ENVIRONMENT)].map(([, name]) => name).join(" or ");
}

function at(path: KeyPath): { path?: string } {
  return path.length > 0 ? { path: showPath(path) } : {};
}

/** The path of a node that `visit` has reached. */
function pathTo(
  ancestors: readonly (Document | Node | Pair)[],
  key: number | string | null,
): KeyPath {
  const path: (string | number)[] = [];
  for (const [index, ancestor] of ancestors.entries()) {
    if (isPair(ancestor)) path.push(keyText(ancestor));
    if (!isSeq(ancestor)) continue;
    const next = ancestors[index + 1];
    path.push(next === undefined ? Number(key) : ancestor.items.indexOf(next));
  }
  return path;
}

function isWithin(offset: number, { range }: Scalar): boolean {
  return range !== undefined && range !== null && offset >= range[0] && offset <= range[1];
}
