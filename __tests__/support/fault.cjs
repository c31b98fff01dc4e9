// Breaks the n-th call that changes the disk: `inject` in this process, or, loaded with
// `node --require`, what BYOC_FAULT says: `7 SIGKILL`, `7 half SIGTERM`, `7 ENOSPC`; `count` counts.
const fs = require("node:fs");
const { resolve } = require("node:path");

/** Calls that change something, and which of their arguments are paths. */
const CHANGING = {
  appendFileSync: [0],
  chmodSync: [0],
  copyFileSync: [1],
  cpSync: [1],
  linkSync: [1],
  mkdirSync: [0],
  mkdtempSync: [0],
  openSync: [0],
  renameSync: [0, 1],
  rmSync: [0],
  rmdirSync: [0],
  symlinkSync: [1],
  truncateSync: [0],
  unlinkSync: [0],
  utimesSync: [0],
  writeFileSync: [0],
  writeSync: [0],
};
/** Those that need room on the disk. */
const ROOMY = /^(append|copy|cp|link|mkd|open|symlink|write)/;
const WRITING = /^(append|write)/;

/**
 * @param {object} fault
 * @param {readonly string[]} fault.roots how the paths begin that count.
 * @param {number} fault.at number of the call, from 1; above their number nothing happens.
 * @param {string} fault.how `dead`: nothing is changed from this call on, as if the process had been
 *   killed; the code of an error that is thrown instead, `ENOSPC`; the name of a signal.
 * @param {boolean} [fault.half] a call that writes has written half before.
 * @param {boolean} [fault.stays] the error stays: every later call that needs room fails, too.
 * @returns {{ count: () => number, calls: readonly string[], restore: () => void }}
 */
function inject({ roots, at, how, half = false, stays = false }) {
  const kept = Object.keys(CHANGING).map((name) => [name, fs[name]]);
  const calls = [];
  const open = new Set();
  let depth = 0;
  let isDead = false;
  let isBroken = false;

  const isOurs = (name, args) =>
    CHANGING[name].some((index) => {
      const place = args[index];
      if (typeof place === "number") return open.has(place);
      return typeof place === "string" && roots.some((root) => resolve(place).startsWith(root));
    });
  const isChange = (name, args) => name !== "openSync" || !/^r?$/.test(String(args[1] ?? "r"));

  const fail = (name, place) => {
    const error = new Error(`${how}: injected, ${name} '${place}'`);
    throw Object.assign(error, { code: how, syscall: name.replace("Sync", ""), path: place });
  };

  for (const [name, real] of kept) {
    fs[name] = (...args) => {
      if (depth > 0 || !isOurs(name, args) || !isChange(name, args)) return real(...args);
      depth += 1;
      try {
        if (isDead) throw new Error("dead");
        if (isBroken && ROOMY.test(name)) fail(name, args[0]);
        calls.push(`${name} ${args[CHANGING[name].at(-1)]}`);
        if (calls.length === at) {
          if (half && WRITING.test(name)) {
            const text = String(args[1]);
            real(args[0], text.slice(0, text.length / 2), ...args.slice(2));
          }
          if (how.startsWith("SIG")) {
            process.kill(process.pid, how);
            // Node.js ends at once at these signals; until they arrive nothing more may happen.
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
          }
          if (how === "dead") {
            isDead = true;
            throw new Error("dead");
          }
          isBroken = stays;
          fail(name, args[0]);
        }
        const result = real(...args);
        if (name === "openSync") open.add(result);
        return result;
      } finally {
        depth -= 1;
      }
    };
  }
  return {
    calls,
    count: () => calls.length,
    restore: () => Object.assign(fs, Object.fromEntries(kept)),
  };
}

module.exports = { inject };

const wanted = process.env.BYOC_FAULT;
if (wanted !== undefined) {
  const [at, ...how] = wanted.split(" ");
  const { count } = inject({
    roots: (process.env.BYOC_FAULT_ROOTS ?? process.cwd()).split(":"),
    at: at === "count" ? Infinity : Number(at),
    how: how.at(-1) ?? "",
    half: how[0] === "half",
  });
  process.on("exit", () => {
    if (at === "count") console.error(`calls: ${count()}`);
  });
}
