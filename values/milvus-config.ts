import { parse, stringify } from "yaml";
import type { ReleaseSettings } from "../config/release";
import type { Values } from "./values";
import { valueAt } from "../text/record";

/** Milvus' own config file, which stands over all that the chart writes; its content is text. */
const FILE = ["extraConfigFiles", "user.yaml"] as const;
const AUTHORIZATION = ["common", "security", "authorizationEnabled"] as const;

/** The parser's own checks of keys and its pictures of errors take minutes for a hostile text. */
const QUICK = { logLevel: "error", prettyErrors: false, uniqueKeys: false } as const;

/** Milvus' own file with all that it can say has 60 kB; more is not looked at. */
const LONGEST = 64 * 1024;

/** Whether Milvus asks for user and password: the chart has no key for it. */
export function authorizationValues({ authorization }: ReleaseSettings): Values {
  if (authorization === undefined) return {};
  const [file, name] = FILE;
  const content = { common: { security: { authorizationEnabled: authorization } } };
  return { [file]: { [name]: stringify(content) } };
}

/** Whether Milvus asks for user and password with these values; undefined where they are unclear. */
export function asksForPassword(values: Values): boolean | undefined {
  const text = valueAt(values, FILE);
  if (text === undefined || text === null) return false;
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  try {
    return valueAt(parse(text, QUICK), AUTHORIZATION) === true;
  } catch {
    return undefined;
  }
}
