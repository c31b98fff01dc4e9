import { IAM_PATH_LENGTH } from "./limits";

/** One broken rule of a name, in words that follow the name: `"A" at offset 0 is not allowed`. */
export type Violation = string;

/** Every rule of S3's bucket naming page that a name breaks, not only the first. */
export function bucketNameViolations(name: string): Violation[] {
  const violations: Violation[] = [];
  if (name.length < 3 || name.length > 63) {
    violations.push(`has ${name.length} characters; 3 to 63 are allowed`);
  }
  for (const [offset, character] of [...name].entries()) {
    if (!/[a-z0-9.-]/.test(character)) {
      violations.push(`${JSON.stringify(character)} at offset ${offset} is not allowed`);
    }
  }
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
  const nearest = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .slice(0, 63)
    .replace(/^[.-]+|[.-]+$/g, "");
  return nearest !== name && bucketNameViolations(nearest).length === 0 ? nearest : undefined;
}

/** Rules that a role or policy name breaks; `longest` is 64 for roles and 128 for policies. */
export function iamNameViolations(name: string, longest: number): Violation[] {
  const violations: Violation[] = [];
  if (name.length < 1 || name.length > longest) {
    violations.push(`has ${name.length} characters; 1 to ${longest} are allowed`);
  }
  for (const [offset, character] of [...name].entries()) {
    if (!/[\w+=,.@-]/.test(character)) {
      violations.push(`${JSON.stringify(character)} at offset ${offset} is not allowed`);
    }
  }
  return violations;
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
export function dnsLabelViolations(name: string): Violation[] {
  return dnsViolations(name, 63, /[a-z0-9-]/);
}

/** Rules of RFC 1123 that a Kubernetes service account name breaks; periods are allowed. */
export function dnsSubdomainViolations(name: string): Violation[] {
  const violations = dnsViolations(name, 253, /[a-z0-9.-]/);
  if (/\.[.-]|-\./.test(name)) {
    violations.push("each part between periods must begin and end with a letter or digit");
  }
  return violations;
}

function dnsViolations(name: string, longest: number, allowed: RegExp): Violation[] {
  const violations: Violation[] = [];
  if (name.length < 1 || name.length > longest) {
    violations.push(`has ${name.length} characters; 1 to ${longest} are allowed`);
  }
  for (const [offset, character] of [...name].entries()) {
    if (!allowed.test(character)) {
      violations.push(`${JSON.stringify(character)} at offset ${offset} is not allowed`);
    }
  }
  if (/^[.-]/.test(name)) violations.push("must begin with a letter or digit");
  if (/[.-]$/.test(name)) violations.push("must end with a letter or digit");
  return violations;
}
