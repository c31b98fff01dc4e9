import type { IamPolicy, IamStatement } from "../../iam/policy";
import { oracle } from "../policies/oracle";
import { allow, ask, deny, FOREIGN, named, ROLE, USER } from "./ask";

describe("policy of a bucket", () => {
  const to = (Principal: IamStatement["Principal"], more: Partial<IamStatement> = {}) =>
    named("bucket", allow("s3:*", "arn:aws:s3:::b/*", { Principal, ...more }));

  it("needs the other side as well from another account", () => {
    const foreign = { principal: FOREIGN, resourceAccount: "111122223333" };
    const identity = [named("p", allow("s3:*"))];
    expect(ask({ resource: to({ AWS: FOREIGN }) }, foreign).blockedBy).toEqual(["identity"]);
    expect(ask({ identity }, foreign).blockedBy).toEqual(["resource"]);
    expect(ask({ identity, resource: to({ AWS: FOREIGN }) }, foreign).result).toBe("Allowed");
    expect(ask({ identity, resource: to({ AWS: "444455556666" }) }, foreign).result).toBe(
      "Allowed",
    );
    expect(ask({ identity, resource: to({ AWS: "999999999999" }) }, foreign).blockedBy).toEqual([
      "resource",
    ]);
  });

  it("grants to a role within its boundary, to a user, a session or everybody beyond it", () => {
    const boundary = named("b", allow("ec2:*"));
    expect(ask({ boundary, resource: to({ AWS: ROLE }) }).blockedBy).toEqual(["boundary"]);
    expect(ask({ boundary, resource: to({ AWS: USER }) }, { principal: USER }).result).toBe(
      "Allowed",
    );
    const session = "arn:aws:sts::111122223333:assumed-role/app/s";
    const ofSession = (AWS: string) =>
      ask({ boundary, resource: to({ AWS }) }, { principal: session });
    expect(ofSession(ROLE).blockedBy).toEqual(["boundary"]);
    expect(ofSession(session).result).toBe("Allowed");
    expect(ofSession("*").result).toBe("Allowed");
  });

  it("refuses what does not come over TLS", () => {
    const identity = [named("p", allow("s3:*"))];
    const resource = named("bucket", {
      ...deny("s3:*"),
      Principal: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const over = (tls: boolean) =>
      ask({ identity, resource }, { context: { "aws:SecureTransport": tls } });
    expect(over(false)).toMatchObject({ result: "ExplicitlyDenied", blockedBy: ["resource"] });
    expect(over(true).result).toBe("Allowed");
  });
});

describe("policy of a key", () => {
  const decrypt = { action: "kms:Decrypt", resource: "arn:aws:kms:r:111122223333:key/k" };
  const identity = [named("p", allow("kms:Decrypt"))];
  const key = (Principal: IamStatement["Principal"]) =>
    named("key", allow("kms:*", "*", { Principal }));

  it("comes first, even in the own account", () => {
    expect(ask({ identity, resource: key({ AWS: FOREIGN }) }, decrypt).blockedBy).toEqual([
      "resource",
    ]);
    expect(ask({ identity, resource: key({ AWS: "111122223333" }) }, decrypt).result).toBe(
      "Allowed",
    );
    expect(ask({ resource: key({ AWS: "111122223333" }) }, decrypt).blockedBy).toEqual([
      "identity",
    ]);
    expect(ask({ resource: key({ AWS: ROLE }) }, decrypt).result).toBe("Allowed");
  });

  it("is taken for AWS's own when it is not at hand", () => {
    expect(ask({ identity }, decrypt).result).toBe("Allowed");
    expect(ask({ identity }, { ...decrypt, principal: FOREIGN }).blockedBy).toEqual(["resource"]);
  });
});

describe("trust of a role", () => {
  const assume = { action: "sts:AssumeRole", resource: ROLE };
  const trusts = (Principal: IamStatement["Principal"], Action = "sts:AssumeRole") =>
    named("trust", { Effect: "Allow", Principal, Action });
  const identity = [named("p", allow("sts:AssumeRole"))];

  it("is needed besides the caller's own right", () => {
    const other = "arn:aws:iam::111122223333:role/other";
    expect(ask({ identity }, { ...assume, principal: other }).blockedBy).toEqual(["resource"]);
    expect(
      ask({ identity, resource: trusts({ AWS: "111122223333" }) }, { ...assume, principal: other })
        .result,
    ).toBe("Allowed");
    expect(
      ask({ resource: trusts({ AWS: "111122223333" }) }, { ...assume, principal: other }).blockedBy,
    ).toEqual(["identity"]);
    expect(ask({ resource: trusts({ AWS: other }) }, { ...assume, principal: other }).result).toBe(
      "Allowed",
    );
    expect(
      ask({ resource: trusts({ AWS: FOREIGN }) }, { ...assume, principal: FOREIGN }).blockedBy,
    ).toEqual(["identity"]);
  });

  it("lets Zilliz in with the external ID alone", () => {
    const document = oracle("integration-trust", { "my-external-id": "cid-1" }) as IamPolicy;
    const zilliz = { ...assume, principal: "arn:aws:iam::965570967084:role/any" };
    const policies = { identity, resource: { name: "trust", document } };
    expect(ask(policies, { ...zilliz, context: { "sts:ExternalId": "cid-1" } }).result).toBe(
      "Allowed",
    );
    expect(ask(policies, { ...zilliz, context: { "sts:ExternalId": "cid-2" } }).result).toBe(
      "ImplicitlyDenied",
    );
    expect(ask(policies, zilliz).result).toBe("ImplicitlyDenied");
  });
});
