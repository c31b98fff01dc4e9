import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
// Whatever still runs in a folder ends before it goes.
import "./tools-process";

const folders: string[] = [];

/** A folder with these files, removed with everything in it when the test file is done. */
export function scratchFolder(files: Readonly<Record<string, string>> = {}): string {
  // Without links: Terraform resolves relative paths of states against the real folder.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "byoc-test-")));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
