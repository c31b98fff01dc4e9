import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartsMissing } from "./charts";
import { chromiumMissing } from "./tools-chromium";
import { clusterMissing } from "./tools-cluster";
import { cleanEnvironment, releaseProvidersMissing, terraformMissing } from "./tools-terraform";

/** What some tests need and is not part of this project: programs, files, time. */
export type Tool =
  | "terraform"
  | "tofu"
  | "moto"
  | "aws"
  | "helm"
  | "charts"
  | "release-providers"
  | "cluster"
  | "chromium"
  | "mount"
  | "time";

const REASONS: Readonly<Record<Tool, () => string | undefined>> = {
  chromium: chromiumMissing,
  mount: mountMissing,
  terraform: terraformMissing,
  tofu: () => (onPath("tofu", ["version"]) ? undefined : "tofu is not on PATH (OpenTofu)"),
  moto: () =>
    onPath("moto_server", ["--help"]) ? undefined : "moto_server is not on PATH (moto 5.2.1)",
  aws: () =>
    onPath("aws", ["--version"]) ? undefined : "aws is not on PATH (the AWS command line)",
  helm: () => (onPath("helm", ["version"]) ? undefined : "helm is not on PATH"),
  charts: chartsMissing,
  "release-providers": releaseProvidersMissing,
  cluster: clusterMissing,
  time: () =>
    process.env["BYOC_TEST_LONG"] ? undefined : "it takes minutes: BYOC_TEST_LONG=1 runs it",
};

const reasons = new Map<Tool, string | undefined>();

/** Why a tool cannot be used; undefined when it can. */
function missing(tool: Tool): string | undefined {
  if (!reasons.has(tool)) reasons.set(tool, REASONS[tool]());
  return reasons.get(tool);
}

/** A small disk of its own is what can be full. */
function mountMissing(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "byoc-mount-"));
  try {
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
    if (mounted.status !== 0) return "no tmpfs can be mounted here (root may)";
    spawnSync("umount", [folder]);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function onPath(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { env: cleanEnvironment(), timeout: 90_000 }).status === 0;
}

/**
 * `describe` for tests that need tools: `requires("terraform")("plans", () => …)`.
 *
 * Where a tool is missing the suite is skipped, with the reason in its title; where
 * BYOC_TEST_REQUIRE names the tool, it fails instead.
 */
export function requires(...tools: Tool[]): (title: string, body: () => void) => void {
  return (title, body) => {
    const absent = tools.flatMap((tool) => {
      const reason = missing(tool);
      return reason === undefined ? [] : [{ tool, reason }];
    });
    if (absent.length === 0) {
      describe(title, body);
      return;
    }
    const text = absent.map(({ reason }) => reason).join("; ");
    const demanded = (process.env["BYOC_TEST_REQUIRE"] ?? "").split(",").map((tool) => tool.trim());
    if (absent.some(({ tool }) => demanded.includes(tool))) {
      describe(title, () => {
        it("has the tools that BYOC_TEST_REQUIRE names", () => {
          throw new Error(text);
        });
      });
    } else {
      // The reporter reads the reason up to the first closing bracket.
      describe.skip(`${title} [skipped: ${text.replaceAll("]", ")")}]`, body);
    }
  };
}
