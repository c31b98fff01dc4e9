import { isRecord } from "../text/record";

/** A password or a key that stands in the values of a release in clear text. */
export interface Secret {
  /** Steps to the value; of an environment variable, to its `value`. */
  readonly path: readonly string[];
  readonly message: string;
  readonly fix: string;
}

/** Ends of the names of keys, without what joins their words. */
const SECRET =
  /(passwords?|passwd|passphrase|accesskey|accesskeyid|secretkey|secretaccesskey|token|authparams|apikey|clientsecret|privatekey)$/;
const ACCESS_KEY = /(accesskey|accesskeyid|secretkey|secretaccesskey|sessiontoken)$/;
/** What is one by its looks, whatever the key is called. */
const KEY_ID = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** `name: value` in the text of a config file: YAML, JSON, properties. */
const SETTING =
  /(?:^|[\s{,"'])([\w.-]+)["']?[ \t]*[:=][ \t]*("[^"\n]*"|'[^'\n]*'|[^\s"'#{}[\],][^\n#,}]*)/g;
const COMMENT = /(^|\s)#.*$/gm;

/** Words that stand for no value, and variables that Kubernetes fills in. */
const NO_SECRET = /^(|null|~|true|false|yes|no|\$\([A-Za-z_]\w*\))$/i;

/** Says how Milvus gets a value that no file and no state has. */
function byEnvironment(name: string): string {
  return `remove it, and give it to every part of Milvus by extraEnv: name ${name}, valueFrom.secretKeyRef`;
}

const BY_ROLE = "remove it: with externalS3.useIAM, Milvus takes the role of its service account";
const BY_REFERENCE = "take valueFrom.secretKeyRef in place of value";
const NO_WAY = "remove it: the chart has no key that takes it from a Secret that exists already";

/**
 * Ways past the values, by the end of a secret's place. Source: templates of milvus-helm 5.0.19
 * (`extraEnv` of each part) and of its charts etcd 8.12.0 and kafka 15.5.1 (`existingSecret`);
 * pkg/config/env_source.go of Milvus: an environment variable that has a config key's name, in any
 * case and with `_` for the dots, goes before the config files.
 */
const WAYS: readonly (readonly [end: RegExp, way: string])[] = [
  [/^externalKafka\.sasl\.password$|(^|\.)saslPassword$/, byEnvironment("KAFKA_SASLPASSWORD")],
  [/(^|\.)authParams$/, byEnvironment("PULSAR_AUTHPARAMS")],
  [/(^|\.)defaultRootPassword$/, byEnvironment("COMMON_SECURITY_DEFAULTROOTPASSWORD")],
  [
    /^etcd\.auth\.rbac\.rootPassword$/,
    "remove it, and set etcd.auth.rbac.existingSecret to the name of a Secret that holds it",
  ],
  [
    /^kafka\.auth\.sasl\.jaas\./,
    "remove it, and set kafka.auth.sasl.jaas.existingSecret to the name of a Secret that holds it",
  ],
  [
    /^proxy\.tls\.key$/,
    "remove proxy.tls.key and proxy.tls.crt: proxy.volumes mounts a Secret that exists already",
  ],
];

/** The passwords and keys in a release's values, by what their keys are called and by their looks. */
export function secretsIn(values: unknown): Secret[] {
  return [...search(values, [], "")];
}

/** @param name what says by its name what the value is: its key, of lists the list's. */
function* search(value: unknown, path: readonly string[], name: string): Iterable<Secret> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* search(item, [...path, String(index)], name);
    }
  } else if (isRecord(value)) {
    const { name: variable } = value;
    if (typeof variable === "string" && isSecretName(variable) && isWritten(value["value"])) {
      yield found([...path, "value"], variable, BY_REFERENCE);
      return;
    }
    for (const [key, inner] of Object.entries(value)) yield* search(inner, [...path, key], key);
  } else if (isWritten(value)) {
    if (isSecretPlace(path, name, value)) yield found(path, name);
    else if (typeof value === "string") yield* inText(value, path);
  }
}

function isSecretPlace(path: readonly string[], name: string, value: unknown): boolean {
  if (path.join(".") === "proxy.tls.key") return true;
  if (!isSecretName(name)) return false;
  // Pulsar's plug-ins take names of files, too.
  return bare(name) !== "authparams" || !/file/i.test(String(value));
}

/** Files of configs, which the chart writes into its ConfigMap as they are. */
function* inText(text: string, path: readonly string[]): Iterable<Secret> {
  const names = [...text.replace(COMMENT, "").matchAll(SETTING)].flatMap(
    ([, name = "", value = ""]) => {
      const content = value.trim().replace(/^(["'])(.*)\1$/, "$2");
      return isWritten(content) && isSecretPlace(path, name, content) ? [name] : [];
    },
  );
  for (const name of new Set(names)) yield found(path, name, undefined, name);
  if (names.length > 0) return;
  if (KEY_ID.test(text)) yield found(path, "", BY_ROLE);
  else if (PRIVATE_KEY.test(text)) yield found(path, "");
}

/** @param inside the name of a setting in a text, where the value is a file. */
function found(path: readonly string[], name: string, way?: string, inside?: string): Secret {
  const what = /password|passwd|passphrase/.test(bare(name)) ? "a password" : "a key";
  return {
    path,
    message: `${inside ? `holds ${inside},` : "is"} ${what} in clear text, for all who read the release or Terraform's state`,
    fix: way ?? wayOf(inside ?? path.join(".")),
  };
}

function wayOf(place: string): string {
  const way = WAYS.find(([end]) => end.test(place))?.[1];
  return way ?? (ACCESS_KEY.test(bare(place)) ? BY_ROLE : NO_WAY);
}

function isSecretName(name: string): boolean {
  return SECRET.test(bare(name));
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[_.-]/g, "");
}

function isWritten(value: unknown): boolean {
  if (typeof value === "number") return true;
  return typeof value === "string" && !NO_SECRET.test(value);
}
