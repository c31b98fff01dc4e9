import { z } from "zod";
import table from "./backends.json";
import { nearestBucketName } from "../../aws/names";
import { use } from "../../text/near";
import { isRecord, type PlainRecord, mapValues } from "../../text/record";
import { checked, doc, type Objection } from "./field";

/** Stands for the stack's id in the key that tells where a state lies. */
export const STACK_PLACEHOLDER = "{stack}";

/** What there is to know of a key of Terraform's. */
interface BackendKey {
  /**
   * One of KINDS; a mapping has `keys` instead.
   * @default string
   */
  readonly is?: string;
  readonly needed?: boolean;
  /** Tells where a state lies, so that the stack's id must be in it. */
  readonly state?: boolean;
  readonly about: string;
  /**
   * A value, or `- sentence`.
   * @default Terraform's own
   */
  readonly default?: unknown;
  /** Whether the default is written, though Terraform has another; that of a `state` always is. */
  readonly written?: boolean;
  /** Of a list, its one entry; absent where the default is one, and of what is yes or no. */
  readonly example?: unknown;
  /**
   * Terraform that takes it first; told of S3 alone, Terraform names what it does not know. Source:
   * Terraform's changelog, and 1.5.7, which refuses every key that has one.
   * @default the least that any stack needs
   */
  readonly since?: string;
  /** Where user and password of an address belong. */
  readonly elsewhere?: string;
  readonly keys?: Keys;
}

type Keys = Readonly<Record<string, BackendKey>>;

interface BackendRow {
  /** Absent where the schema itself says more. */
  readonly keys?: Keys;
  /** Credentials, which no config may hold, and the environment variable that carries each instead. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/** Terraform's backends, by their types. */
const BACKENDS: Readonly<Record<BackendType, BackendRow>> = table;
type BackendType = keyof typeof table;

const OWN_DEFAULT = "- Terraform's own";

/** What is said of every key that tells where a state lies. */
const OF_STATES = `"${STACK_PLACEHOLDER}" stands for the stack's id and must be in it, so that no two stacks share a state.`;

const KINDS: Readonly<Record<string, (key: BackendKey) => z.ZodType>> = {
  string: () => z.string().min(1),
  yes: () => z.boolean(),
  number: () => z.int().min(0),
  seconds: () => z.int().min(0).max(43200),
  strings: () => z.array(z.string().min(1)).min(1),
  texts: () => z.record(z.string(), z.string()),
  tags: () => z.union([z.array(z.string().min(1)).min(1), z.record(z.string(), z.string())]),
  url: ({ elsewhere }) => address(elsewhere ?? ""),
  bucket: () => checked(bucketObjection),
};

/** Old buckets, and those of other makers, have names that S3 no longer takes; none holds a slash. */
function bucketObjection(value: string): Objection | undefined {
  if (value === "") return EMPTY;
  if (/^[\w.-]{3,255}$/.test(value)) return undefined;
  return {
    code: "bucket-name",
    message: "is not the name of a bucket",
    allowed: "the name alone; where the state lies in the bucket is said by key",
    fix: use(nearestBucketName(value)),
    discreet: { message: "is not the name of a bucket" },
  };
}

const EMPTY = {
  code: "range",
  message: "is an empty text",
  allowed: "at least 1 character",
  fix: "give it a value",
} as const;

/** An address; Terraform would keep a password in it in every copy of its settings. */
function address(elsewhere: string): z.ZodType {
  return checked((value) => {
    if (value === "") return EMPTY;
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(value)) return undefined;
    return {
      code: "credential",
      message: "holds a user or a password",
      allowed: "credentials in the environment only",
      fix: `take it out of the address, and ${elsewhere}`,
    };
  });
}

/** Schema of a key; one that is left out stays out of the output, and its default is Terraform's. */
export function keySchema(key: BackendKey): z.ZodType {
  const { is = "string", needed, state, about, keys, default: standard = OWN_DEFAULT } = key;
  const inner = keys ? z.strictObject(shapeOf(keys)) : KINDS[is]!(key);
  const example = is === "yes" ? true : is === "strings" ? [key.example] : key.example;
  const words = {
    description: state ? `${about} ${OF_STATES}` : about,
    example,
    ...(!needed && { default: standard }),
  };
  const described = inner.meta(doc(words));
  return needed ? described : described.optional();
}

function shapeOf(keys: Keys): Record<string, z.ZodType> {
  return mapValues(keys, keySchema);
}

/** Schema of a backend, all of which stands in the table. */
export function backendSchema<const Type extends BackendType>(type: Type) {
  return z.strictObject({ type: z.literal(type), ...shapeOf(keysOf(type)) });
}

function keysOf(type: BackendType): Keys {
  return BACKENDS[type].keys ?? {};
}

/** The versions of Terraform that a backend's settings came with, those of inner ones included. */
export function neededBy(type: BackendType, settings: PlainRecord): string[] {
  return versionsIn(keysOf(type), settings);
}

function versionsIn(keys: Keys, settings: PlainRecord): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const { since, keys: inner = {} } = keys[name] ?? {};
    return [
      ...(since === undefined ? [] : [since]),
      ...(isRecord(value) ? versionsIn(inner, value) : []),
    ];
  });
}

/** Paths of the keys of a backend that tell one stack's state from another's. */
export function statePlaces(type: BackendType): readonly (readonly string[])[] {
  if (type === "cloud" || type === "remote") {
    return ["name", "tags", "prefix"].map((key) => ["workspaces", key]);
  }
  return Object.entries(keysOf(type)).flatMap(([name, { state }]) => (state ? [[name]] : []));
}

/**
 * What every stack's backend is given where the config leaves it out. A path is relative to the
 * stack's folder, so that the output names none of this machine.
 */
export function writtenDefaults(type: BackendType): PlainRecord {
  return Object.fromEntries(
    Object.entries(keysOf(type)).flatMap(([name, { state, written, default: standard }]) =>
      (state || written) && standard !== undefined ? [[name, standard]] : [],
    ),
  );
}

function isBackendType(type: unknown): type is BackendType {
  return typeof type === "string" && Object.hasOwn(BACKENDS, type);
}

/** The one credential in an inner mapping; no variable carries it. */
const WEB_IDENTITY = "assume_role_with_web_identity.web_identity_token";

/**
 * What to do instead of writing a credential of a backend; undefined when the key is none.
 *
 * @param inner the key's path in the backend.
 */
export function credentialAdvice(backend: unknown, inner: readonly string[]): string | undefined {
  const { type, hostname } = (backend ?? {}) as { type?: unknown; hostname?: unknown };
  if (type === "s3" && inner.join(".") === WEB_IDENTITY) {
    return "name the token's file in web_identity_token_file";
  }
  const variables = (isBackendType(type) && BACKENDS[type].credentials) || {};
  const [key = "", ...deeper] = inner;
  if (deeper.length > 0 || !Object.hasOwn(variables, key)) return undefined;
  const variable = variables[key]!;
  if (!variable.endsWith("_")) return `export ${variable}`;
  // Terraform's way to write a host in the name of a variable.
  const host = typeof hostname === "string" ? hostname : "app.terraform.io";
  return `export ${variable}${host.replaceAll("-", "__").replaceAll(".", "_")}`;
}
