import type { ConditionTest } from "../../iam/condition";
import type { RequestContext } from "../../iam/context";
import { evaluate } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import type { Statement } from "../../iam/statement";
import { groupBy } from "../../text/group";
import { unique } from "../../text/unique";
import type { PolicyOf } from "../../terraform/model-view";
import { isDocumented } from "../buckets/of-role";
import { missingPart } from "../buckets/parts";
import { nameOf, reading } from "../policies/statements";
import { buckets, fail, judged, pass, ruleForEach } from "../results";

/** Objects and the bucket itself, reading and writing. */
const ACTIONS = [
  { action: "s3:GetObject", object: true },
  { action: "s3:PutObject", object: true },
  { action: "s3:DeleteObject", object: true },
  { action: "s3:ListBucket", object: false },
  { action: "s3:GetBucketPolicy", object: false },
] as const;

/** Roles of two accounts: a refusal that leaves out one of them is none. */
const PRINCIPALS = ["arn:aws:iam::111111111111:role/one", "arn:aws:iam::222222222222:role/other"];

export const bucketTls = ruleForEach("bucket-tls", buckets, (bucket, context) => {
  const { policy, arn, resource } = bucket;
  if (!policy) {
    const message = "the bucket has no policy, so it takes requests without TLS";
    const severity = isDocumented(context, bucket) ? undefined : "warning";
    return [missingPart(bucket, "policy", message, severity)];
  }
  return reading(policy, (statements) => [
    judged(resource, arn, (known) => tlsOf(policy, statements, known)),
  ]);
});

function tlsOf({ resource, attribute }: PolicyOf, statements: readonly Statement[], arn: string) {
  const all = statements.filter(({ effect }) => effect === "Deny");
  // Denials with more conditions than anybody writes are taken to deny nothing.
  const denials = tellApart(all) > MOST_REQUESTS ? all.filter((one) => !exceptionOf(one)) : all;
  const document = { Version: "2012-10-17", Statement: denials.map(({ source }) => source) };
  const requests = requestsWithoutTls(denials);
  const open = ACTIONS.filter(({ action, object }) =>
    requests.some((request) => takes(document, request, action, object ? `${arn}/any` : arn)),
  ).map(({ action }) => action);
  if (open.length === 0) return pass(resource, "requests without TLS are denied", { attribute });
  const exceptions = all
    .filter(({ tests }) => tests.some(isOfTls))
    .map((one) => [nameOf(one), exceptionOf(one)] as const)
    .filter(([, exception]) => exception !== undefined)
    .map(([name, exception]) => `; ${name} leaves some out: it ${exception}`);
  const message = `without TLS, the policy does not deny ${open.join(", ")}${exceptions.join("")}`;
  return fail(resource, message, { attribute });
}

const isOfTls = ({ key }: ConditionTest) => /^aws:SecureTransport$/i.test(key);
/** Conditions that leave out none but AWS's own services. */
const OF_SERVICES = /^aws:(PrincipalIsAWSService|ViaAWSService)$/i;

function othersOf({ tests }: Statement): readonly ConditionTest[] {
  return tests.filter((test) => !isOfTls(test) && !OF_SERVICES.test(test.key));
}

/** Whom a denial leaves out by itself, in words: all for whom another of its conditions fails. */
function exceptionOf(statement: Statement): string | undefined {
  if (statement.principals?.negated === true) return "has a NotPrincipal";
  const others = othersOf(statement);
  if (others.length === 0) return undefined;
  return `also asks for ${others.map(({ key }) => key).join(", ")}`;
}

/** Somebody's request without TLS, as far as conditions tell requests apart. */
interface Insecure {
  readonly principal: string;
  readonly context: RequestContext;
}

const WITHOUT_TLS = {
  "aws:SecureTransport": "false",
  "aws:PrincipalIsAWSService": "false",
  "aws:ViaAWSService": "false",
};

const MOST_REQUESTS = 1000;

/** How many requests conditions tell apart. */
function tellApart(denials: readonly Statement[]): number {
  return samplesIn(denials).reduce((product, [, values]) => product * (values.length + 1), 1);
}

/** By key, the values that conditions tell apart. */
function samplesIn(denials: readonly Statement[]): (readonly [string, readonly string[]])[] {
  const byKey = groupBy(denials.flatMap(othersOf), ({ key }) => key.toLowerCase());
  return [...byKey].map(([key, tests]) => {
    const values = unique(tests.flatMap(samplesOf));
    return [key, values.length > 0 ? values : ["any"]] as const;
  });
}

/**
 * Requests that denials might tell apart: by whom they name, and without and with each key that they
 * ask for, with each of its values and with another one. What all of these are denied, all are.
 */
function requestsWithoutTls(denials: readonly Statement[]): readonly Insecure[] {
  const named = denials.flatMap(({ principals }) =>
    principals?.negated === true ? principals.elements.map(({ name }) => name) : [],
  );
  const contexts = samplesIn(denials).reduce<readonly RequestContext[]>(
    (before, [key, values]) =>
      before.flatMap((context) => [
        context,
        ...values.map((value) => ({ ...context, [key]: value.split("\0") })),
      ]),
    [WITHOUT_TLS],
  );
  const principals = [...PRINCIPALS, ...named.filter((name) => name.startsWith("arn:"))];
  return principals.flatMap((principal) => contexts.map((context) => ({ principal, context })));
}

/** Values with which a test may hold, and may not; several of one request with a null between. */
function samplesOf({ comparison, values, set }: ConditionTest): readonly string[] {
  // Every key is left out in some requests, and there in others.
  if (comparison === "Null") return [];
  if (comparison === "Bool") return ["true", "false"];
  const found = values.flatMap((value) => {
    if (comparison === "IpAddress") return [value.split("/")[0]!];
    if (!/^(Numeric|Date)/.test(comparison)) return [value.replaceAll(/[*?]/g, "x")];
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value) / 1000;
    return Number.isNaN(number) ? [] : [number - 1, number, number + 1].map(String);
  });
  const others = /^(Numeric|Date)/.test(comparison)
    ? []
    : [comparison === "IpAddress" ? "192.0.2.201" : "any-other"];
  const all = [...found, ...others];
  return set === undefined ? all : [...all, all.join("\0")];
}

/** Whether a request is not denied. */
function takes(
  document: IamPolicy,
  { principal, context }: Insecure,
  action: string,
  target: string,
): boolean {
  const { result } = evaluate(
    { principal, action, resource: target, context },
    { resource: { name: "bucket policy", document } },
  );
  return result !== "ExplicitlyDenied";
}
