// Times whole processes on inputs of up to 1 MB that are made to take long: `npm run bench:hostile`.
// A part of a name behind it runs those alone: `npm run bench:hostile -- diff`.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cases } from "./hostile-cases.mjs";

/** Seconds that an answer may take, and those after which nobody waits any longer. */
const MOST = 3;
const GIVEN_UP = 30;
const byoc = resolve("dist/byoc.cjs");
const peak = resolve("bench/peak.cjs");
const work = mkdtempSync(join(tmpdir(), "byoc-hostile-"));

function run({ name, files, args }) {
  const folder = join(work, name.replaceAll(/\W+/g, "-"));
  let size = 0;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    size = Math.max(size, text.length);
  }
  const start = process.hrtime.bigint();
  const { status, output, stderr } = spawnSync("node", ["--require", peak, byoc, ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
    timeout: GIVEN_UP * 1000,
    killSignal: "SIGKILL",
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  rmSync(folder, { recursive: true });
  const [kilobytes, microseconds] = (output[3] ?? "").split(" ").map(Number);
  const told = status !== null;
  return {
    size,
    seconds,
    processor: told ? microseconds / 1e6 : undefined,
    status,
    megabytes: told ? kilobytes / 1024 : undefined,
    stderr,
  };
}

const wanted = process.argv[2] ?? "";
let missed = 0;
try {
  console.log(`${"input".padEnd(58)}     kB  seconds  processor   peak MB  exit`);
  for (const one of cases().filter(({ name }) => name.includes(wanted))) {
    const { size, seconds, processor, status, megabytes, stderr } = run(one);
    const met = seconds <= MOST && [0, 1, 2, 3].includes(status);
    if (!met) missed += 1;
    console.log(
      [
        one.name.padEnd(58),
        String(Math.round(size / 1000)).padStart(7),
        seconds.toFixed(2).padStart(9),
        (processor?.toFixed(2) ?? "-").padStart(11),
        (megabytes?.toFixed(0) ?? "-").padStart(10),
        String(status ?? "-").padStart(6),
        met ? "" : `  MISSED ${stderr.split("\n")[0].slice(0, 200)}`,
      ].join(""),
    );
  }
  console.log(
    `\nat most ${MOST} s and an exit code of 0 to 3 each: ${missed === 0 ? "met" : "MISSED"}`,
  );
} finally {
  rmSync(work, { recursive: true });
}
process.exitCode = missed === 0 ? 0 : 1;
