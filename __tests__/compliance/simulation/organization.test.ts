import type { NamedPolicy } from "../../../iam/policy";
import { simulate } from "../../../compliance/simulation/simulate";
import { SIMULATION_TABLE } from "../../../compliance/simulation/table";
import { deploymentOf, subjectOf } from "./deployment";

const SUBJECT = subjectOf(deploymentOf({ edition: "documented" }));

/** A service control policy that allows everything but what one statement denies. */
function denying(statement: object): readonly (readonly NamedPolicy[])[] {
  const Allow = { Effect: "Allow" as const, Action: "*", Resource: "*" };
  const Deny = { Effect: "Deny" as const, Action: "*", Resource: "*", ...statement };
  return [[{ name: "scp", document: { Version: "2012-10-17", Statement: [Allow, Deny] } }]];
}

/** How many questions about rights have each outcome below a policy of the organization. */
function outcomes(statement: object): Readonly<Record<string, number>> {
  const { crossAccount, storage } = SUBJECT.policies;
  const scp = denying(statement);
  const policies = { crossAccount: { ...crossAccount, scp }, storage: { ...storage, scp } };
  const results = simulate(SIMULATION_TABLE, { ...SUBJECT, policies });
  const counts: Record<string, number> = { passed: 0, failed: 0, undecided: 0 };
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const differs = (key: string, value: string) => ({
  Condition: { StringNotEquals: { [key]: value } },
});
const GLOBAL = { Action: undefined, NotAction: ["iam:*", "sts:*", "organizations:*"] };

describe("what an organization forbids", () => {
  it.each([
    ["other regions", { ...GLOBAL, ...differs("aws:RequestedRegion", "us-west-2") }],
    ["resources of other accounts", differs("aws:ResourceAccount", "${aws:PrincipalAccount}")],
    ["principals of other accounts", differs("aws:PrincipalAccount", "111122223333")],
    ["requests without TLS", { Condition: { Bool: { "aws:SecureTransport": "false" } } }],
  ])("hinders no documented role: %s", (_, statement) =>
    expect(outcomes(statement)).toMatchObject({ failed: 0, undecided: 0 }),
  );

  it.each([
    ["the region itself", { ...GLOBAL, ...differs("aws:RequestedRegion", "eu-west-1") }],
    ["this account's resources", differs("aws:ResourceAccount", "444455556666")],
  ])("hinders them: %s", (_, statement) =>
    expect(outcomes(statement)["failed"]).toBeGreaterThan(5),
  );

  it.each([
    ["principals of other organizations", differs("aws:PrincipalOrgID", "o-abcdefghij")],
    ["resources of others", differs("aws:ResourceOrgID", "${aws:PrincipalOrgID}")],
    ["other networks", { Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }],
  ])("is undecided where nothing tells: %s", (_, statement) => {
    const { failed, undecided } = outcomes(statement);
    expect(failed).toBe(0);
    expect(undecided).toBeGreaterThan(5);
  });

  it("keeps out accounts of another organization", () => {
    const trust = SUBJECT.policies.crossAccountTrust?.resource;
    const [statement] = trust?.document.Statement as readonly object[];
    const Deny = {
      Effect: "Deny",
      Principal: "*",
      Action: "sts:*",
      ...differs("aws:PrincipalOrgID", "o-1"),
    };
    const document = {
      Version: "2012-10-17",
      Statement: [statement, Deny],
    } as NamedPolicy["document"];
    const policies = { crossAccountTrust: { resource: { name: "trust", document } } };
    const rows = SIMULATION_TABLE.filter(({ id }) => id === "cross-account-trust");
    expect(simulate(rows, { ...SUBJECT, policies })).toMatchObject([{ outcome: "failed" }]);
  });
});
