import type { ConditionTest } from "../../iam/condition";
import { evaluate } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import type { Statement } from "../../iam/statement";
import type { PolicyOf } from "../../terraform/model-view";
import { isDocumented } from "../buckets/of-role";
import { missingPart } from "../buckets/parts";
import { nameOf, reading } from "../policies/statements";
import { buckets, each, fail, judged, pass } from "../results";
import { hcl, type Rule } from "../rule";

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

export const bucketTls: Rule = {
  id: "bucket-tls",
  title: "Buckets refuse requests without TLS",
  why: "Whoever can watch the network could read objects and signed requests on their way.",
  fix: "deny s3:* on the bucket and its objects to everybody when aws:SecureTransport is false",
  snippet: hcl(`{
  Sid       = "DenyInsecureTransport"
  Effect    = "Deny"
  Principal = "*"
  Action    = "s3:*"
  Resource  = ["arn:aws:s3:::BUCKET", "arn:aws:s3:::BUCKET/*"]
  Condition = { Bool = { "aws:SecureTransport" = "false" } }
}`),
  severity: "error",
  severities: ["error", "warning"],
  standards: ["CIS AWS 3.0 2.1.1", "CIS AWS 5.0 2.1.1", "FSBP S3.5"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  check: each(buckets, (bucket, context) => {
    const { policy, arn, resource } = bucket;
    if (!policy) {
      const message = "the bucket has no policy, so it takes requests without TLS";
      const severity = isDocumented(context, bucket) ? undefined : "warning";
      return [missingPart(bucket, "policy", message, severity)];
    }
    return reading(policy, (statements) => [
      judged(resource, arn, (known) => tlsOf(policy, statements, known)),
    ]);
  }),
};

function tlsOf({ resource, attribute }: PolicyOf, statements: readonly Statement[], arn: string) {
  const whole = statements.filter((one) => exceptionOf(one) === undefined);
  const document = { Version: "2012-10-17", Statement: whole.map(({ source }) => source) };
  const open = ACTIONS.filter(({ action, object }) =>
    takes(document, action, object ? `${arn}/any` : arn),
  ).map(({ action }) => action);
  if (open.length === 0) return pass(resource, "requests without TLS are denied", { attribute });
  const exceptions = statements
    .filter(({ effect, tests }) => effect === "Deny" && tests.some(isOfTls))
    .map((one) => [nameOf(one), exceptionOf(one)] as const)
    .filter(([, exception]) => exception !== undefined)
    .map(([name, exception]) => `; ${name} leaves some out: it ${exception}`);
  const message = `without TLS, the policy does not deny ${open.join(", ")}${exceptions.join("")}`;
  return fail(resource, message, { attribute });
}

const isOfTls = ({ key }: ConditionTest) => /^aws:SecureTransport$/i.test(key);
/** Conditions that leave out none but AWS's own services. */
const OF_SERVICES = /^aws:(PrincipalIsAWSService|ViaAWSService)$/i;

/** Whom a denial leaves out, in words: everybody for whom another of its conditions does not hold. */
function exceptionOf({ effect, tests, principals }: Statement): string | undefined {
  if (effect !== "Deny") return undefined;
  if (principals?.negated === true) return "has a NotPrincipal";
  const others = tests.filter((test) => !isOfTls(test) && !OF_SERVICES.test(test.key));
  if (others.length === 0) return undefined;
  return `also asks for ${others.map(({ key }) => key).join(", ")}`;
}

const WITHOUT_TLS = {
  "aws:SecureTransport": "false",
  "aws:PrincipalIsAWSService": "false",
  "aws:ViaAWSService": "false",
};

/** Whether a request without TLS is not denied to somebody. */
function takes(document: IamPolicy, action: string, target: string): boolean {
  return PRINCIPALS.some((principal) => {
    const { result } = evaluate(
      { principal, action, resource: target, context: WITHOUT_TLS },
      { resource: { name: "bucket policy", document } },
    );
    return result !== "ExplicitlyDenied";
  });
}
