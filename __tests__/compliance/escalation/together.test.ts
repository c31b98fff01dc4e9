import { waysTogether } from "../../../compliance/escalation/together";
import type { Finding } from "../../../compliance/finding";

const way = (key: string, fields: Partial<Finding> = {}): Finding => ({
  rule: "escalation-path",
  severity: "error",
  verdict: "FAIL",
  key,
  address: "aws_iam_role.wide",
  message: `the role can do ${key}`,
  fingerprint: key,
  ...fields,
});
const messages = (findings: readonly Finding[]) => findings.map(({ message }) => message);

const MANY = ["assume-role", "access-key", "new-role", "group-member", "role-trust"];

describe("ways of one principal", () => {
  it("are told by the gravest, and the others by their ids", () => {
    const [only, ...others] = messages(waysTogether(MANY.map((key) => way(key))));
    expect(others).toEqual([]);
    // To make a role with any rights is to be an administrator.
    expect(only).toBe(
      "the role can do new-role; and by 4 other ways: group-member, access-key, role-trust, assume-role",
    );
  });

  it("are folded where they are very many", () => {
    const all = waysTogether(
      ["policy-version", "policy-default-version", "role-inline-policy", "role-attach-policy"]
        .concat(["user-inline-policy", "user-attach-policy", "group-inline-policy"])
        .concat(["group-attach-policy", "new-role-inline", "permission-set-inline", ...MANY])
        .map((key) => way(key)),
    );
    expect(messages(all)[0]).toMatch(
      /^the role can do policy-version; and by 14 other ways: .* and 2 more$/,
    );
  });

  it("stand alone where they are few, of others, of another weight, accepted, or of another rule", () => {
    const alone = [
      ...MANY.slice(0, 3).map((key) => way(key)),
      way("login-profile", { severity: "warning" }),
      way("login-profile", { address: "aws_iam_role.other" }),
      way("cross-account:role-trust", { verdict: "WAIVED" }),
      way("login-profile", { rule: "policy-admin" }),
    ];
    expect(waysTogether(alone)).toEqual(alone);
  });
});
