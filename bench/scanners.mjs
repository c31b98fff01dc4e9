// Holds `byoc check` against other scanners of IAM rights: `npm run bench:scanners -- [folder of plans…]`.
// It installs nothing; a scanner that is not on PATH is named and left out. See bench/README.md.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

const byoc = resolve("dist/byoc.cjs");
const work = mkdtempSync(join(tmpdir(), "byoc-scanners-"));
const ACCOUNT = "123456789012";
const CEILING = `arn:aws:iam::${ACCOUNT}:policy/ceiling`;
const json = JSON.stringify;
const document = (...Statement) => ({ Version: "2012-10-17", Statement });
const TRUST = document({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "ec2.amazonaws.com" },
});

function run(command, args, cwd = work) {
  const start = process.hrtime.bigint();
  const { stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 29,
    env: { ...process.env, NO_COLOR: "1" },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { stdout: stdout ?? "", stderr: stderr ?? "", error, seconds };
}

/** A folder that is empty, for what one scanner reads or writes. */
function emptied(name) {
  const folder = join(work, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * A scanner takes a plan's file and the policies in it. It gives the addresses of what it holds for
 * a way to more rights, a principal or a policy that one has, and how many findings it has in all.
 */
const SCANNERS = {
  byoc({ file }) {
    const { stdout, stderr, seconds } = run("node", [byoc, "check", file, "--format", "json"]);
    const { findings } = read("byoc", stdout, stderr);
    const failed = findings.filter(({ verdict }) => verdict === "FAIL");
    const ways = failed.filter(
      ({ rule, severity }) =>
        severity === "error" && (rule === "escalation-path" || rule === "policy-admin"),
    );
    return { seconds, all: failed.length, flagged: ways.map(({ address }) => address) };
  },
  checkov({ file }) {
    const args = ["-f", file, "--framework", "terraform_plan", "-o", "json"];
    const quiet = ["--quiet", "--compact", "--soft-fail", "--skip-download"];
    const { stdout, stderr, seconds } = run("checkov", [...args, ...quiet]);
    const { results } = read("checkov", stdout, stderr);
    const failed = results?.failed_checks ?? [];
    // Escalation, and whoever may do everything.
    const ways = failed.filter(({ check_id: id }) => /^CKV_AWS_(286|62|63|274)$/.test(id));
    return { seconds, all: failed.length, flagged: ways.map(({ resource }) => resource) };
  },
  parliament({ policies }) {
    const folder = emptied("parliament");
    policies.forEach(({ text }, index) => writeFileSync(join(folder, `${index}.json`), text));
    const args = ["--directory", folder, "--include-community-auditors", "--json"];
    const { stdout, seconds } = run("parliament", args);
    const found = stdout.split("\n").filter((line) => line.startsWith("{"));
    const findings = found.map((line) => JSON.parse(line));
    const flagged = findings
      .filter(({ issue }) => issue === "PRIVILEGE_ESCALATION")
      .map(({ location }) => policies[Number(/(\d+)\.json$/.exec(location.filepath)[1])].address);
    return { seconds, all: findings.length, flagged };
  },
  cloudsplaining({ policies }) {
    const folder = emptied("cloudsplaining");
    const roles = policies.map(({ text }, index) => ({
      Path: "/",
      RoleName: `r${index}`,
      RoleId: `AROA${index}`,
      Arn: `arn:aws:iam::${ACCOUNT}:role/r${index}`,
      CreateDate: "2026-01-01T00:00:00+00:00",
      AssumeRolePolicyDocument: TRUST,
      InstanceProfileList: [],
      RolePolicyList: [{ PolicyName: "p", PolicyDocument: JSON.parse(text) }],
      AttachedManagedPolicies: [],
      Tags: [],
    }));
    const empty = { UserDetailList: [], GroupDetailList: [], Policies: [] };
    writeFileSync(join(folder, "account.json"), json({ ...empty, RoleDetailList: roles }));
    const args = ["scan", "--input-file", "account.json", "--output", ".", "--skip-open-report"];
    const { stdout, stderr, seconds } = run("cloudsplaining", args, folder);
    const file = readdirSync(folder).find((name) => name.startsWith("iam-results"));
    const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8");
    const judged = Object.values(read("cloudsplaining", text, stderr || stdout).inline_policies);
    const rolesOf = ({ AttachedTo }) => AttachedTo.roles;
    const many = (list) => list.filter((one) => one?.findings?.length > 0).length;
    const flagged = judged
      .filter(({ PrivilegeEscalation }) => PrivilegeEscalation.findings.length > 0)
      .flatMap((policy) => rolesOf(policy).map((name) => policies[Number(name.slice(1))].address));
    const all = judged.reduce(
      (sum, one) => sum + many(Object.values(one)) * rolesOf(one).length,
      0,
    );
    return { seconds, all, flagged };
  },
};

function read(name, text, complaint) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} gave no report: ${complaint.trim().slice(-500)}`);
  }
}

/** Roles of a way: one to whom it is open, and one for each thing that closes it. */
function pair(id, Action) {
  const allow = { Effect: "Allow", Action, Resource: "*" };
  const somebodyElse = {
    ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/somebody-else` },
  };
  const roles = {
    open: document(allow),
    deny: document(allow, { ...allow, Effect: "Deny" }),
    boundary: document(allow),
    condition: document({ ...allow, Condition: somebodyElse }),
    other: document({ ...allow, Resource: "arn:aws:s3:::of-another-kind/*" }),
  };
  return Object.entries(roles).flatMap(([kind, policy]) => {
    const name = `${kind}-${id}`;
    const role = {
      name,
      assume_role_policy: json(TRUST),
      permissions_boundary: kind === "boundary" ? CEILING : null,
    };
    return [
      resource("aws_iam_role", name, role),
      resource("aws_iam_role_policy", name, { name, role: name, policy: json(policy) }),
    ];
  });
}

