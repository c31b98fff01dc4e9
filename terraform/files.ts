import type { PlainRecord } from "../text/record";
import { constants } from "node:buffer";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { byFields, compareText } from "../text/order";
import { systemReason } from "../text/system-error";
import { STANDARD_INPUT, type Input, type InputFile } from "./model";
import { detect, type FileKind } from "./detect";
import { ShapeError } from "./json";
import { lineFinder, positionOf, repeatedKeyOffset } from "./lines";
import { InputError, type InputProblem, parseJson, TOO_DEEP } from "./parse";
import { planInput } from "./plan";
import { rawStateInput, stateInput } from "./state";
import { synthInputs, type SynthFile } from "./synth-roots";

export { InputError } from "./parse";

/** Names that are inputs wherever they lie; other JSON in a folder is one if its keys say so. */
const INPUT_NAME = /(^|\.)(tf|plan|tfstate)\.json$/;
const OVERRIDE_NAME = /(^|_)override\.tf\.json$/;

/** What Node.js holds as one text. */
export const MOST_BYTES = constants.MAX_STRING_LENGTH;
export const TOO_LARGE = "is larger than the 512 MB that Node.js holds as one text";

/** A file to read. */
interface Candidate {
  readonly file: string;
  /** Named by the user or by its name: it must be an input. */
  readonly certain: boolean;
}

/** A file that was told by its keys. */
interface Found extends InputFile {
  readonly kind: FileKind;
  /** Reads its JSON once more. */
  readonly reread: () => PlainRecord;
}

/**
 * Reads plans, states and synthesized files; folders are searched. A file is read as one text, so
 * it may have as many bytes as Node.js lets a text have: 512 MB; and it may have 10,000 resources.
 *
 * @param piped bytes of standard input, which is judged beside them.
 * @throws InputError with every problem of every file.
 */
export function readInputs(paths: readonly string[], piped?: Uint8Array): Input[] {
  const problems: InputProblem[] = [];
  const shapeProblems: InputProblem[] = [];
  const synthesized: Found[] = [];
  const inputs: Input[] = [];
  const add = (found: Found | undefined) => {
    if (!found) return;
    const { kind } = found;
    if (kind === "synth") synthesized.push(found);
    // At once, so that not all files of a fleet are held as JSON.
    else inputs.push(...attempt([found], shapeProblems, ([one]) => [READERS[kind](one!)]));
  };
  for (const candidate of candidates(paths, problems)) add(read(candidate, problems));
  if (piped) add(readPiped(piped, problems));
  const written = attempt(synthesized, problems, (files) => synthInputs(files.map(besideUnread)));
  problems.push(...shapeProblems, ...[...written, ...inputs].flatMap(tooMany));
  if (problems.length > 0) throw new InputError(problems);
  return [...written, ...inputs].sort(byFields("file"));
}

/**
 * Reads synthesized files that are at hand as texts, each the whole of its module.
 *
 * @param texts by the name under which each is reported.
 * @throws InputError with every problem of every text.
 */
