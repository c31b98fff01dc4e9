import { permissionChanges } from "../../permissions";
import {
  allow,
  deny,
  diffOf,
  file,
  modelOf,
  policy,
  role,
  texts,
  TRUST,
  trusted,
  type Json,
} from "./support";

const OBJECTS = "arn:aws:s3:::data/*";
const READ = allow("s3:GetObject", OBJECTS);

describe("permissions boundaries", () => {
  const bounded = (arn?: string, ...statements: Json[]) => ({
    ...role([allow("s3:*", "*")], { permissions_boundary: arn }),
    "aws_iam_policy.limit": { name: "limit", policy: policy(...statements) },
  });
  const own = "${aws_iam_policy.limit.arn}";

  test("one that is taken off lets everything through, one that is put on less", () => {
    const off = diffOf(bounded(own, READ), bounded(undefined, READ));
    expect(texts(off)).toEqual([
      'app role app may now do all that its own policies allow: its permissions boundary "limit" is gone',
    ]);
    expect(diffOf(bounded(undefined, READ), bounded(own, READ)).summary).toMatchObject({
      gained: 0,
      lost: 1,
    });
  });

  test("one that lets through more is told once for all its roles", () => {
    const two = (...statements: Json[]) => ({
      ...bounded(own, ...statements),
      "aws_iam_role.b": { name: "b", assume_role_policy: TRUST, permissions_boundary: own },
    });
    expect(texts(diffOf(two(READ), two(READ, allow("s3:PutObject", OBJECTS))))).toEqual([
      'the permissions boundary "limit" now lets app role app and role b write objects of bucket data (s3:PutObject on arn:aws:s3:::data/*)',
    ]);
  });

  test("one that nobody has the text of cannot be told", () => {
    const arn = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;
    const diff = diffOf(bounded(arn("a"), READ), bounded(arn("b"), READ));
    expect(diff.summary).toEqual({ gained: 0, lost: 0, undecided: 1 });
  });

  test("it says of a new right that it does nothing yet", () => {
    const [before, after] = [[READ], [READ, allow("ec2:RunInstances", "*")]].map((statements) => ({
      ...role(statements, { permissions_boundary: own }),
      "aws_iam_policy.limit": { name: "limit", policy: policy(READ) },
    }));
    expect(texts(diffOf(before!, after!))).toEqual([
      'app role app may now run instances in EC2 (ec2:RunInstances on *); without effect as long as its permissions boundary "limit" does not allow it',
    ]);
  });
});

describe("trusts", () => {
  const ZILLIZ = { AWS: "arn:aws:iam::965570967084:root" };
  const assume = (Principal: unknown, more: Json = {}) =>
    allow("sts:AssumeRole", undefined, { Principal, ...more });
  const withId = (id: string) => ({ Condition: { StringEquals: { "sts:ExternalId": id } } });

  test("who gets in now, and under which conditions no more", () => {
    const before = trusted(assume(ZILLIZ, withId("cid-one-two-three")));
    expect(texts(diffOf(before, trusted(assume(ZILLIZ))))).toEqual([
      "account 965570967084 may now become app role app in every case; before, only when the external ID is the one of the old policy (sts:AssumeRole)",
    ]);
    const other = diffOf(before, trusted(assume(ZILLIZ, withId("cid-four-five-six"))));
    expect(other.summary).toEqual({ gained: 1, lost: 1, undecided: 0 });
    expect(JSON.stringify(other)).not.toMatch(/cid-/);
  });

  test("a role of another account is a part of that account, one of the own is more", () => {
    const root = (account: string) => trusted(assume({ AWS: account }));
    const one = (account: string) => trusted(assume({ AWS: `arn:aws:iam::${account}:role/x` }));
    expect(diffOf(root("965570967084"), one("965570967084")).summary).toMatchObject({
      gained: 0,
      lost: 1,
    });
    expect(diffOf(root("111122223333"), one("111122223333")).summary).toMatchObject({ gained: 1 });
  });

  test("a role that is new or gone has its trust, too", () => {
    expect(texts(diffOf({}, trusted(assume(ZILLIZ))))).toEqual([
      "account 965570967084 may now become app role app (sts:AssumeRole)",
    ]);
    expect(
      diffOf(trusted(assume("*"), deny("sts:*", undefined, { Principal: "*" })), {}).summary,
    ).toMatchObject({ gained: 0 });
  });
});

test("roles of one name in two accounts are two roles, unless one was moved", () => {
  const named = (local: string, account: string) => {
    const values = { name: "app", assume_role_policy: TRUST };
    return modelOf(file({ [`aws_iam_role.${local}`]: values }, account), `${account}.tf.json`);
  };
  const [one, other] = ["111122223333", "444455556666"] as const;
  expect(permissionChanges(named("a", one), named("b", one)).subjects).toEqual([]);
  expect(permissionChanges(named("a", one), named("a", other)).subjects).toEqual([]);
  const two = permissionChanges(named("a", one), named("b", other));
  expect(two.subjects.map(({ status }) => status)).toEqual(["new", "gone"]);
});