const resource = (type, name, values) => ({
  ...{ address: `${type}.${name}`, mode: "managed", type, name },
  provider_name: "registry.terraform.io/hashicorp/aws",
  schema_version: 0,
  values,
});

/** The plan of all ways of this project, as Terraform would write it. */
function planOfWays() {
  const ways = JSON.parse(readFileSync("iam/ways/table.json", "utf8")).filter(({ harm }) => !harm);
  const text = json(document({ Effect: "Allow", Action: "s3:*", Resource: "*" }));
  const ceiling = resource("aws_iam_policy", "ceiling", {
    name: "ceiling",
    arn: CEILING,
    policy: text,
  });
  const resources = ways.flatMap(({ id, passedTo, steps }) => {
    const calls = steps.map((step) => step.split(" ")[0]);
    return pair(id, [...new Set(passedTo === undefined ? calls : ["iam:PassRole", ...calls])]);
  });
  const all = [ceiling, ...resources];
  const changes = all.map(({ values, ...rest }) => ({
    ...rest,
    change: { actions: ["create"], before: null, after: values, after_unknown: { arn: true } },
  }));
  const provider = {
    expressions: { allowed_account_ids: { constant_value: [ACCOUNT] } },
    name: "aws",
    full_name: "registry.terraform.io/hashicorp/aws",
  };
  const file = join(work, "ways.json");
  const plan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: all } },
    resource_changes: changes,
    configuration: { provider_config: { aws: provider }, root_module: {} },
  };
  writeFileSync(file, json(plan));
  return { file, known: ways.map(({ id }) => id) };
}

/** Every policy of a plan whose text is known, by the address of what has it. */
function policiesOf(file) {
  const { resource_changes: changes = [] } = JSON.parse(readFileSync(file, "utf8"));
  return changes.flatMap(({ address, type, change }) => {
    const text = change?.after?.policy;
    return /^aws_iam_(.*_)?policy$/.test(type) && typeof text === "string"
      ? [{ address, text }]
      : [];
  });
}

function line(name, ...cells) {
  console.log(name.padEnd(16) + cells.map((cell) => String(cell).padStart(14)).join(""));
}

function scan(tools, file) {
  const asked = { file, policies: policiesOf(file) };
  return tools.map((name) => ({ name, ...SCANNERS[name](asked) }));
}

function ownWays(tools) {
  const { file, known } = planOfWays();
  const twins = ["deny", "boundary", "condition", "other"];
  console.log(
    `${known.length} ways, each in a role of its own, and ${twins.length} roles that it is closed to\n`,
  );
  line("", "ways found", "false alarms", ...twins, "findings", "seconds");
  for (const { name, seconds, all, flagged } of scan(tools, file)) {
    const names = new Set(flagged.map((address) => address.split(".").at(-1)));
    const of = (kind) => known.filter((id) => names.has(`${kind}-${id}`)).length;
    const alarms = twins.map(of);
    const sum = alarms.reduce((one, other) => one + other);
    line(name, of("open"), sum, ...alarms, all, seconds.toFixed(1));
  }
}

function folder(tools, path) {
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((file) => file.endsWith(".json"))
    .filter((file) => /^\s*\{\s*"format_version"/.test(readFileSync(file, "utf8").slice(0, 100)))
    .sort();
  for (const file of files) {
    console.log(`\n${relative(path, file)}`);
    line("", "ways to rights", "findings", "seconds");
    for (const { name, seconds, all, flagged } of scan(tools, resolve(file))) {
      line(name, new Set(flagged).size, all, seconds.toFixed(1));
    }
  }
}

const tools = Object.keys(SCANNERS).filter((name) => {
  const there = name === "byoc" || run(name, ["--version"]).error === undefined;
  if (!there) console.log(`${name} is not on PATH and left out: pip install ${name}`);
  return there;
});
try {
  ownWays(tools);
  for (const path of process.argv.slice(2)) folder(tools, path);
} finally {
  rmSync(work, { recursive: true });
}
