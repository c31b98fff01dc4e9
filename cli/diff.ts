import { readFileSync } from "node:fs";
import { checkTargets } from "../files/targets";
import { sha256 } from "../files/tree";
import { writeWhole } from "../files/whole";
import { changePage, diffExitCode, isDiff, permissionChanges, renderDiff } from "../permissions";
import { readDeployments } from "../stacks/deployments";
import { readInputs, readTexts } from "../terraform/files";
import { joinInputs } from "../terraform/join";
import { STANDARD_INPUT } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import { inert } from "../text/lines";
import { usageError } from "../text/problem";
import type { HashedFile } from "../text/signature";
import { VERSION, type CommonOptions } from "./command";
import { parseFormats } from "./formats";
import type { Io } from "./io";
import { mixtureLines } from "./mended";
import { filesOf, readPiped } from "./standard-input";

const FORMATS = ["text", "markdown", "json", "html"] as const;

interface DiffOptions extends CommonOptions {
  readonly config: readonly string[];
  readonly format: readonly string[];
}

/**
 * `byoc export --diff OLD NEW`: what may be done in NEW and could not be done in OLD.
 *
 * @param after a path, or `config` for what the config makes.
 * @returns 1 when something was gained, 3 when that cannot be told, 0 otherwise.
 */
export async function exportDiff(
  before: string,
  after: string,
  options: DiffOptions,
  io: Io,
): Promise<number> {
  const targets = parseFormats(options.format.length > 0 ? options.format : ["text"], FORMATS);
  const written = targets.flatMap(({ format, file }) =>
    file === undefined ? [] : [{ flag: `--format ${format}`, file, replaces: isDiff }],
  );
  checkTargets(written, [...options.config, ...filesOf([before, after])]);
  if (before === "-" && after === "-") {
    throw usageError("--diff", "both sides are standard input, which can be read once", {
      fix: "write one of them to a file",
    });
  }
  const sides = {
    before: await sideOf(before, options.config, io),
    after: await sideOf(after, options.config, io),
  };
  const models = { before: sides.before.model, after: sides.after.model };
  checkTargets(
    written,
    [models.before, models.after].flatMap(({ inputs }) => inputs.map(({ file }) => file)),
  );
  const diff = permissionChanges(models.before, models.after);
  const render = async (format: (typeof FORMATS)[number], colour: boolean) => {
    if (format !== "html") return renderDiff(diff, format, { colour });
    const { pageHtml } = await import("../review/html/page");
    const compared = {
      before: { title: sides.before.title, files: sides.before.files() },
      after: { title: sides.after.title, files: sides.after.files() },
    };
    return inert(pageHtml(changePage(diff, models, compared, VERSION)));
  };
  for (const { format, file } of targets) {
    if (file !== undefined) writeWhole(file, await render(format, false));
    else if (options.quiet !== true) {
      io.out((await render(format, io.colour === true && options.color)).trimEnd());
    }
  }
  return diffExitCode(diff);
}

/** One side as it was read. */
interface Side {
  readonly title: string;
  readonly model: Model;
  /** What was read, for whoever signs; hashed where somebody asks. */
  readonly files: () => readonly HashedFile[];
}

async function sideOf(path: string, configs: readonly string[], io: Io): Promise<Side> {
  if (path === "config") {
    const { synthesized } = await import("./synthesized");
    const { deployments, digests } = readDeployments(configs, io.environment);
    const { texts } = synthesized(deployments);
    return {
      title: "what the config makes",
      model: joinInputs(readTexts(texts)),
      files: () => [
        ...deployments.map(({ name, file }) => ({ file, sha256: digests.get(name)! })),
        ...[...texts].map(([file, text]) => ({ file, sha256: sha256(text) })),
      ],
    };
  }
  const { files, piped } = await readPiped([path], io);
  for (const line of files.flatMap(mixtureLines)) io.error(line);
  const model = joinInputs(readInputs(files, piped));
  return {
    title: piped === undefined ? path : STANDARD_INPUT,
    model,
    files: () =>
      model.inputs.map(({ file }) => {
        return { file, sha256: sha256(piped ?? readFileSync(file)) };
      }),
  };
}
