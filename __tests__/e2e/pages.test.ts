import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { awsEnvironment, Moto } from "../support/moto";
import { clone, DEFINITION, isRun, PAGES, SHELL, typed } from "../support/pages";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { describeOutcome, run, type Outcome } from "../support/tools-process";
import { providerFolder, terraformEnvironment } from "../support/tools-terraform";

/** A bucket's lifecycle alone takes the provider a minute, and `cdktf` half a minute a command. */
const TIMEOUT = 840_000;
jest.setTimeout(TIMEOUT + 30_000);

/** The account of the pages: Terraform refuses to run in another. */
const { accountId } = parse(readFileSync("byoc.yaml", "utf8")) as { accountId: string };

/** Pages that one reader reads one after the other, typing all that they say in one clone. */
const WALKS: readonly (readonly string[])[] = [
  ["README.md", "docs/guides/adopting.md", "docs/guides/deploying.md"],
  ["docs/guides/milvus.md"],
];

/** Pages that exits.test.ts walks, with a config that has no bucket to wait for. */
const ELSEWHERE = ["docs/exits/hcl.md", "docs/exits/terraform.md"];

/** What has happened to the reader who comes to such a block. */
const BEFORE: readonly (readonly [text: string, script: string])[] = [
  [
    "byoc adopt ",
    "terraform -chdir=cdktf.out/stacks/acme-prod-project state rm aws_iam_role.storage_role",
  ],
  [" untaint ", "terraform -chdir=cdktf.out/stacks/acme-prod-project taint aws_s3_bucket.bucket"],
  [
    " import aws_s3_bucket",
    "terraform -chdir=cdktf.out/stacks/acme-prod-project state rm aws_s3_bucket.bucket",
  ],
  [
    " import aws_iam_role",
    "terraform -chdir=cdktf.out/stacks/acme-vectors-milvus-access state rm aws_iam_role.milvus_role",
  ],
  [
    "npx cdktf destroy acme-prod-project",
    `node -e '
const { parseDocument } = require("yaml"), fs = require("fs");
const config = parseDocument(fs.readFileSync("acme.yaml", "utf8"));
for (const [key, value] of [["preventDestroy", false], ["forceDestroy", true]]) {
  config.setIn(["project", "bucket", key], value);
}
fs.writeFileSync("acme.yaml", String(config));'`,
  ],
  ["--offline", "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_ENDPOINT_URL"],
];

/** Commands whose refusal the page speaks of, with what they say then. */
const REFUSED: readonly (readonly [block: string, said: string])[] = [
  [
    "terraform -chdir=cdktf.out/stacks/acme-prod-project destroy\n",
    "aws_s3_bucket.bucket has lifecycle.prevent_destroy set",
  ],
];

/** A block as the reader types it; nobody is there to approve. */
function script(block: string): string {
  const text = block.replaceAll("/path/to/providers", providerFolder());
  const before = BEFORE.filter(([part]) => block.includes(part)).map(([, done]) => done);
  const said = REFUSED.find(([refused]) => refused === block)?.[1];
  if (said === undefined) return [...before, text].join("\n");
  return `if said=$(${text.trim()} 2>&1); then echo "failed: it was not refused" >&2; exit 1; fi
grep --quiet --fixed-strings '${said}' <<<"$said"`;
}

const APPROVED = `npx() {
  case "$*" in
    "cdktf deploy "* | "cdktf destroy "*) command npx "$@" --auto-approve ;;
    *) command npx "$@" ;;
  esac
}
`;

/** Types a walk's pages into a new clone. */
function walk(pages: readonly string[], endpoint: string): Promise<Outcome> {
  const readme = pages.includes("README.md");
  const blocks = pages.flatMap(typed).filter(isRun).map(script);
  const all = [SHELL, APPROVED, ...(readme ? [] : [DEFINITION]), ...blocks].join("\n");
  return run("bash", ["-c", all], {
    folder: clone({ built: !readme }),
    environment: terraformEnvironment({
      ...awsEnvironment(endpoint),
      TF_CLI_ARGS_apply: "-auto-approve",
      CDKTF_HOME: scratchFolder(),
      // Its cache would lie in the home folder of whoever runs the tests.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      DISABLE_VERSION_CHECK: "1",
      CI: "1",
    }),
    timeout: TIMEOUT,
  });
}

requires("terraform", "moto")("what readers type, with Terraform and an AWS of their own", () => {
  let moto: Moto;
  /** All at once: most of the time is the provider's waiting. */
  let walks: readonly Promise<Outcome>[];
  beforeAll(async () => {
    moto = await Moto.start(accountId);
    walks = WALKS.map((pages) => walk(pages, moto.endpoint));
  });
  afterAll(() => moto.kill());

  it.each(WALKS.map((pages, index) => [pages, index] as const))("%s", async (pages, index) => {
    const outcome = await walks[index]!;
    if (outcome.code !== 0) throw new Error(describeOutcome(pages.join(", "), outcome));
  });
});

describe("pages with commands for Terraform", () => {
  it("are all walked, here or in the test of the exits", () => {
    const asking = PAGES.filter((page) =>
      typed(page).some(
        (block) =>
          isRun(block) &&
          /(^|\s)(terraform|byoc (plan|apply|destroy|handoff|adopt)) |npx cdktf/m.test(block),
      ),
    );
    expect(asking.sort()).toEqual([...WALKS.flat(), ...ELSEWHERE].sort());
  });
});
