import { evaluate, type NameScope } from "../../terraform/hcl-evaluate";
import { Unresolved } from "../../terraform/known";
import { Work } from "../../terraform/work";

/** Every name is of something that AWS has still to make. */
const scope: NameScope = {
  lookup: (path) => new Unresolved(path.join("."), "is known after apply only"),
  work: new Work(),
};

/** What is known of a policy anyway. */
function known(policy: string): unknown {
  const value = evaluate(policy, scope, {});
  if (!(value instanceof Unresolved)) throw new Error("all of it is known");
  return value.partial === undefined ? undefined : JSON.parse(value.partial);
}

const asText = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
/** The same in HCL: names that JSON quotes are expressions. */
const encoded = (statements: string) =>
  `\${jsonencode({ Version = "2012-10-17", Statement = ${statements} })}`;

const NOT_KNOWN = "(known after apply)";
const QUEUE = "${aws_sqs_queue.q.arn}";

describe("a policy of which a part is known after apply only", () => {
  it.each([
    [
      "a text",
      asText(
        { Effect: "Allow", Action: "iam:*", Resource: "*" },
        { Effect: "Allow", Action: ["sqs:*", "s3:GetObject"], Resource: [QUEUE, "arn:aws:s3:::x"] },
      ),
    ],
    [
      "jsonencode",
      encoded(`[
        { Effect = "Allow", Action = "iam:*", Resource = "*" },
        { Effect = "Allow", Action = ["sqs:*", "s3:GetObject"], Resource = [aws_sqs_queue.q.arn, "arn:aws:s3:::x"] },
      ]`),
    ],
  ])("tells its actions in %s", (_, policy) =>
    expect(known(policy)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "iam:*", Resource: "*" },
        {
          Effect: "Allow",
          Action: ["sqs:*", "s3:GetObject"],
          Resource: ["arn:aws:s3:::x", NOT_KNOWN],
        },
      ],
    }),
  );

  it("lets nobody in whose condition is not known, in key or value", () => {
    const byKey = { StringEquals: { "${aws_x.oidc.url}:sub": "a" } };
    const byValue = { StringEquals: { "aws:PrincipalOrgID": "${aws_x.org.id}" } };
    for (const Condition of [byKey, byValue]) {
      const trust = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Condition };
      expect(known(asText(trust))).toEqual({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { [NOT_KNOWN]: NOT_KNOWN } },
          },
        ],
      });
    }
  });

  it("drops statements whose effect, or what they leave out, is not known", () =>
    expect(
      known(
        asText(
          { Effect: "${var.effect}", Action: "*", Resource: "*" },
          { Effect: "Allow", NotAction: QUEUE, Resource: "*" },
          { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
        ),
      ),
    ).toMatchObject({ Statement: [{ Action: "s3:GetObject" }] }));

  it.each([
    ["the statements are not known", encoded("var.statements")],
    ["it is no policy", '{"name": "${aws_x.y.id}"}'],
    ["it is no JSON", '{"Statement": [${aws_x.y.id}]}'],
    ["nothing else is in it", QUEUE],
  ])("tells nothing where %s", (_, policy) => expect(known(policy)).toBeUndefined());
});
