import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../hcl/json";
import { hclModule } from "../../hcl";
import { schemasFor, type BlockSchema, type NestedAttribute } from "../../hcl/schema";
import { CLUSTERS, releaseConfig, RELEASES } from "../stacks/releases";
import { synthTexts } from "../stacks/synth";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";
import { fromHcl, fromJson } from "./support/canonical";
import { complaints, planned, writeHcl, writeJson, writeTogether } from "./support/roots";
import { examples, isRelease, stackOf } from "./support/stacks";

jest.setTimeout(60_000);

const VALUES = 'image:\n  tag: "v2.6.0"\nextraEnv: "${NOT_TERRAFORM} %{neither}"\n';
const EXEC = {
  api_version: "client.authentication.k8s.io/v1beta1",
  command: "aws",
  args: ["eks", "get-token", "--cluster-name", "acme-eks"],
  env: { AWS_PROFILE: "acme" },
};
const CLUSTER = { host: "https://acme.example", cluster_ca_certificate: "-----BEGIN-----\nx\n" };

/** A stack with everything that a release takes, as CDKTF writes it for one version of Helm's. */
function release(helm: 2 | 3): JsonObject {
  const kubernetes = { ...CLUSTER, exec: helm === 2 ? [EXEC] : EXEC };
  return {
    terraform: {
      required_providers: {
        helm: { source: "hashicorp/helm", version: helm === 2 ? "2.17.0" : "3.1.1" },
        kubernetes: { source: "hashicorp/kubernetes", version: "2.38.0" },
      },
    },
    provider: {
      helm: [{ kubernetes: helm === 2 ? [kubernetes] : kubernetes }],
      kubernetes: [{ ...CLUSTER, exec: [EXEC] }],
    },
    resource: {
      kubernetes_namespace: {
        milvus: { metadata: { name: "milvus", labels: { "app.kubernetes.io/name": "milvus" } } },
      },
      kubernetes_service_account: {
        milvus: {
          metadata: [
            {
              name: "milvus-s3-access-sa",
              namespace: "${kubernetes_namespace.milvus.metadata[0].name}",
              annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/m" },
            },
          ],
        },
      },
      helm_release: {
        milvus: {
          name: "milvus",
          chart: "${path.module}/chart",
          namespace: "${kubernetes_namespace.milvus.metadata[0].name}",
          timeout: 900,
          values: [VALUES.replace(/[$%](?=\{)/g, "$&$&"), "a: 1\n"],
          set: [
            { name: "service\\.annotations.a\\.b/c", value: "x" },
            { name: "replicas", value: "3", type: "string" },
          ],
          set_list: [{ name: "hosts", value: ["a", "b"] }],
          depends_on: ["kubernetes_service_account.milvus"],
        },
      },
    },
  };
}

describe.each([2, 3] as const)("Helm's provider %i", (helm) => {
  const stack = stackOf(release(helm), "acme-milvus");
  const files = hclModule(stack, { backend: true, helm });

  it("says what the JSON says", async () => {
    expect(await fromHcl(files, helm)).toEqual(fromJson(stack.json, helm));
  });

  it("has its values as files, to the byte", () => {
    expect(files.get("values/milvus.yaml")).toBe(VALUES);
    expect(files.get("values/milvus_2.yaml")).toBe("a: 1\n");
  });

  it("has blocks where the provider wants blocks, and attributes where it wants those", () => {
    const { resources, provider } = schemasFor(helm)["helm"]!;
    const kind = (schema: BlockSchema, name: string) =>
      schema.blocks?.[name] ? "block" : (schema.attributes[name] as NestedAttribute).nesting;
    const release = files.get("release.tf")!;
    expect(kind(resources["helm_release"]!, "set")).toBe(helm === 2 ? "block" : "list");
    expect(kind(provider, "kubernetes")).toBe(helm === 2 ? "block" : "single");
    expect(release).toMatch(helm === 2 ? /^ {2}set \{$/m : /^ {2}set = \[$/m);
    expect(files.get("providers.tf")).toMatch(
      helm === 2
        ? /^ {2}kubernetes \{[^]*^ {4}exec \{$/m
        : /^ {2}kubernetes = \{[^]*^ {4}exec = \{$/m,
    );
    expect(files.get("providers.tf")).toMatch(/^provider "kubernetes" \{[^]*^ {2}exec \{$/m);
  });

  it("takes the form of the other version as well", async () => {
    const other = stackOf({
      ...release(helm === 2 ? 3 : 2),
      terraform: release(helm)["terraform"]!,
    });
    expect(await fromHcl(hclModule(other, { backend: true, helm }), helm)).toEqual(
      fromJson(stack.json, helm),
    );
  });
});

requires("terraform", "release-providers")("real providers", () => {
  const all = Object.entries({ ...RELEASES, ...CLUSTERS }).map(([, text], index) => {
    const config = text.includes("chartVersion")
      ? releaseConfig(text)
      : releaseConfig(RELEASES.production, text);
    const json = synthTexts(config)["acme-milvus"] as unknown as JsonObject;
    return stackOf(json, `acme-milvus-${index}`);
  });

  describe.each([
    { helm: 2, version: "2.17.0" },
    { helm: 3, version: "3.1.1" },
  ] as const)("Helm $version", ({ helm, version }) => {
    it("take every way to a cluster and every release", async () => {
      const folder = scratchFolder();
      writeTogether(folder, all, "hcl", { helm, version });
      expect(await complaints(folder)).toEqual({ validate: [], fmt: "" });
    });

    it.each(examples().filter(({ stack }) => isRelease(stack)))(
      "take $title with its own settings",
      async ({ stack }) => {
        const folder = scratchFolder();
        writeHcl(folder, stack, { backend: true, helm });
        expect(await complaints(folder)).toEqual({ validate: [], fmt: "" });
        const locked = readFileSync(join(folder, ".terraform.lock.hcl"), "utf8");
        expect(locked).toContain(`version     = "${version}"`);
      },
    );

    it("plan the same as with the JSON", async () => {
      const stack = stackOf(release(helm), "acme-milvus");
      const folder = scratchFolder();
      const [hcl, json] = [join(folder, "hcl"), join(folder, "json")];
      writeHcl(hcl, stack, { backend: true, helm });
      writeJson(json, stack);
      for (const own of [hcl, json]) {
        mkdirSync(join(own, "chart"));
        writeFileSync(
          join(own, "chart", "Chart.yaml"),
          "apiVersion: v2\nname: m\nversion: 1.0.0\n",
        );
      }
      const plan = await planned(hcl);
      expect(plan.resource_changes).toHaveLength(3);
      expect(plan).toEqual(await planned(json));
    });
  });
});
