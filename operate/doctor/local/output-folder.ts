import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { realPlace } from "../../../files/place";
import { systemReason } from "../../../text/system-error";
import { failed, ok, type LineBody } from "../line";

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
