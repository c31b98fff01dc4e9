import { Readable } from "node:stream";
import messages from "../../cli/explain-messages.json";
import { TROUBLESHOOTING } from "../operate/documented-steps";
import { said } from "../support/said";

/** Messages as they are printed, and the id of what is known of them. */
const PASTED: readonly (readonly [id: string, text: string])[] = [
  [
    "role-assumption",
    "try assume role from[zilliz-role] to\n[arn:aws:iam::111122223333:role/a]   with externalId[zilliz-external-1umVCIK7q96kzDE] failed",
  ],
  [
    "bucket-location-denied",
    "check bucket failed: get bucket location: operation error S3: GetBucketLocation, https response error StatusCode: 403, RequestID: 7X, HostID: a/b=, api error AccessDenied: Access Denied",
  ],
  [
    "web-identity",
    "An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity",
  ],
  [
    "oidc-provider-missing",
    "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://oidc.eks.us-west-2.amazonaws.com/id/ABC",
  ],
  [
    "expired",
    "Error: retrieving caller identity: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error ExpiredToken: The security token included in the request is expired",
  ],
  [
    "no-credentials",
    '│ Error: No valid credential sources found\n│ \n│   with provider["registry.terraform.io/hashicorp/aws"],',
  ],
  ["wrong-account", "Error: AWS account ID not allowed: 210987654321"],
  [
    "entity-exists",
    "╷\n│ Error: creating IAM Role (zilliz-bootstrap-role): operation error IAM: CreateRole, https response error StatusCode: 409, RequestID: 1, EntityAlreadyExists: Role with name\n│ zilliz-bootstrap-role already exists.\n╵",
  ],
  ["bucket-taken", "api error BucketAlreadyExists: The requested bucket name is not available."],
  ["operation-aborted", "OperationAborted: A conflicting conditional operation is in progress"],
  ["state-lock", "Error: Error acquiring the state lock\n\nError message: operation error S3"],
  [
    "plan-stale",
    "╷\n│ Error: Saved plan is stale\n│ \n│ The given plan file can no longer be applied because the state was changed\n╵",
  ],
  ["prevent-destroy", "Error: Instance cannot be destroyed\n\n  on cdk.tf.json line 9"],
  ["policy-size", "LimitExceeded: Cannot exceed quota for PolicySize: 6144"],
  [
    "malformed-policy",
    'MalformedPolicyDocument: Invalid principal in policy: "AWS":"arn:aws:iam::1:role/x"',
  ],
  [
    "not-authorized",
    "AccessDenied: User: arn:aws:iam::111122223333:user/a is not authorized to perform: iam:CreateRole on resource: role zilliz because no identity-based policy allows it",
  ],
  ["throttled", "ThrottlingException: Rate exceeded"],
];

const explain = (text: string) => said(["explain", text]);

describe("byoc explain of a pasted message", () => {
  it.each(TROUBLESHOOTING)("knows the documented one: $title", async ({ message, explained }) => {
    const { code, out } = await explain(message);
    expect(out).toMatch(explained);
    expect(out).toMatch(/^Fix: /m);
    // Whose external ID it is, nobody has to read again.
    expect(out).not.toContain("1umVCIK7q96kzDE");
    expect(code).toBe(0);
  });

  it.each(PASTED)("knows %s, with its ids and ends of lines", async (id, text) => {
    const { title } = messages.find((message) => message.id === id)!;
    const { code, out } = await explain(text);
    // The one, and no other.
    expect([code, out.split("\n")[0], out.match(/^.* \(.*\)$/gm)?.length ?? 1]).toEqual([
      0,
      title,
      1,
    ]);
    expect(out).not.toMatch(/\{\w+\}/);
  });

  it("has each message in a test", () => {
    const documented = [
      "bucket-region-mismatch",
      "bucket-not-found",
      "bucket-location-denied",
      "role-assumption",
    ];
    const tried = new Set([...documented, ...PASTED.map(([id]) => id)]);
    expect(messages.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });

  it("names what the message names, and reads standard input", async () => {
    expect((await explain(PASTED.at(-2)![1])).out).toContain("may not do iam:CreateRole");
    const input = Readable.from([Buffer.from("Error: AWS account ID not allowed: 210987654321\n")]);
    const { out } = await said(["explain", "-"], { input });
    expect(out).toContain("The credentials are of account 210987654321");
  });

  it("says that it does not know", async () => {
    const { code, error } = await explain("the printer is on fire");
    expect(error).toContain('no error "the printer is on fire", nor a known message');
    expect(code).toBe(2);
  });
});
