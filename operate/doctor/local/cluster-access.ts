import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { parse } from "yaml";
import type { Deployment } from "../../../config/deployment";
import { valueAt } from "../../../text/record";
import { command } from "../../../text/shell";
import { systemReason } from "../../../text/system-error";
import { failed, ok, type LineBody } from "../line";

type Access = NonNullable<NonNullable<Deployment["milvus"]>["clusterAccess"]>;

/** The way to the cluster of a release: a kubeconfig with its context, or the AWS command line. */
export function clusterAccess(
  { milvus, region }: Deployment,
  environment: NodeJS.ProcessEnv,
): readonly LineBody[] {
  const access = milvus?.release && milvus.clusterAccess;
  if (!access) return [];
  if (access.kind === "kubeconfig") return [kubeconfig(access, milvus.clusterName, region)];
  const { stdout, error } = spawnSync("aws", ["--version"], { env: environment, encoding: "utf8" });
  if (error) {
    return [
      failed("AWS command line", "is not on PATH", {
        reason: `a token for cluster ${access.clusterName} is asked for with aws eks get-token`,
        fix: "install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
      }),
    ];
  }
  return [ok("AWS command line", stdout.trim().split(" ")[0] ?? "")];
}

function kubeconfig(
  { path, context }: Extract<Access, { kind: "kubeconfig" }>,
  cluster: string | undefined,
  region: string,
): LineBody {
  const about = `kubeconfig ${path}`;
  const alias = context === undefined ? [] : ["--alias", context];
  const fix = command(
    ...["aws", "eks", "update-kubeconfig", "--name", cluster ?? "CLUSTER", "--region", region],
    ...["--kubeconfig", path, ...alias],
  );
  let text: string;
  try {
    text = readFileSync(path.replace(/^~(?=\/)/, homedir()), "utf8");
  } catch (error) {
    const reason = systemReason(error, "read");
    if (reason === undefined) throw error;
    return failed(about, reason, { fix });
  }
  const file = parsed(text);
  if (file === undefined) return failed(about, "is no YAML", { fix: `mv ${path} ${path}.old` });
  const contexts = [valueAt(file, ["contexts"])]
    .flat()
    .map((one) => valueAt(one, ["name"]))
    .filter((name) => typeof name === "string");
  const current = valueAt(file, ["current-context"]);
  const meant = context ?? (typeof current === "string" ? current : "");
  if (contexts.includes(meant)) return ok(about, `has context ${meant}`);
  const list = contexts.length === 0 ? "none" : contexts.join(", ");
  const found = meant === "" ? "has no current context" : `has no context ${meant}`;
  return failed(about, found, { reason: `its contexts: ${list}`, fix });
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return undefined;
  }
}
