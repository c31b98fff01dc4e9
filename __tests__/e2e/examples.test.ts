import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { parse, stringify } from "yaml";
import { awsEnvironment, Moto } from "../support/moto";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { terraformEnvironment } from "../support/tools-terraform";
import { requires } from "../support/tools";

jest.setTimeout(600_000);

const EXAMPLES = join(__dirname, "..", "..", "examples");
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
  .filter((path) => /^[^/]+\/[^/]+\.yaml$/.test(path))
  .sort();

interface Section {
  bucket?: { name: string; existing?: boolean; accessLogBucket?: string };
  release?: unknown;
}
interface Config {
  accountId: string;
  region: string;
  terraform?: unknown;
  project?: Section;
  integration?: Section;
  milvus?: Section;
}

const sectionsOf = ({ project, integration, milvus }: Config) =>
  [project, integration, milvus].filter((section) => section !== undefined);

/** What an example makes in AWS: without a release, the state elsewhere, and logs that moto refuses. */
function inAws(text: string): Config {
  const config = parse(text.replaceAll("${env:ZILLIZ_EXTERNAL_ID}", "cid-example")) as Config;
  delete config.terraform;
  delete config.milvus?.release;
  for (const { bucket } of sectionsOf(config)) delete bucket?.accessLogBucket;
  return config;
}

requires(
  "terraform",
  "moto",
  "time",
)("the operator's day", () => {
  it.each(FILES)("of %s", async (path) => {
    const config = inAws(readFileSync(join(EXAMPLES, path), "utf8"));
    const moto = await Moto.start(config.accountId);
    const environment = terraformEnvironment({
      ...awsEnvironment(moto.endpoint),
      AWS_REGION: config.region,
    });
    const before = { ...process.env };
    // The SDK reads the environment of the process.
    Object.assign(process.env, environment);
    try {
      const folder = scratchFolder();
      const own = join(folder, "byoc.yaml");
      writeFileSync(own, stringify(config));
      await makeExisting(config, moto.endpoint);
      const byoc = async (command: string, ...more: string[]) => {
        const out = command === "verify" ? [] : ["--out", join(folder, "cdktf.out")];
        const { code, ...told } = await said([command, "--config", own, ...out, ...more], {
          environment,
        });
        if (code !== 0)
          throw new Error(`byoc ${command} ended with ${code}: ${told.all.join("\n")}`);
        return told.out;
      };
      await byoc("plan", "--check");
      await byoc("apply", "--yes");
      expect(await byoc("plan")).toMatch(/stacks?: no changes/);
      await byoc("verify");
      await byoc("handoff", "--show-external-id");
    } finally {
      process.env = before;
      await moto.kill();
    }
  });
});

/** The buckets that an example takes as they are. */
async function makeExisting(config: Config, endpoint: string): Promise<void> {
  const { region } = config;
  const s3 = new S3Client({ endpoint, region, forcePathStyle: true });
  for (const { bucket } of sectionsOf(config)) {
    if (bucket?.existing !== true) continue;
    const place = { LocationConstraint: region as "us-west-2" };
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket.name,
        ...(region !== "us-east-1" && { CreateBucketConfiguration: place }),
      }),
    );
  }
}
