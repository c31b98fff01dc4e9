import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { reachedBackend } from "../../operate/doctor/local/backend";
import { clusterAccess } from "../../operate/doctor/local/cluster-access";
import { machine, outputFolder } from "../../operate/doctor/local/machine";
import { findTerraform, terraform } from "../../operate/doctor/local/terraform";
import { settings } from "../../operate/doctor/local/settings";
import type { DoctorLine } from "../../operate/doctor/line";
import { readDeployments } from "../../stacks/deployments";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";
import { providerFolder, terraformBinary, terraformEnvironment } from "../support/tools-terraform";
import { spawnSync } from "node:child_process";

const STACK = {
  id: "acme-project",
  json: {
    terraform: {
      required_version: ">= 1.10.0",
      required_providers: { aws: { source: "hashicorp/aws" } },
    },
  },
};

const brief = ({ status, about, found }: Pick<DoctorLine, "status" | "about" | "found">) =>
  `${status}: ${about}: ${found}`;

describe("the machine", () => {
  it("is of a system that the document names, with a new Node.js", () => {
    expect(machine("linux", "20.9.0").map(({ status }) => status)).toEqual(["ok", "ok"]);
    expect(machine("darwin", "22.1.0").map(({ status }) => status)).toEqual(["ok", "ok"]);
    expect(machine("freebsd", "20.8.1").map(brief)).toEqual([
      "warning: operating system: freebsd",
      "failed: Node.js: 20.8.1",
    ]);
  });

  it("has no Terraform, or one that is too old", () => {
    const folder = scratchFolder();
    const none = terraform([STACK], findTerraform({ PATH: folder }));
    expect(none.map(brief)).toEqual(["failed: Terraform: terraform is not on PATH"]);
    const [hasty] = terraform([STACK], findTerraform({ BYOC_TERRAFORM_TIMEOUT: "soon" }));
    expect(hasty).toMatchObject({ status: "failed", fix: "unset BYOC_TERRAFORM_TIMEOUT" });
    const old = '#!/bin/sh\necho \'{"terraform_version":"1.9.8"}\'\n';
    writeFileSync(join(folder, "terraform"), old, { mode: 0o755 });
    const [line] = terraform([STACK], findTerraform({ PATH: `${folder}:/bin:/usr/bin` }));
    expect(line).toMatchObject({ status: "failed", found: "1.9.8" });
    expect(line?.reason).toBe("the stacks need 1.10.0 or newer");
  });

  it("has an output folder that can be made, or not", () => {
    const folder = scratchFolder({ file: "" });
    expect(outputFolder(folder).map(brief)).toEqual([
      `ok: output folder ${folder}: can be written`,
    ]);
    const below = join(folder, "new", "out");
    expect(outputFolder(below).map(brief)).toEqual([`ok: output folder ${below}: can be made`]);
    const file = join(folder, "file", "out");
    expect(outputFolder(file).map(brief)).toEqual([
      `failed: output folder ${file}: ${join(folder, "file")} is no folder`,
    ]);
    expect(existsSync(below)).toBe(false);
  });
});

requires("terraform")("settings of Terraform's command line", () => {
  const look = (own: NodeJS.ProcessEnv) =>
    settings([STACK], terraformEnvironment(own), terraformBinary());
  const plain = { TF_CLI_ARGS_init: "" };

  it("are well with a mirror that has the providers", () => {
    const folder = scratchFolder();
    const rc = join(folder, "rc");
    const mirror = (path: string) =>
      writeFileSync(
        rc,
        `provider_installation {\n  filesystem_mirror {\n    path = "${path}"\n  }\n}\n`,
      );
    mirror(providerFolder());
    const own = { ...plain, TF_CLI_CONFIG_FILE: rc };
    expect(look(own).map(({ status }) => status)).toEqual(["ok", "ok"]);
    mirror(join(folder, "none"));
    expect(look(own).map(brief)[1]).toBe(
      `failed: provider mirror ${join(folder, "none")}: is not there`,
    );
    mirror(folder);
    expect(look(own).map(brief)[1]).toBe(
      `warning: provider mirror ${folder}: has no hashicorp/aws`,
    );
  });

  it("that point nowhere, or cannot be read, are told in Terraform's words", () => {
    const folder = scratchFolder({ bad: "nonsense {{" });
    const [nowhere] = look({ ...plain, TF_CLI_CONFIG_FILE: join(folder, "nowhere") });
    expect(nowhere).toMatchObject({ status: "warning", fix: "unset TF_CLI_CONFIG_FILE" });
    expect(nowhere?.found).toContain(`"${join(folder, "nowhere")}" does not exist`);
    const [bad] = look({ ...plain, TF_CLI_CONFIG_FILE: join(folder, "bad") });
    expect(bad).toMatchObject({ status: "failed", fix: "unset TF_CLI_CONFIG_FILE" });
    expect(bad?.found).toMatch(/^Error parsing /);
    const [unread] = look({ ...plain, TF_CLI_CONFIG_FILE: folder });
    expect(unread?.found).toMatch(/^Error reading .* is a directory$/);
  });

  it("name a cache that is not there, and its command makes it", () => {
    const cache = join(scratchFolder(), "plugin cache");
    const own = { ...plain, TF_PLUGIN_CACHE_DIR: cache };
    const [line] = look(own);
    expect(line?.status).toBe("failed");
    expect(spawnSync("sh", ["-c", line?.fix ?? "false"]).status).toBe(0);
    expect(look(own).map(({ status }) => status)).toEqual(["ok"]);
  });
});

