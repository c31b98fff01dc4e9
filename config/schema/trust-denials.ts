import { z } from "zod";
import { checked, choice, field, issueOf, matching, type Objection } from "./field";

/** Operators of conditions. Source: IAM user guide, "Condition operators". */
const OPERATOR =
  /^(For(Any|All)Values:)?(String(Not)?(Equals(IgnoreCase)?|Like)|Arn(Not)?(Equals|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress)(IfExists)?$|^Null$/;

const action = checked((value) =>
  /^sts:[A-Za-z]*\*?$/.test(value)
    ? undefined
    : {
        code: "value",
        message: "is no action of a trust",
        allowed: "actions of STS, such as sts:AssumeRole or sts:*",
      },
);

/** One text or several, as IAM takes them. */
function texts(item: z.ZodString) {
  return z.union([item, z.array(item).min(1)]);
}

const condition = z
  .record(z.string(), z.record(z.string().min(1), texts(z.string())))
  .superRefine((tests, context) => {
    if (Object.keys(tests).length === 0) context.addIssue(issueOf(NO_CONDITION));
    for (const operator of Object.keys(tests)) {
      if (OPERATOR.test(operator)) continue;
      context.addIssue(issueOf(NO_OPERATOR, [operator]));
    }
  });

const NO_CONDITION: Objection = {
  code: "value",
  message: "is empty, so that nobody could assume any role",
  allowed: "at least one condition",
};

const NO_OPERATOR: Objection = {
  code: "value",
  message: "is no operator of IAM",
  allowed: "operators such as StringNotEquals, ArnNotLike or BoolIfExists",
};

const statement = z.strictObject({
  Sid: matching(/^[A-Za-z0-9]{1,64}$/, {
    code: "value",
    message: "is not a Sid of IAM",
    allowed: "1 to 64 letters and digits",
    description: "Name of the statement; findings call it by that.",
    example: "OurOrganization",
    pattern: "^[A-Za-z0-9]{1,64}$",
  }),
  Effect: choice(["Deny"], {
    description: "Only `Deny`: whom the roles let in, the documents say.",
    example: "Deny",
  }),
  Principal: choice(["*"], {
    description: "Everybody; the condition says whom the statement leaves out.",
    example: "*",
  }),
  Action: field(texts(action), {
    description: "Action of STS, or a list of them.",
    example: "sts:AssumeRole",
  }),
  Condition: field(condition, {
    description: "When the statement denies, as IAM writes it; all of it must hold.",
    example: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  }),
});

const EXAMPLE = {
  Sid: "OurOrganization",
  Effect: "Deny",
  Principal: "*",
  Action: "sts:AssumeRole",
  Condition: {
    StringNotEquals: {
      "aws:PrincipalOrgID": "o-a1b2c3d4e5",
      "aws:PrincipalAccount": "965570967084",
    },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  },
};

/** What an organization denies in every trust, beside what the documents allow. */
export const trustDenials = field(
  z
    .array(statement)
    .min(1)
    .superRefine((statements, context) => {
      const sids = statements.map(({ Sid }) => Sid);
      sids.forEach((sid, index) => {
        if (sids.indexOf(sid) === index) return;
        context.addIssue(issueOf(TWICE, [index, "Sid"]));
      });
    }),
  {
    description:
      "Statements, as IAM writes them, that the trust of every role gets beside the documented ones: what an organization denies everywhere. Their conditions must spare Zilliz Cloud's account and AWS's services; `byoc check` tells where they do not.",
    example: [EXAMPLE],
    default: "- none",
  },
);

const TWICE: Objection = {
  code: "duplicate-name",
  message: "is the Sid of another statement",
  allowed: "a Sid for each statement",
  fix: "rename one of them",
};
