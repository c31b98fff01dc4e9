import { accessSync, constants, existsSync, statSync } from "node:fs";
import { release } from "node:os";
import { dirname, resolve } from "node:path";
import { realPlace } from "../../../files/place";
import { systemReason } from "../../../text/system-error";
import { failed, ok, warning, type LineBody } from "../line";

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "Linux",
  darwin: "macOS",
  win32: "Windows",
};
const DOCUMENT = "byoc-prerequisites, Set up your environment";
/** What package.json asks for. */
const NODE = [20, 9] as const;

/** The operating system, one that the document names, and the version of Node.js. */
export function machine(
  platform = process.platform,
  version = process.versions.node,
): readonly LineBody[] {
  const system = SYSTEMS[platform];
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  return [
    system === undefined
      ? warning("operating system", platform, {
          reason: "the document names Linux, macOS and Windows",
          document: DOCUMENT,
        })
      : ok("operating system", `${system} ${release()}`, { document: DOCUMENT }),
    isNew
      ? ok("Node.js", version)
      : failed("Node.js", version, {
          reason: `byoc needs ${NODE.join(".")} or newer`,
          fix: "install a newer Node.js: https://nodejs.org/en/download",
        }),
  ];
}

/** Whether stacks can be written where `--out` says; nothing is. */
export function outputFolder(out: string): readonly LineBody[] {
  const about = `output folder ${out}`;
  const place = nearest(realPlace(resolve(out)));
  if (!statSync(place).isDirectory()) {
    return [failed(about, `${place} is no folder`, { fix: "name another folder: --out FOLDER" })];
  }
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = systemReason(error, "written");
    if (reason === undefined) throw error;
    return [failed(about, `${place} ${reason}`, { fix: "name another folder: --out FOLDER" })];
  }
  return [ok(about, place === resolve(out) ? "can be written" : "can be made")];
}

/** What is there of a path: itself, or the folder that it would be made in. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}