describe("the way to a cluster", () => {
  const deployment = (access: object) => {
    const file = join(scratchFolder(), "byoc.yaml");
    const config = {
      version: 1,
      name: "acme",
      accountId: "111122223333",
      region: "us-west-2",
      milvus: {
        cluster: {
          name: "acme-eks",
          oidcIssuer:
            "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
          access,
        },
        bucket: { name: "acme-milvus" },
        release: { name: "milvus", chartVersion: "5.0.19" },
      },
    };
    writeFileSync(file, stringify(config));
    return readDeployments([file], {}).deployments[0]!;
  };

  it("is a kubeconfig with its context", () => {
    const file = join(scratchFolder(), "kubeconfig");
    const look = (context?: string) =>
      clusterAccess(deployment({ kubeconfig: file, ...(context && { context }) }), {});
    expect(look().map(brief)).toEqual([`failed: kubeconfig ${file}: there is no such file`]);
    writeFileSync(file, stringify({ contexts: [{ name: "acme" }], "current-context": "acme" }));
    expect(look().map(brief)).toEqual([`ok: kubeconfig ${file}: has context acme`]);
    const [line] = look("other");
    expect(line).toMatchObject({ status: "failed", reason: "its contexts: acme" });
    expect(line?.fix).toBe(
      `aws eks update-kubeconfig --name acme-eks --region us-west-2 --kubeconfig ${file} --alias other`,
    );
    writeFileSync(file, "a: [");
    expect(look().map(brief)).toEqual([`failed: kubeconfig ${file}: is no YAML`]);
  });

  it("is AWS's command line, which gives tokens", () => {
    const folder = scratchFolder();
    const look = () => clusterAccess(deployment({}), { PATH: `${folder}:/bin` });
    expect(look().map(brief)).toEqual(["failed: AWS command line: is not on PATH"]);
    writeFileSync(join(folder, "aws"), "#!/bin/sh\necho aws-cli/2.9.0 Python\n", { mode: 0o755 });
    expect(look().map(brief)).toEqual(["ok: AWS command line: aws-cli/2.9.0"]);
  });
});

requires("terraform")("a backend that Terraform alone can ask", () => {
  /** A state kept at an address, or what stands there instead. */
  const asked = async (status: number, text = "") => {
    const server = createServer((_, response) => response.writeHead(status).end(text));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const backend = { http: { address: `http://127.0.0.1:${port}/acme`, retry_max: 0 } };
    const stack = { id: "acme-project", json: { terraform: { backend } } };
    const deployment = readDeployments(["byoc.yaml"], {}).deployments[0]!;
    const subject = { deployment, out: "cdktf.out", planes: 1, stacks: [stack] };
    try {
      return await reachedBackend(subject, findTerraform(terraformEnvironment()));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  it("is reached, with a state or without one", async () => {
    const line = "ok: backend http: is reached, and the state can be read";
    expect((await asked(404)).map(brief)).toEqual([line]);
    expect((await asked(200, '{"version":4,"serial":1,"lineage":"a"}')).map(brief)).toEqual([line]);
  });

  it("is not reached, for the reason that Terraform gives", async () => {
    const [line] = await asked(401);
    expect(brief(line!)).toBe("failed: backend http: is not reached");
    expect(line?.reason).toContain("HTTP remote state endpoint requires auth");
  });
});

requires("terraform")("byoc doctor --offline", () => {
  const folder = scratchFolder();
  const run = (...more: string[]) =>
    said(["doctor", "--out", join(folder, "out"), "--offline", ...more], {
      environment: terraformEnvironment(),
    });

  it("looks at the machine and the config, and writes nothing", async () => {
    const { code, out } = await run("--format", "json");
    expect(code).toBe(0);
    const { lines, summary } = JSON.parse(out) as {
      lines: (DoctorLine & { scope: string })[];
      summary: object;
    };
    expect(lines.map(({ scope, check }) => [scope, check])).toEqual([
      ["this machine", "machine"],
      ["this machine", "machine"],
      ["this machine", "terraform"],
      ["this machine", "terraform-settings"],
      ["this machine", "terraform-settings"],
      ["this machine", "output-folder"],
      ["demo", "zilliz-region"],
      ["demo", "backend"],
    ]);
    expect(summary).toEqual({ ok: 8, warning: 0, failed: 0, skipped: 0 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("tells that only Terraform can ask some backends, which is no failure", async () => {
    const file = join(folder, "gcs.yaml");
    const config = {
      version: 1,
      name: "acme",
      accountId: "111122223333",
      region: "ap-south-2",
      terraform: { backend: { type: "gcs", bucket: "states" } },
      zilliz: { externalId: "cid-acme" },
      bootstrap: {},
    };
    writeFileSync(file, stringify(config));
    const { code, out } = await run("--config", file);
    rmSync(file);
    expect(code).toBe(0);
    expect(out).toContain("warning  Zilliz Cloud BYOC in ap-south-2: is not known to be supported");
    expect(out).toContain("skipped  backend gcs: is not asked");
    expect(out).toMatch(/\n\n6 ok, 1 warning, 1 skipped$/);
  });

  it("takes one line of advice where a folder may not be written", async () => {
    mkdirSync(join(folder, "is"), { recursive: true });
    writeFileSync(join(folder, "is", "file"), "");
    const { code, out } = await run("--quiet", "--out", join(folder, "is", "file"));
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      "this machine",
      expect.stringMatching(/^ {2}failed {3}output folder .*: .* is no folder$/),
      "           fix: name another folder: --out FOLDER",
    ]);
  });

  it("writes nothing for a config that does not load", async () => {
    const { code, error } = await run("--config", join(folder, "none.yaml"));
    expect(code).toBe(2);
    expect(error).toContain("none.yaml");
  });
});
