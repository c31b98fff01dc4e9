// Runs the whole test suite on CDK Terrain, in a copy of this folder: docs/exits/cdktn.md.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The successor that the guide names. */
const guide = readFileSync("docs/exits/cdktn.md", "utf8");
const change = JSON.parse(/```json\n(.*?)```/s.exec(guide)[1]);

const copy = mkdtempSync(join(tmpdir(), "byoc-cdktn-"));
try {
  const files = execFileSync("git", [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "-z",
  ]);
  for (const file of files.toString().split("\0").filter(Boolean)) {
    cpSync(file, join(copy, file), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(copy, "package.json"), "utf8"));
  for (const [key, entries] of Object.entries(change)) {
    manifest[key] = { ...manifest[key], ...entries };
  }
  writeFileSync(join(copy, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"]);
  const { name, version } = JSON.parse(
    readFileSync(join(copy, "node_modules", "cdktf", "package.json"), "utf8"),
  );
  if (`npm:${name}@${version}` !== change.devDependencies.cdktf) {
    throw new Error(`node_modules/cdktf is ${name} ${version}`);
  }
  console.log(`cdktf is ${name} ${version}`);
  // The golden files are what the tests compare with; they were written with CDKTF.
  run("npm", ["test", "--", "--ci", ...process.argv.slice(2)]);
} finally {
  rmSync(copy, { recursive: true });
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: copy, stdio: "inherit" });
  if (status === 0) return;
  process.exitCode = status ?? 1;
  throw new Error(`${command} ${args[0]} failed in ${dirname(join(copy, "x"))}`);
}
