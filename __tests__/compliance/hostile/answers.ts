import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateRules, exitCode } from "../../../compliance/engine";
import type { Report } from "../../../compliance/finding";
import type { Input } from "../../../terraform/model";
import { parametersFrom } from "../../../compliance/parameters";
import { InputError, readInputs } from "../../../terraform/files";
import { joinInputs } from "../../../terraform/join";
import type { Model } from "../../../terraform/model-view";
import { FORMATS, render } from "../../../compliance/reporters";
import { RULES } from "../../../compliance/rules";
import { SHIPPED_WAIVERS } from "../../../compliance/waivers/shipped";
import { THREW } from "../../../compliance/waivers/baseline";
import { diffExitCode, permissionChanges, renderDiff } from "../../../permissions";
import { scratchFolder } from "../../support/scratch";

const folder = scratchFolder();
let files = 0;

/** The inputs of files that lie in one folder. */
export function inputsOf(files: Readonly<Record<string, unknown>>): readonly Input[] {
  const texts = Object.entries(files).map(([file, json]) => [file, JSON.stringify(json)]);
  return readInputs([scratchFolder(Object.fromEntries(texts))]);
}

/** The model of one text, read as a file; undefined where the file is refused. */
export function modelOfText(text: string): Model | undefined {
  try {
    // Files are looked into again later on.
    const file = join(folder, `${(files += 1)}.json`);
    writeFileSync(file, text);
    return joinInputs(readInputs([file]));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

export function reportOf(model: Model): Report {
  const context = { model, parameters: parametersFrom(model, []), scp: [], rows: [] };
  const options = { today: "2026-11-29", toolVersion: "test" };
  return evaluateRules(RULES, context, SHIPPED_WAIVERS, options);
}

/** Exit code of `byoc check`: every report is written, and no rule throws. */
export function checked(text: string): number {
  const model = modelOfText(text);
  if (!model) return 2;
  const report = reportOf(model);
  expect(report.findings.filter(({ key }) => key === THREW)).toEqual([]);
  for (const format of FORMATS) {
    expect(render(format, report, { rules: RULES, failOn: "error" })).not.toBe("");
  }
  return exitCode(report, "error");
}

/** Exit code of `byoc export --diff`. */
export function compared(before: string, after: string): number {
  const [old, now] = [modelOfText(before), modelOfText(after)];
  if (!old || !now) return 2;
  const diff = permissionChanges(old, now);
  for (const format of ["text", "markdown", "json"] as const) {
    expect(renderDiff(diff, format, { colour: false })).not.toBe("");
  }
  return diffExitCode(diff);
}
