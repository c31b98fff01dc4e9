import { IAM_PATH_LENGTH } from "./limits";

/** One broken rule of a name, in words that follow the name: `"A" at offset 0 is not allowed`. */
export type Violation = string;

/** Whether messages may repeat characters of the name, or only tell their place. */
export type Quoting = "quoted" | "discreet";

/** A name may be a whole page by mistake; its first wrong characters say enough. */
const MOST_LISTED = 5;

/** The characters of a text that a class of allowed ones leaves out. */
export function characterViolations(
  text: string,
  allowed: RegExp,
  quoting: Quoting = "quoted",
): Violation[] {
  const wrong = [...text].flatMap((character, offset) =>
    allowed.test(character) ? [] : [{ character, offset }],
  );
  const listed = wrong
    .slice(0, MOST_LISTED)
    .map(({ character, offset }) =>
      quoting === "quoted"
        ? `${JSON.stringify(character)} at offset ${offset} is not allowed`
        : `the character at offset ${offset} is not allowed`,
    );
  const more = wrong.length - listed.length;
  if (more === 0) return listed;
  return [...listed, `${more} more ${more === 1 ? "character is" : "characters are"} not allowed`];
}

export function lengthViolations(text: string, least: number, most: number): Violation[] {
  if (text.length >= least && text.length <= most) return [];
  const noun = text.length === 1 ? "character" : "characters";
  return [`has ${text.length} ${noun}; ${least} to ${most} are allowed`];
}

/** Every rule of S3's bucket naming page that a name breaks, not only the first. */
export function bucketNameViolations(name: string, quoting?: Quoting): Violation[] {
  const violations = [
    ...lengthViolations(name, 3, 63),
    ...characterViolations(name, /[a-z0-9.-]/, quoting),
  ];
  if (/^[.-]/.test(name)) violations.push("must begin with a letter or digit");
  if (/[.-]$/.test(name)) violations.push("must end with a letter or digit");
  if (name.includes("..")) violations.push("must not hold two periods in a row");
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) violations.push("must not look like an IP address");
  for (const prefix of ["xn--", "sthree-", "amzn-s3-demo-"]) {
    if (name.startsWith(prefix)) violations.push(`must not begin with "${prefix}"`);
  }
  for (const suffix of ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]) {
    if (name.endsWith(suffix)) violations.push(`must not end with "${suffix}"`);
  }
  return violations;
}

/** The nearest name that S3 accepts, or undefined when nothing usable is left. */
export function nearestBucketName(name: string): string | undefined {
  const [bare = ""] = name.replace(/^(arn:[^:]*:s3:::|s3a?:\/\/)/, "").split("/");
  // A wildcard or a variable stands for another name.
  if (/[$*?{}<>%]/.test(bare)) return undefined;
  const nearest = bare
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .slice(0, 63)
    .replace(/^[.-]+|[.-]+$/g, "");
  return nearest !== name && bucketNameViolations(nearest).length === 0 ? nearest : undefined;
}

/** Rules that a role or policy name breaks; `longest` is 64 for roles and 128 for policies. */
export function iamNameViolations(name: string, longest: number, quoting?: Quoting): Violation[] {
  return [
    ...lengthViolations(name, 1, longest),
    ...characterViolations(name, /[\w+=,.@-]/, quoting),
  ];
}

/** Rules that an IAM path breaks: `/` or `/one/two/`. */
export function iamPathViolations(path: string): Violation[] {
  const violations: Violation[] = [];
  if (!path.startsWith("/")) violations.push('must begin with "/"');
  if (!path.endsWith("/")) violations.push('must end with "/"');
  if (path.includes("//")) violations.push('must not hold "//"');
  if (/[^\x21-\x7e]/.test(path)) violations.push("may hold printable ASCII without spaces only");
  if (/[*?$%{}"\\]/.test(path)) violations.push('must not hold any of * ? $ % { } " \\');
  if (path.length > IAM_PATH_LENGTH) {
    violations.push(`has ${path.length} characters; ${IAM_PATH_LENGTH} are allowed`);
  }
  return violations;
}

/** Rules of RFC 1123 that a Kubernetes namespace breaks. */
export function dnsLabelViolations(name: string, quoting?: Quoting): Violation[] {
  return dnsViolations(name, 63, /[a-z0-9-]/, quoting);
}

/** Rules of RFC 1123 that a Kubernetes service account name breaks; periods are allowed. */
export function dnsSubdomainViolations(name: string, quoting?: Quoting): Violation[] {
  const violations = dnsViolations(name, 253, /[a-z0-9.-]/, quoting);
  if (/\.[.-]|-\./.test(name)) {
    violations.push("each part between periods must begin and end with a letter or digit");
  }
  return violations;
}

function dnsViolations(
  name: string,
  longest: number,
  allowed: RegExp,
  quoting?: Quoting,
): Violation[] {
  const violations = [
    ...lengthViolations(name, 1, longest),
    ...characterViolations(name, allowed, quoting),
  ];
  if (/^[.-]/.test(name)) violations.push("must begin with a letter or digit");
  if (/[.-]$/.test(name)) violations.push("must end with a letter or digit");
  return violations;
}
