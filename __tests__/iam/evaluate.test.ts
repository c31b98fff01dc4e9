import { PolicyShapeError, type IamPolicy, type IamStatement } from "../../iam/policy";
import { allow, ask, deny, named } from "./ask";

// Verdicts alone are in hand-cases.yaml; here is what a decision says besides.
describe("policies of a role", () => {
  it("allow what a statement allows, and say which", () => {
    const policies = {
      identity: [named("p", allow("s3:Put*"), allow("S3:get*", "*", { Sid: "R" }))],
    };
    expect(ask(policies)).toEqual({
      result: "Allowed",
      by: [{ layer: "identity", policy: "p", statement: "R" }],
      blockedBy: [],
      near: [],
    });
  });

  it("deny what none allows", () => {
    expect(ask({ identity: [named("p", allow("s3:PutObject"))] })).toEqual({
      result: "ImplicitlyDenied",
      by: [],
      blockedBy: ["identity"],
      near: [],
    });
  });

  it("deny what one denies, whatever else allows it", () => {
    const policies = { identity: [named("p", allow("*"), deny("s3:*", "arn:aws:s3:::b/*"))] };
    expect(ask(policies)).toMatchObject({
      result: "ExplicitlyDenied",
      by: [{ layer: "identity", policy: "p", statement: "#2" }],
      blockedBy: ["identity"],
    });
  });

  it("tell which condition kept a statement from allowing", () => {
    const condition = { Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } } };
    const decision = ask({
      identity: [named("p", allow("s3:*", "*", { Sid: "Tag", ...condition }))],
    });
    expect(decision.result).toBe("ImplicitlyDenied");
    expect(decision.near).toMatchObject([
      { policy: "p", statement: "Tag", unmet: [{ key: "aws:ResourceTag/Vendor" }] },
    ]);
  });

  it("leave nothing to all but a variable without a value", () => {
    const statement = (Effect: "Allow" | "Deny"): IamStatement => ({
      Effect,
      Action: "*",
      NotResource: "arn:aws:s3:::b/${aws:username}/*",
    });
    const file = { resource: "arn:aws:s3:::b/ann/x" };
    const decide = (effect: "Allow" | "Deny", name: string[]) =>
      ask(
        { identity: [named("p", statement(effect), ...(effect === "Deny" ? [allow("*")] : []))] },
        { ...file, context: { "aws:username": name } },
      ).result;
    expect(decide("Allow", ["bob"])).toBe("Allowed");
    expect(decide("Allow", [])).toBe("ImplicitlyDenied");
    expect(decide("Deny", ["bob"])).toBe("ExplicitlyDenied");
    expect(decide("Deny", [])).toBe("Allowed");
    // Whatever the name is, this is not the caller's own.
    expect(
      ask(
        { identity: [named("p", statement("Allow"))] },
        { resource: "arn:aws:s3:::c/x", context: { "aws:username": [] } },
      ).result,
    ).toBe("Allowed");
  });
});

describe("layers above a role", () => {
  const identity = [named("p", allow("s3:*"))];

  it("a boundary takes away and never grants", () => {
    expect(ask({ identity, boundary: named("b", allow("ec2:*")) })).toMatchObject({
      result: "ImplicitlyDenied",
      blockedBy: ["boundary"],
    });
    expect(ask({ identity, boundary: named("b", allow("s3:*")) })).toMatchObject({
      result: "Allowed",
      by: [{ layer: "identity" }, { layer: "boundary" }],
    });
    expect(ask({ identity: [], boundary: named("b", allow("s3:*")) }).blockedBy).toEqual([
      "identity",
    ]);
  });

  it("every level of service control policies must allow", () => {
    const [yes, no] = [[named("s", allow("*"))], [named("s", allow("ec2:*"))]];
    expect(ask({ identity, scp: [yes, [...no, ...yes]] }).result).toBe("Allowed");
    expect(ask({ identity, scp: [yes, no] }).blockedBy).toEqual(["scp"]);
    expect(ask({ identity, scp: [yes, []] }).blockedBy).toEqual(["scp"]);
    expect(ask({ identity, scp: [[named("s", allow("*"), deny("s3:*"))]] })).toMatchObject({
      result: "ExplicitlyDenied",
      by: [{ layer: "scp", policy: "s", statement: "#2" }],
      blockedBy: ["scp"],
    });
  });

  it("names every layer that does not allow", () => {
    const decision = ask({ boundary: named("b", allow("ec2:*")), scp: [[]] });
    expect(decision.blockedBy).toEqual(["scp", "boundary", "identity"]);
  });
});

describe("keys that the context does not mention", () => {
  const identity = [
    named(
      "p",
      allow("s3:*", "*", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }),
    ),
  ];
  const denied = [
    named(
      "p",
      allow("s3:*"),
      deny("s3:*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": "x" } } }),
    ),
  ];
  const favourable = { unmentionedKeys: "favourable" } as const;

  it("are absent unless said otherwise", () => {
    expect(ask({ identity }).result).toBe("ImplicitlyDenied");
    expect(ask({ identity: denied }).result).toBe("ExplicitlyDenied");
  });

  it("may be taken to be as the caller needs them", () => {
    expect(ask({ identity }, favourable).result).toBe("Allowed");
    expect(ask({ identity: denied }, favourable).result).toBe("Allowed");
  });

  it("are what the context says once it mentions them", () => {
    const ip = (value: string | string[]) => ({
      ...favourable,
      context: { "aws:SourceIp": value },
    });
    expect(ask({ identity }, ip("198.51.100.1")).result).toBe("ImplicitlyDenied");
    expect(ask({ identity }, ip([])).result).toBe("ImplicitlyDenied");
    expect(ask({ identity }, ip("203.0.113.1")).result).toBe("Allowed");
  });
});

describe("a policy that IAM would not take", () => {
  const statement = { Effect: "Allow", Action: "*", Resource: "*" };

  it.each<[string, unknown]>([
    ["the policy is no object", null],
    ["the policy is no object", "{}"],
    ["the policy has no Statement", {}],
    ["statement #2 is no object", { Statement: [statement, null] }],
    ['statement #1 has the Effect "Maybe"', { Statement: { ...statement, Effect: "Maybe" } }],
    ["statement S has no Action", { Statement: [{ Sid: "S", Effect: "Allow", Resource: "*" }] }],
    ["statement #1 has Action and NotAction", { Statement: [{ ...statement, NotAction: "*" }] }],
    [
      "statement #1 has Resource and NotResource",
      { Statement: [{ ...statement, NotResource: "*" }] },
    ],
    ["statement #1 has the Action [1]", { Statement: [{ ...statement, Action: [1] }] }],
    ["statement #1 has the Resource null", { Statement: [{ ...statement, Resource: null }] }],
    ['statement #1 has the Principal "a"', { Statement: [{ ...statement, Principal: "a" }] }],
    [
      'statement #1 has the Principal {"AWS":[null]}',
      { Statement: [{ ...statement, Principal: { AWS: [null] } }] },
    ],
    ['statement #1 has the Condition "x"', { Statement: [{ ...statement, Condition: "x" }] }],
    [
      'statement #1 has the Condition {"Bool":{"a":null}}',
      { Statement: [{ ...statement, Condition: { Bool: { a: null } } }] },
    ],
    [
      'IAM has no condition operator "Is"',
      { Statement: [{ ...statement, Condition: { Is: { a: "b" } } }] },
    ],
  ])("%s", (message, document) => {
    const act = () => ask({ identity: [{ name: "p", document: document as IamPolicy }] });
    expect(act).toThrow(PolicyShapeError);
    expect(act).toThrow(message);
  });
});
