import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "..", "..");
const EXAMPLES = join(ROOT, "examples");

/** What the examples ask of their reader's environment. */
export const ENVIRONMENT = { ZILLIZ_EXTERNAL_ID: "cid-from-the-environment" };

/** Config files that make one run. */
export interface Run {
  readonly title: string;
  readonly files: readonly string[];
}

/** The default config and every example. */
export function everyRun(): Run[] {
  const folders = readdirSync(EXAMPLES).filter(
    (name) => yamlFiles(join(EXAMPLES, name)).length > 0,
  );
  return [
    { title: "byoc.yaml", files: [join(ROOT, "byoc.yaml")] },
    ...folders.map((name) => ({
      title: `examples/${name}`,
      files: yamlFiles(join(EXAMPLES, name)),
    })),
  ];
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => join(folder, entry.name));
}

/** A config file as its author wrote it, read without the project's own code. */
export interface WrittenConfig {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly policyEdition?: string;
  readonly zilliz?: { readonly accountId?: string; readonly externalId: string };
  readonly bootstrap?: Record<string, never>;
  readonly project?: WrittenSection & WrittenIssuer;
  readonly integration?: WrittenSection & { readonly externalId?: string };
  readonly milvus?: WrittenSection & {
    readonly cluster: WrittenIssuer;
    readonly serviceAccount?: { readonly namespace?: string; readonly name?: string };
  };
}

export interface WrittenSection {
  readonly bucket: { readonly name: string };
  readonly kmsKeyArn?: string;
  readonly createKmsKey?: boolean;
}

export interface WrittenIssuer {
  readonly oidcIssuer?: string;
  readonly oidcProviderArn?: string;
}

export function writtenConfig(file: string): WrittenConfig {
  const text = readFileSync(file, "utf8");
  return parse(
    text.replaceAll("${env:ZILLIZ_EXTERNAL_ID}", ENVIRONMENT.ZILLIZ_EXTERNAL_ID),
  ) as WrittenConfig;
}
