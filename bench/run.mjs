// Times whole processes, in turn, on this machine: `npm run bench`. Figures of one run may be
// compared with each other, not with those of another machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { planBench } from "./plan.mjs";

const ROUNDS = 9;
const SLOW_ROUNDS = 5;
const work = mkdtempSync(join(tmpdir(), "byoc-bench-"));
const byoc = resolve("dist/byoc.cjs");
const peak = resolve("bench/peak.cjs");

/** Runs one process; seconds and, where the process tells, peak MB. */
function run(command, args, env = {}) {
  const start = process.hrtime.bigint();
  const { status, stderr, output } = spawnSync(command, args, {
    env: { ...process.env, CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", ...env },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0)
    throw new Error(`${command} ${args[0]} failed (${status}): ${stderr.slice(0, 500)}`);
  return { seconds, megabytes: Number.parseInt(output[3], 10) / 1024 };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs every case once in each round, so that a slow minute of the machine meets all alike. */
function measure(cases, rounds) {
  const results = cases.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    cases.forEach(({ command, args, env }, index) => results[index].push(run(command, args, env)));
  }
  return results.map((runs) => ({
    seconds: median(runs.map(({ seconds }) => seconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  }));
}

/** Config files of many deployments: the default one under other names, each in its own account. */
function fleet(count) {
  const folder = join(work, `fleet-${count}`);
  mkdirSync(folder, { recursive: true });
  const text = readFileSync("byoc.yaml", "utf8");
  return Array.from({ length: count }, (_, index) => {
    const file = join(folder, `${index}.yaml`);
    const own = text
      .replace(/^name: demo$/m, `name: demo-${index}`)
      .replace(/^accountId: .*$/m, `accountId: "${String(index).padStart(12, "0")}"`)
      .replace(/name: (zilliz-byoc-demo|demo-[a-z-]+) \}/g, `name: $1-${index} }`)
      .replace(/^ {2}externalId: .*$/m, "  externalId: cid-7h3k9m2p5q8r1s4t6u0v2w5x8");
    writeFileSync(file, own);
    return ["--config", file];
  }).flat();
}

const synth = (out, ...args) => [byoc, "synth", "--quiet", "--out", join(work, out), ...args];

/** `byoc check` of one deployment, of a thousand plans, and, where it is installed, checkov. */
function checkBench(target) {
  const made = join(work, "default");
  const check = (...paths) => [
    byoc,
    "check",
    "--format",
    `json=${join(work, "report.json")}`,
    ...paths,
  ];
  const plans = planFolder("plans", STACKS);
  const projects = planFolder("projects", STACKS.slice(0, 1));
  const one = join(projects.folder, "0");
  const cases = [
    { name: "byoc synth", command: "node", args: synth("default") },
    { name: "byoc check, synthesized", command: "node", args: check(made) },
    { name: "byoc check, one plan", command: "node", args: check(one) },
  ];
  if (spawnSync("checkov", ["--version"]).status === 0) {
    const file = join(one, "plan.json");
    const args = ["-f", file, "--quiet", "--compact", "--soft-fail", "--skip-download"];
    cases.push({ name: "checkov, one plan", command: "checkov", args });
  }
  const [own, synthesized, plan, checkov] = measure(cases, SLOW_ROUNDS);
  console.log("\ncheck                     seconds   to byoc synth");
  [own, synthesized, plan, ...(checkov ? [checkov] : [])].forEach(({ seconds }, index) => {
    const ratio = (seconds / own.seconds).toFixed(2);
    console.log(
      `${cases[index].name.padEnd(24)} ${seconds.toFixed(3).padStart(8)} ${ratio.padStart(15)}`,
    );
  });
  const toSynth = synthesized.seconds / own.seconds;
  console.log(`\ncheck is ${toSynth.toFixed(2)} x byoc synth (at most 2: ${target(toSynth <= 2)})`);
  if (checkov) {
    const share = plan.seconds / checkov.seconds;
    console.log(
      `one plan takes ${share.toFixed(2)} of checkov's time (at most 0.1: ${target(share <= 0.1)})`,
    );
  }
  const each = ({ folder }) => ({ command: "node", args: ["--require", peak, ...check(folder)] });
  const [many, largest] = measure([each(plans), each(projects)], 3);
  console.log(
    `${PLANS} plans of ${plans.kilobytes} kB: ${many.seconds.toFixed(1)} s (at most 6: ${target(many.seconds <= 6)}), ${many.megabytes.toFixed(0)} MB (at most 400: ${target(many.megabytes <= 400)})`,
  );
  console.log(
    `${PLANS} plans of ${projects.kilobytes} kB, all of projects: ${largest.seconds.toFixed(1)} s, ${largest.megabytes.toFixed(0)} MB`,
  );
}

/** `byoc export` of a hundred deployments, every part of the bundle. */
function exportBench(target) {
  const args = [byoc, "export", "--quiet", "--out", join(work, "review"), ...fleet(EXPORTED)];
  const [figure] = measure([{ command: "node", args: ["--require", peak, ...args] }], 3);
  const { seconds, megabytes } = figure;
  console.log(
    `\nexport of ${EXPORTED} deployments: ${seconds.toFixed(1)} s (at most 10: ${target(seconds <= 10)}), ${megabytes.toFixed(0)} MB`,
  );
}

const PLANS = 1000;
const EXPORTED = 100;

/** Plans that Terraform made of the examples; how often each comes makes 66 kB on average. */
const STACKS = [
  "acme-dev-project",
  "acme-production-bootstrap",
  "acme-production-integration",
  "acme-dev-project",
  "acme-production-bootstrap",
  "acme-production-integration",
  "acme-dev-project",
  "acme-production-milvus-access",
];

/** Plans of as many deployments, each with names, an account, external IDs and an issuer of its own. */
function planFolder(name, stacks) {
  const folder = join(work, name);
  const texts = stacks.map((stack) =>
    readFileSync(`__tests__/compliance/fixtures/${stack}.plan.json`, "utf8"),
  );
  let size = 0;
  for (let index = 0; index < PLANS; index += 1) {
    const number = String(index).padStart(4, "0");
    const own = texts[index % texts.length]
      .replaceAll(/acme-(dev|production)/g, `acme-${number}`)
      .replaceAll("111122223333", String(111122223333 + index * 7919))
      .replaceAll("cid-7h3k9m2p5q8r1s4t6u0v2w5x8", `cid-7h3k9m2p5q8r1s4t6u0v2w${number}`)
      .replaceAll("zilliz-external-4kT9vQ2mX7cB1nL", `zilliz-external-4kT9vQ2mX7c${number}`)
      .replaceAll("A1B2C3D4E5F60718293A4B5C6D7E8F90", `A1B2C3D4E5F60718293A4B5C6D7E${number}`);
    mkdirSync(join(folder, String(index)), { recursive: true });
    writeFileSync(join(folder, String(index), "plan.json"), own);
    size += own.length;
  }
  return { folder, kilobytes: Math.round(size / PLANS / 1000) };
}

try {
  console.log(`${cpus().length} cores, Node.js ${process.version}, medians\n`);
  const warm = [
    { name: "node -e 0", command: "node", args: ["-e", "0"] },
    { name: "byoc synth", command: "node", args: synth("default") },
  ];
  const slow = [
    {
      name: "cdktf synth",
      command: "npx",
      args: ["cdktf", "synth", "--output", join(work, "cdktf")],
    },
  ];
  const figures = [...measure(warm, ROUNDS), ...measure([warm[1], ...slow], SLOW_ROUNDS).slice(1)];
  const [floor, own, cdktf] = figures;
  console.log("default config           seconds   to byoc synth");
  [...warm, ...slow].forEach(({ name }, index) => {
    const { seconds } = figures[index];
    const ratio = (seconds / own.seconds).toFixed(2);
    console.log(`${name.padEnd(24)} ${seconds.toFixed(3).padStart(7)} ${ratio.padStart(15)}`);
  });
  const target = (met) => (met ? "met" : "MISSED");
  const toFloor = own.seconds / floor.seconds;
  const toCdktf = cdktf.seconds / own.seconds;
  console.log(
    `\nbyoc synth is ${toFloor.toFixed(2)} x node -e 0 (at most 4.5: ${target(toFloor <= 4.5)})`,
  );
  console.log(
    `cdktf synth is ${toCdktf.toFixed(1)} x byoc synth (at least 8: ${target(toCdktf >= 8)})\n`,
  );

  console.log("deployments   seconds   ms each   peak MB");
  const growth = [1, 10, 100, 1000].map((count) => {
    const args = ["--require", peak, ...synth(`out-${count}`, ...fleet(count))];
    const [figure] = measure([{ command: "node", args }], count === 1000 ? 3 : SLOW_ROUNDS);
    const { seconds, megabytes } = figure;
    const each = (seconds / count) * 1000;
    console.log(
      `${String(count).padStart(11)} ${seconds.toFixed(2).padStart(9)} ${each.toFixed(1).padStart(9)} ${megabytes.toFixed(0).padStart(9)}`,
    );
    return figure;
  });
  const most = growth.at(-1);
  console.log(
    `\n1000 deployments: at most 5 s: ${target(most.seconds <= 5)}; at most 300 MB: ${target(most.megabytes <= 300)}`,
  );

  checkBench(target);
  exportBench(target);
  planBench({ work, byoc, peak, fleet, measure, target });
} finally {
  rmSync(work, { recursive: true });
}
