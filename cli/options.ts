import { Option } from "commander";

/** An option that may be repeated. */
function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, values: string[] | undefined) => [
    ...(values ?? []),
    value,
  ]);
}

export function config(): Option {
  return repeated("--config <file>", "config file; repeat it for several deployments").default(
    [],
    "byoc.yaml",
  );
}

/** Files of `--config`, or the one that is meant without it. */
export function configFiles(files: readonly string[]): readonly string[] {
  return files.length > 0 ? files : ["byoc.yaml"];
}

export function quiet(): Option {
  return new Option("--quiet", "print errors only");
}

export function formats(description: string, standard: string): Option {
  return repeated("--format <formats>", description).default([], standard);
}

export function waivers(): Option {
  return repeated("--waivers <file>", "waiver file; repeat it").default([], "none");
}

export function scp(): Option {
  const description = "service control policies of one level, JSON; repeat it";
  return repeated("--scp <file>", description).default([], "none");
}

export function rows(): Option {
  const description = "rows of your own for the simulation, YAML; repeat it";
  return repeated("--rows <file>", description).default([], "none");
}
