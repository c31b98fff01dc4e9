import { existsSync } from "node:fs";
import type { Command } from "commander";
import { stackIds, type Deployment } from "../../config/deployment";
import type { MakeCommand } from "../../cli/command";
import { bundleOf } from "../../review/bundle";
import { runProgram } from "../build/byoc";
import { factsOf, SECRETS } from "./facts-of";

const EXAMPLES = [
  "bootstrap",
  "full-production",
  "integration-existing-bucket",
  "milvus-documented",
  "project-kms",
];

const PAGES = EXAMPLES.flatMap((example) => {
  const facts = factsOf(example);
  const files = bundleOf(facts, {
    formats: new Set(["md"]),
    backend: true,
    helm: 2,
    configs: new Map(),
  });
  return facts.stacks
    .filter(({ section }) => section !== "milvus-release")
    .map(({ id, deployment: name, json }) => ({
      id,
      page: String(files.get(`${id}/RUNBOOK.md`)),
      deployment: facts.deployments.find((one) => one.name === name)!,
      descriptions: Object.values(json["output"] ?? {}).map(
        (output) => (output as { readonly description: string }).description,
      ),
    }));
});

const CASES = PAGES.map((one) => [one.id, one] as const);
const pageOf = (id: string) => PAGES.find((one) => one.id === id)!.page;

/** Words of every command, as a shell hands them over. */
function commandsIn(page: string): string[][] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)\n```$/gms)].map((match) => match[1]!);
  const stubs = ["aws", "byoc"].map(
    (name) => `${name}() { printf '%s\\0' ${name} "$@" >&3; printf '\\0' >&3; }`,
  );
  const script = ["exec 3>&1 1>&2", ...stubs, ...blocks].join("\n");
  const { status, stdout, stderr } = runProgram("bash", ["-euc", script], {});
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout
    .split("\0\0")
    .map((line) => line.split("\0").filter((word) => word !== ""))
    .filter((words) => words.length > 0);
}

/** Arguments of one of this project's commands; fails where it has no such option. */
async function argumentsOf(name: string, words: readonly string[]): Promise<readonly string[]> {
  const { command } = (await import(`../../cli/${name}`)) as { readonly command: MakeCommand };
  const made: Command = command({} as Parameters<MakeCommand>[0], () => undefined);
  made.exitOverride().configureOutput({ writeErr: () => undefined });
  await made.action(() => undefined).parseAsync([...words], { from: "user" });
  return made.args;
}

describe.each(CASES)("the runbook of %s", (id, { page, deployment, descriptions }) => {
  it("types commands and options that there are, about stacks of the deployment", async () => {
    const commands = commandsIn(page).filter(([tool]) => tool === "byoc");
    const names = new Set(commands.map(([, name = ""]) => name));
    expect([...names]).toEqual(
      expect.arrayContaining(["doctor", "adopt", "plan", "apply", "verify", "destroy"]),
    );
    for (const [, name = "", ...words] of commands) {
      expect(words.slice(0, 3)).toEqual(["--config", "byoc.yaml", id]);
      if (existsSync(`cli/${name}.ts`)) expect(await argumentsOf(name, words)).toEqual([id]);
    }
    expect(stackIds(deployment)).toContain(id);
  });

  it("names fields as the outputs do, each once", () => {
    const rows = [...page.matchAll(/^\| (.*) \| (.*) \|$/gm)].map(([, field = ""]) => field);
    const fields = rows.slice(rows.lastIndexOf("field") + 2);
    expect(fields.map(plain).sort()).toEqual(descriptions.map(plain).sort());
  });

  it("leaves nothing to be filled in, and shows no external ID", () => {
    expect(page).not.toMatch(/<[a-z][^>]*>|\$\{|TfToken|undefined|null|\[object/i);
    for (const secret of SECRETS) expect(page).not.toContain(secret);
  });
});

/** Without what is markup in one and not in the other. */
function plain(text: string): string {
  return text.replace(/[\\`]|&#\d+;/g, "");
}

describe("what depends on the deployment", () => {
  const of = (config: (one: Deployment) => boolean) =>
    PAGES.filter(({ deployment }) => config(deployment));

  it("the boundary's stack comes first, and goes last", () => {
    const project = pageOf("acme-production-project");
    expect(project).toContain(
      "the boundary of `acme-production-bootstrap`: that stack comes first",
    );
    expect(pageOf("acme-production-bootstrap")).toMatch(
      /the stacks whose roles carry the boundary: `acme-production-project`/,
    );
  });

  it("an existing bucket stays, and one of ours says how it is let go", () => {
    for (const { page } of of(({ integration }) => integration?.bucket.existing === true)) {
      if (page.includes("integrate-with-aws-s3")) expect(page).toContain("and stays");
    }
    expect(pageOf("acme-production-project")).toContain("`preventDestroy: false`");
  });

  it("the issuer is asked for until the config has it", () => {
    for (const { id, page, deployment } of PAGES.filter((one) => one.id.endsWith("-project"))) {
      const isOpen = deployment.project?.issuer === undefined;
      expect([id, page.includes("eks_oidc_url")]).toEqual([id, isOpen]);
    }
  });

  it("the values stand in the order of the console", () => {
    const page = pageOf("acme-production-bootstrap");
    const places = ["AWS LB IRSA", "Cluster Autoscaler IRSA", "EBS CSI IRSA", "Management role"];
    const found = places.map((field) => page.indexOf(`License: ${field}`));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });
});
