import { z } from "zod";
import { SERVICE_CONTROL } from "../../aws/limits";
import { ConfigError, type ConfigProblem } from "../../config/problem";
import { readText } from "../../config/read-text";
import { type KeyPath, showPath } from "../../config/show";
import type { ConfigSource } from "../../config/source";
import { plainSource } from "../plain-source";
import { isRecord } from "../../text/record";
import { parseJson } from "../../terraform/parse";
import { schemaProblems } from "../schema-problems";
import { PolicyShapeError, type IamPolicy } from "../../iam/policy";
import { statementsOf } from "../../iam/statement";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const texts = (description: string, example: string) =>
  z
    .union([z.string().min(1), z.array(z.string()).min(1)])
    .optional()
    .meta({ description, examples: [example] });

/** Exactly one of two. */
const oneOf = (one: string, other: string): Parameters<z.ZodObject["refine"]> => [
  (value) => (value[one] === undefined) !== (value[other] === undefined),
  {
    path: [one],
    params: {
      finding: {
        code: "missing",
        message: `is missing, or ${other} stands beside it`,
        allowed: `${one} or ${other}, one of them`,
      },
    },
    when: ({ value }) => isRecord(value),
  },
];

const statementSchema = z.strictObject({
  Sid: z.string().optional().describe("a text"),
  Effect: z.enum(["Allow", "Deny"]).meta({ description: "Allow or Deny", examples: ["Deny"] }),
  Action: texts("an action, or a list of them", "s3:*"),
  NotAction: texts("an action, or a list of them", "s3:*"),
  Resource: texts("an ARN, or a list of them", "*"),
  NotResource: texts("an ARN, or a list of them", "*"),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])))
    .optional()
    .describe("operators, each with condition keys and their values"),
});

const policySchema = z.strictObject({
  Version: z
    .enum(["2012-10-17", "2008-10-17"])
    .optional()
    .meta({ description: "version of the language", examples: ["2012-10-17"] }),
  Id: z.string().optional().describe("a text"),
  Statement: z
    .array(
      statementSchema
        .refine(...oneOf("Action", "NotAction"))
        .refine(...oneOf("Resource", "NotResource")),
    )
    .min(1)
    .describe("a list of statements"),
});

const ALLOWED = "JSON: a service control policy, or a list of those of one level";

/**
 * Service control policies of an organization: for each file those of one level, from the root down.
 * Files of at most 256 kB are read.
 *
 * @throws ConfigError with every problem of every file.
 */
export function loadServiceControlPolicies(
  files: readonly string[],
): readonly (readonly IamPolicy[])[] {
  const problems: ConfigProblem[] = [];
  const levels = files.map((file) => {
    const read = readText(file, { allowed: ALLOWED });
    if (read.text !== undefined) return parse(file, read.text, problems);
    problems.push({ severity: "error", file, ...read.problem });
    return [];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return levels;
}

function parse(file: string, text: string, problems: ConfigProblem[]): readonly IamPolicy[] {
  const parsed = parseJson(text);
  if ("problem" in parsed) {
    problems.push({ severity: "error", code: "file", file, allowed: ALLOWED, ...parsed.problem });
    return [];
  }
  const source = plainSource(file, text);
  const { data } = source;
  if (data === undefined) {
    problems.push(...source.problems);
    return [];
  }
  const report = (path: KeyPath, problem: Pick<ConfigProblem, "message" | "allowed">) =>
    problems.push({
      severity: "error",
      code: "value",
      file,
      ...source.locate(path),
      ...(path.length > 0 && { path: showPath(path) }),
      ...problem,
    });
  if (!Array.isArray(data)) return policyAt(source, data, [], problems, report);
  const most = SERVICE_CONTROL.attached;
  if (data.length === 0 || data.length > most) {
    const message = `is a list of ${data.length} policies`;
    report([], { message, allowed: `1 to ${most}: AWS takes no more on one level` });
    return [];
  }
  return (data as readonly unknown[]).flatMap((one, index) =>
    policyAt(source, one, [index], problems, report),
  );
}

function policyAt(
  source: ConfigSource,
  written: unknown,
  at: KeyPath,
  problems: ConfigProblem[],
  report: (path: KeyPath, problem: Pick<ConfigProblem, "message" | "allowed">) => void,
): readonly IamPolicy[] {
  // A single statement may stand without its list.
  const isSingle = isRecord(written) && isRecord(written["Statement"]);
  const listed = isSingle ? { ...written, Statement: [written["Statement"]] } : written;
  const result = policySchema.safeParse(listed);
  if (!result.success) {
    const issues = result.error.issues.map((issue) => ({
      ...issue,
      path: [...at, ...(isSingle ? issue.path.filter((_, step) => step !== 1) : issue.path)],
    }));
    const found = schemaProblems(source, issues, (path) =>
      path.length <= at.length
        ? { what: "a service control policy", shape: policySchema.shape }
        : { what: "a statement of a service control policy", shape: statementSchema.shape },
    );
    problems.push(...found);
    return [];
  }
  const size = JSON.stringify(written).replace(/\s/g, "").length;
  if (size > SERVICE_CONTROL.size) {
    const message = `has ${size} characters without white space`;
    report(at, { message, allowed: `at most ${SERVICE_CONTROL.size}: AWS takes no more` });
    return [];
  }
  const policy = result.data as IamPolicy;
  try {
    statementsOf(policy);
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    report(at, { message: error.message, allowed: "what IAM takes" });
  }
  return [policy];
}
