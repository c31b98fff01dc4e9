import { createColors } from "picocolors";
import { diffExitCode, renderDiff, type PermissionDiff } from "../../permissions";
import { diffSchema, permissionDiffSchema } from "../../permissions/schema";
import { allow, deny, diffOf, policy, role, trusted, type Json } from "./support";

const OBJECTS = "arn:aws:s3:::data/*";
const before = role([allow("s3:GetObject", OBJECTS), allow("s3:ListBucket", "arn:aws:s3:::data")]);
const after = role([allow(["s3:GetObject", "s3:DeleteObject"], OBJECTS)]);
const unread: Json = {
  "aws_iam_role.b": { name: "b", assume_role_policy: "${data.external.text.result.json}" },
};
const NOTHING = diffOf(before, before);
const CHANGED = diffOf(before, { ...after, ...unread });
const plain = { colour: false };

test("text: what is gained first, the verdict last", () => {
  expect(renderDiff(CHANGED, "text", plain)).toBe(`GAINED
  + app role app may now delete objects of bucket data (s3:DeleteObject on arn:aws:s3:::data/*)
      aws_iam_role_policy.app, statement #1

CANNOT BE TOLD
  ? it cannot be told whether others may become role b: aws_iam_role.b cannot be read (data.external.text is read by Terraform)
      aws_iam_role.b

LOST
  - app role app may no longer list the objects of bucket data (s3:ListBucket on arn:aws:s3:::data)
      aws_iam_role_policy.app, statement #2

gained 1, lost 1, undecided 1
`);
  expect(renderDiff(NOTHING, "text", plain)).toBe("no permission changed\n");
});

test("text: colours where they are wanted, and no other control characters", () => {
  const { red } = createColors(true);
  expect(renderDiff(CHANGED, "text", { colour: true })).toContain(red("+ app role").slice(0, 10));
  const evil = { ...CHANGED, subjects: CHANGED.subjects.map(evilSubject) };
  const text = renderDiff(evil, "text", plain);
  expect(["\u001b", "\u202e"].filter((character) => text.includes(character))).toEqual([]);
});

function evilSubject(subject: PermissionDiff["subjects"][number]) {
  const changes = subject.changes.map((change) => ({
    ...change,
    text: "\u001b[2J\n@everyone <script>|x| \u202e #1",
  }));
  return { ...subject, changes };
}

test("markdown: the verdict, what is gained in sight, the rest to be opened", () => {
  const page = renderDiff(CHANGED, "markdown", plain);
  expect(page).toMatch(
    /^## ❌ Permissions\n\ngained 1, lost 1, undecided 1\n\n### Gained\n\n- app/,
  );
  expect(page.indexOf("may now delete")).toBeLessThan(page.indexOf("<details>"));
  expect(page.indexOf("may no longer")).toBeGreaterThan(page.indexOf("<summary>Lost: 1"));
  expect(page).toContain("<code>s3:DeleteObject</code>");
  expect(renderDiff(NOTHING, "markdown", plain)).toBe(
    "## ✅ Permissions\n\nno permission changed\n",
  );
});

test("markdown: nothing in it is markup or mentions anybody", () => {
  const evil = { ...CHANGED, subjects: CHANGED.subjects.map(evilSubject) };
  const page = renderDiff(evil, "markdown", plain);
  expect(page).not.toMatch(/@everyone|<script|\n@/);
});

test("markdown: it fits a comment, and says what it leaves out", () => {
  const [subject] = CHANGED.subjects;
  const many = { ...subject!, changes: Array.from({ length: 900 }, () => subject!.changes[0]!) };
  const page = renderDiff({ ...CHANGED, subjects: [many] }, "markdown", plain);
  expect(page.length).toBeLessThanOrEqual(65_536);
  expect(page).toMatch(/\*\*\d+ more lines are not shown here:\*\*/);
});

test("json: follows its schema", () => {
  const deep = diffOf(
    role([deny("s3:*", "*")]),
    role([{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], { permissions_boundary: "x" }),
  );
  for (const diff of [NOTHING, CHANGED, deep]) {
    expect(diffSchema.parse(JSON.parse(renderDiff(diff, "json", plain)))).toEqual(diff);
  }
  const schema = JSON.stringify(permissionDiffSchema());
  expect(JSON.parse(schema)).toMatchObject({ title: "Difference in permissions" });
});

test("exit codes", () => {
  expect(diffExitCode(NOTHING)).toBe(0);
  expect(diffExitCode(CHANGED)).toBe(1);
  expect(diffExitCode(diffOf(before, { ...before, ...unread }))).toBe(3);
  expect(diffExitCode(diffOf(after, role([])))).toBe(0);
});

test("external IDs are in no output", () => {
  const id = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
  const trust = (value: string) =>
    trusted(
      allow("sts:AssumeRole", undefined, {
        Principal: { AWS: "965570967084" },
        Condition: { StringEquals: { "sts:ExternalId": value } },
      }),
    );
  // Somebody has put it into a Sid and a name, too.
  const named: Json = {
    "aws_iam_policy.x": {
      name: `policy-${id}`,
      policy: policy({ ...allow("s3:GetObject", `arn:aws:s3:::${id}/*`), Sid: id }),
    },
  };
  const diff = diffOf(trust(id), { ...trust("cid-other-other-other"), ...named });
  expect(diff.summary.gained).toBe(2);
  for (const format of ["text", "markdown", "json"] as const) {
    expect(renderDiff(diff, format, plain)).not.toMatch(/7h3k9m2p|other-other/);
  }
});
