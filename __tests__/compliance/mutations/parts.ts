import { condition, edit, isPlan, policy, type Change } from "./edits";
import { list, type Json } from "./file";

/** Drops the test of one claim of the token, whatever the issuer. */
export function withoutClaim(role: string, which: number, claim: "aud" | "sub"): Change {
  return condition(role, which, (before) =>
    Object.fromEntries(
      Object.entries(before as Record<string, object>).map(([operator, tests]) => [
        operator,
        Object.fromEntries(Object.entries(tests).filter(([key]) => !key.endsWith(`:${claim}`))),
      ]),
    ),
  );
}

/** Puts another operator in the place of one, over the same tests. */
export function operator(address: string, which: string | number, from: string, to: string) {
  return condition(address, which, ({ [from]: tests, ...others }) => ({
    ...others,
    [to]: tests as unknown,
  }));
}

/** Changes the block of the AWS provider, or what a plan has of it. */
export function provider(change: (block: Json) => void): Change {
  return (file) => {
    const planned = file["configuration"]?.provider_config.aws.expressions as Json | undefined;
    change(planned ?? (file["provider"].aws[0] as Json));
  };
}

/** Puts another value in the place of Zilliz Cloud's default tag; undefined takes it away. */
export function defaultVendor(value?: string): Change {
  return provider(({ default_tags: [{ tags }] }) => {
    if (value === undefined) delete tags.Vendor;
    else tags.Vendor = value;
  });
}

export function backend(type: string, settings: Json): Change {
  return (file) => {
    file["terraform"].backend = { [type]: settings };
  };
}

/** Addresses of everything that holds a policy as text. */
function withPolicies(file: Json): string[] {
  const types = /^aws_(iam_(role|policy|role_policy)|s3_bucket_policy|kms_key)$/;
  const all: string[] = isPlan(file)
    ? (file["resource_changes"] as Json[]).map((one) => String(one["address"]))
    : Object.entries(file["resource"] as Record<string, object>).flatMap(([type, names]) =>
        Object.keys(names).map((name) => `${type}.${name}`),
      );
  return all.filter((address) => types.test(address.split(".")[0] ?? ""));
}

/** Changes each policy of the file, whatever holds it. */
export function everyPolicy(change: (document: Json) => void): Change {
  return (file) => {
    for (const address of withPolicies(file)) policy(address, change)(file);
  };
}

export function everyStatement(change: (statement: Json) => void): Change {
  return everyPolicy((document) => (document["Statement"] as Json[]).forEach(change));
}

/** Writes each policy's text in another way. */
export function everyText(write: (document: unknown) => string): Change {
  return (file) => {
    for (const address of withPolicies(file)) {
      edit(address, (values) => {
        for (const attribute of ["policy", "assume_role_policy"]) {
          if (typeof values[attribute] !== "string") continue;
          values[attribute] = write(JSON.parse(values[attribute]));
        }
      })(file);
    }
  };
}

/** Splits each statement into one for each of its actions, or resources. */
export function split(document: Json, key: "Action" | "Resource"): void {
  document["Statement"] = (document["Statement"] as Json[]).flatMap((statement) => {
    const rest = { ...statement };
    delete rest["Sid"];
    const values = list(rest[key]);
    return values.length < 2 ? [rest] : values.map((one: unknown) => ({ ...rest, [key]: one }));
  });
}

/** The same JSON with the keys of its objects the other way round. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