export function readTexts(texts: ReadonlyMap<string, string>): Input[] {
  const problems: InputProblem[] = [];
  const synthesized = [...texts].flatMap(([file, text]) => {
    const told = tell(text);
    if (told.found?.kind === "synth") return [{ file, unread: [], ...told.found }];
    problems.push({ file, ...(told.found ? { message: "is no synthesized file" } : told.problem) });
    return [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return synthInputs(synthesized);
}

const READERS = { plan: planInput, state: stateInput, "raw-state": rawStateInput };

/** Far more than Terraform itself can handle in one state; what is made of them takes seconds. */
const MOST_RESOURCES = 10_000;

function tooMany({ file, resources, data }: Input): InputProblem[] {
  const found = resources.length + data.length;
  if (found <= MOST_RESOURCES) return [];
  const message = `has ${found} resources: at most ${MOST_RESOURCES} of one file are judged`;
  return [{ file, message, fix: "give its modules or stacks as files of their own" }];
}

/** Makes inputs; a shape that Terraform never writes is a problem of the file. */
function attempt(
  files: readonly Found[],
  problems: InputProblem[],
  make: (files: readonly Found[]) => Input[],
): Input[] {
  try {
    return make(files);
  } catch (error) {
    // Files of Terraform's JSON syntax know each other; alone the wrong one shows itself.
    if (files.length > 1) return files.flatMap((file) => attempt([file], problems, make));
    problems.push({ file: files[0]!.file, message: reasonOf(error) });
    return [];
  }
}

/** Why a file cannot be read or judged, in words; rethrows what is a defect of ours. */
function reasonOf(error: unknown): string {
  if (error instanceof ShapeError) return `is not what Terraform writes: ${error.message}`;
  if (error instanceof RangeError) return TOO_DEEP;
  const reason = systemReason(error, "read");
  if (reason === undefined) throw error;
  return reason;
}

/** All files to read, each once, in the order of their names. */
function candidates(paths: readonly string[], problems: InputProblem[]): Candidate[] {
  const byPlace = new Map<string, Candidate>();
  for (const path of paths) {
    let found: readonly Candidate[];
    try {
      found = statSync(path).isDirectory() ? search(path) : [{ file: path, certain: true }];
    } catch (error) {
      problems.push({ file: path, message: reasonOf(error) });
      continue;
    }
    if (found.length === 0) {
      problems.push({
        file: path,
        message: "has no plan, no state and no Terraform JSON in it",
        fix: "run byoc synth, or name the files",
      });
    }
    for (const candidate of found) {
      const place = realpathSync(candidate.file);
      if (!byPlace.has(place) || candidate.certain) byPlace.set(place, candidate);
    }
  }
  return [...byPlace.values()].sort(byFields("file"));
}

function search(folder: string): Candidate[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Candidate[] => {
    const { name } = entry;
    const file = join(folder, name);
    if (entry.isDirectory()) {
      return name.startsWith(".") || name === "node_modules" ? [] : search(file);
    }
    if (!name.endsWith(".json") || name === "manifest.json" || OVERRIDE_NAME.test(name)) return [];
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
    const certain = INPUT_NAME.test(name);
    const looksShown = () => readFileSync(file).includes('"format_version"');
    return certain || looksShown() ? [{ file, certain }] : [];
  });
}

function read({ file, certain }: Candidate, problems: InputProblem[]): Found | undefined {
  try {
    const stat = statSync(file);
    if (stat.size > MOST_BYTES) {
      problems.push({ file, message: TOO_LARGE });
      return undefined;
    }
    // A pipe can be read only once.
    const again = stat.isFile() ? () => decode(readFileSync(file)) : undefined;
    const told = tell(decode(readFileSync(file)), again);
    if (told.found) return { file, ...told.found };
    if (certain || !told.foreign) problems.push({ file, ...told.problem });
  } catch (error) {
    problems.push({ file, message: reasonOf(error) });
  }
  return undefined;
}

function readPiped(bytes: Uint8Array, problems: InputProblem[]): Found | undefined {
  const file = STANDARD_INPUT;
  const told = tell(decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  if (told.found) return { file, ...told.found };
  const fix = bytes.length === 0 ? { fix: "see what the command before the pipe says" } : {};
  problems.push({ file, ...told.problem, ...fix });
  return undefined;
}

type Told =
  | { readonly found: Omit<Found, "file"> }
  /** `foreign` is good JSON of something else. */
  | {
      readonly found?: undefined;
      readonly problem: Omit<InputProblem, "file">;
      readonly foreign: boolean;
    };

/** Reads the text of a file once more. */
type Again = () => string;

/** Tells a text by its keys. */
function tell(text: string, again?: Again): Told {
  const parsed = parseJson(text);
  if ("problem" in parsed) return { problem: parsed.problem, foreign: false };
  const detected = detect(parsed.value);
  if ("problem" in detected) return { ...detected, foreign: true };
  const { kind, json } = detected;
  const repeated = kind === "synth" ? repeatedKeyOffset(text, json) : undefined;
  if (repeated !== undefined) {
    const message = "has a key twice: Terraform reads both blocks, JSON only the second";
    return { problem: { ...positionOf(text, repeated), message }, foreign: false };
  }
  const isOneLine = !text.trimEnd().includes("\n");
  const later = again && isOneLine ? ofFile(again) : ofText(text);
  return { found: { kind, json, isOneLine, ...later } };
}

/** What needs the text later on; apart from what was made of it, which must not be kept with it. */
function ofText(text: string): Pick<Found, "lineOf" | "reread"> {
  return { lineOf: lineFinder(text), reread: () => JSON.parse(text) as PlainRecord };
}

/** The same for a text of one line, which hardly anything asks for: of a fleet's the last is kept. */
function ofFile(again: Again): Pick<Found, "lineOf" | "reread"> {
  return {
    lineOf: (pointer) => {
      if (lastAsked?.again !== again) lastAsked = { again, lineOf: lineFinder(again()) };
      return lastAsked.lineOf(pointer);
    },
    reread: () => JSON.parse(again()) as PlainRecord,
  };
}

let lastAsked: { readonly again: Again; readonly lineOf: Input["lineOf"] } | undefined;

/** Text of a file; PowerShell's `>` writes UTF-16. */
function decode(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(wide ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

/** A synthesized file with the files beside it that hold more of its module. */
function besideUnread(found: Found): SynthFile {
  // Nothing lies beside standard input.
  if (found.file === STANDARD_INPUT) return { ...found, unread: [] };
  const beside = readdirSync(dirname(found.file)).sort(compareText);
  const unread = beside.filter((name) => name.endsWith(".tf") || OVERRIDE_NAME.test(name));
  return { ...found, unread };
}
