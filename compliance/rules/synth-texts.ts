import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { eksTrust } from "../../policies/project/eks-trust";
import { storageTrust } from "../../policies/project/storage-trust";
import { compare } from "../../iam/compare";
import { attributeOf } from "../blocks";
import { fail, inputs, orPass, type Results, ruleForEach } from "../results";
import type { RuleContext } from "../rule";
import { ACCOUNT_PLACEHOLDER } from "../trusts/principals";
import { pointerKeys, strings } from "../../terraform/json";
import { isGone } from "../../terraform/known";
import type { Input, Resource } from "../../terraform/model";
import { readPolicy } from "../../terraform/policy";

/** Words of the documents and of AWS's examples that stand for something of one's own. */
const PLACEHOLDERS: readonly RegExp[] = [
  /(?<![$%&])\{(bucket[-_]?name|account[-_]?id|region|role[-_]?name|cluster[-_]?name|external[-_]?id|oidc[-_]?\w*)\}/i,
  /<(your|my|bucket|account|region|role|cluster|external|oidc|aws)[-_ A-Za-z]*>/i,
  /\bmy-external-id\b/i,
  /(?<=:)accountid(?=:)|^accountid$/i,
  new RegExp(OIDC_PLACEHOLDER),
];

export const synthPlaceholder = ruleForEach("synth-placeholder", inputs, (input, context) =>
  orPass(placeholdersIn(input, context), input.file, "no placeholder is left"),
);

function* placeholdersIn(input: Input, { parameters }: RuleContext): Results {
  for (const { word, value, resource, attribute } of wordsIn(input, PLACEHOLDERS)) {
    if (word === OIDC_PLACEHOLDER && isDocumented(value, { resource, attribute })) continue;
    // The vendor's own Terraform, of which trust-oidc tells; what a config made has its account.
    if (parameters.source === "input" && PENDING.test(value)) continue;
    const message = `${attribute} holds the placeholder "${word}"`;
    yield fail(resource ?? input.file, message, { attribute, key: `${attribute} ${word}` });
  }
}

const PENDING = new RegExp(`:iam::${ACCOUNT_PLACEHOLDER}:oidc-provider/${OIDC_PLACEHOLDER}`);

/** The issuer's placeholder is the document's own text in two trusts, until Zilliz replaces it. */
function isDocumented(value: string, { resource, attribute }: Place): boolean {
  if (resource?.type !== "aws_iam_role" || attribute !== "assume_role_policy") return false;
  const { document: trust } = readPolicy(attribute, value, "trust");
  const accountId = /:iam::(\d{12}):oidc-provider\//.exec(value)?.[1];
  if (!trust.known || accountId === undefined) return false;
  return [storageTrust, eksTrust].some((make) => {
    const documented = make({ accountId, issuer: OIDC_PLACEHOLDER });
    // Nothing may be let in beyond the text; what is missing, or denied too, is for other rules.
    return compare(trust.value, documented.document).every(({ kind }) =>
      /^MISSING|^NARROWER|^STRICTER|^EXTRA_DENY/.test(kind),
    );
  });
}

/** What CDKTF leaves where a value was used before it could be known. */
const TOKENS = [/<unresolved-token>|\$?\{?TfToken\[|#\{Token\[|\$\{Token\[/];

export const synthUnresolvedToken = ruleForEach("synth-unresolved-token", inputs, (input) =>
  orPass(tokensIn(input), input.file, "no token is left"),
);

function* tokensIn(input: Input): Results {
  for (const { word, resource, attribute } of wordsIn(input, TOKENS)) {
    const message = `${attribute} holds "${word}"`;
    yield fail(resource ?? input.file, message, { attribute, key: attribute });
  }
}

/** Texts of a file in which one of some words stands, each with the first of them. */
function* wordsIn(input: Input, patterns: readonly RegExp[]) {
  for (const { value, place } of textsOf(input)) {
    const word = patterns.map((pattern) => pattern.exec(value)?.[0]).find(Boolean);
    if (word !== undefined) yield { word, value, ...place() };
  }
}

/** What a text belongs to. */
interface Place {
  readonly resource?: Resource;
  /** Attribute of the resource, or JSON pointer of the file. */
  readonly attribute: string;
}

/** A text of a file. Of most nobody asks where they stand. */
interface WrittenText {
  readonly value: string;
  readonly place: () => Place;
}

/**
 * Texts that AWS or Terraform would read: of a synthesized file all but comments, of plans and
 * states those of the resources that there will be.
 */
function* textsOf(input: Input): Iterable<WrittenText> {
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

function* inValues(resource: Resource): Iterable<WrittenText> {
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
