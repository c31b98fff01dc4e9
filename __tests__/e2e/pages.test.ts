import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { awsEnvironment, Moto } from "../support/moto";
import { clone, DEFINITION, fences, isRun, PAGES, SHELL, typed } from "../support/pages";
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
  ["README.md", "docs/guides/verifying.md", "docs/guides/adopting.md", "docs/guides/deploying.md"],
  ["docs/guides/milvus.md"],
  ["docs/guides/changing.md"],
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
  [
    "byoc plan --config examples/minimal/byoc.yaml --offline",
    "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_ENDPOINT_URL",
  ],
];

/** Commands whose refusal the page speaks of, with what they say then. */
const REFUSED: readonly (readonly [block: string, said: string])[] = [
  [
    "terraform -chdir=cdktf.out/stacks/acme-prod-project destroy\n",
    "aws_s3_bucket.bucket has lifecycle.prevent_destroy set",
  ],
];

/** What the commands of a block say, as the page has it, and what they must not say. */
const SAID: readonly (readonly [block: string, said: readonly string[], never?: string])[] = [
  ["plan --config acme-roles.yaml --check", ["1 to update", "trust-external-id"], "to replace"],
  ["mv state/acme-roles-project", ["8 to replace"], "-/+ aws_iam_role."],
  ["handoff --config acme-roles.yaml --show", ["cid-2b6n4c8x1z5l9k3j7h0g4f8d2"], "cid-7h3k9m2p5"],
];

/** The same where only what stands before tells the block from another one. */
const SAID_AFTER: typeof SAID = [
  ["oidcIssuer: ", ["2 to update", "1 stack: no changes"], "to replace"],
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

/** What a page has its reader do: type commands, and write what stands under a file's name into it. */
function done(page: string): string[] {
  const blocks = fences(page).map(({ language, text }) => {
    const [, file] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
    if (language === "yaml" && file !== undefined) return edit(file, text);
    return language === "sh" && isRun(text) ? script(text) : "";
  });
  return blocks.map((block, index) => {
    const before = blocks[index - 1] ?? "";
    const [, said = [], never] =
      SAID.find(([part]) => block.includes(part)) ??
      SAID_AFTER.find(([part]) => before.includes(part)) ??
      [];
    if (said.length === 0) return block;
    const told = said.map((text) => `grep --quiet --fixed-strings -- '${text}' said.txt`);
    const kept =
      never === undefined
        ? []
        : [
            `if grep --fixed-strings -- '${never}' said.txt; then echo "failed: ${never}" >&2; exit 1; fi`,
          ];
    return [`{\n${block}} > said.txt`, ...told, ...kept].join("\n");
  });
}

/** Writes keys into a file of YAML, those within mappings one by one. */
function edit(file: string, text: string): string {
  return `node -e '
const { parse, stringify } = require("yaml"), fs = require("fs");
const merge = (old, more) => {
  if (typeof more !== "object" || more === null || Array.isArray(more)) return more;
  const merged = { ...old };
  for (const [key, value] of Object.entries(more)) merged[key] = merge(merged[key], value);
  return merged;
};
const old = fs.existsSync("${file}") ? parse(fs.readFileSync("${file}", "utf8")) : {};
fs.writeFileSync("${file}", stringify(merge(old, parse(fs.readFileSync(0, "utf8")))));' <<'YAML'
${text}YAML
`;
}

/** Types a walk's pages into a new clone. */
function walk(pages: readonly string[], endpoint: string): Promise<Outcome> {
  const readme = pages.includes("README.md");
  const blocks = pages.flatMap(done);
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
          /(^|\s)(terraform|byoc (plan|apply|destroy|handoff|verify|adopt)) |byoc doctor .*--offline|npx cdktf/m.test(
            block,
          ),
      ),
    );
    expect(asking.sort()).toEqual([...WALKS.flat(), ...ELSEWHERE].sort());
  });
});
