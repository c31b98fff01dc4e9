import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";

/** What a client needs to reach a Kubernetes API server. */
export interface Kubeconfig {
  readonly file: string;
  readonly server: string;
  readonly ca: Buffer | undefined;
  readonly cert: Buffer | undefined;
  readonly key: Buffer | undefined;
  readonly token: string | undefined;
}

type Entry = Readonly<Record<string, string | undefined>>;
interface KubeconfigFile {
  readonly "current-context"?: string;
  readonly contexts?: readonly { name: string; context: { cluster: string; user: string } }[];
  readonly clusters?: readonly { name: string; cluster: Entry }[];
  readonly users?: readonly { name: string; user: Entry }[];
}

const LOOPBACK = /^https:\/\/(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?\/?$/;

/** Why no API server can be used; undefined when one can. Tests write to no other than a local one. */
export function clusterMissing(): string | undefined {
  const named = process.env["BYOC_TEST_KUBECONFIG"];
  if (!named) return "BYOC_TEST_KUBECONFIG names no kubeconfig of a server on this machine";
  if (!existsSync(named)) return "BYOC_TEST_KUBECONFIG names a file that is not there";
  return LOOPBACK.test(kubeconfig().server)
    ? undefined
    : "BYOC_TEST_KUBECONFIG names a server that is not on this machine's loopback";
}

/** The current context of BYOC_TEST_KUBECONFIG. */
export function kubeconfig(): Kubeconfig {
  const file = resolve(process.env["BYOC_TEST_KUBECONFIG"] ?? "");
  const read = parse(readFileSync(file, "utf8")) as KubeconfigFile;
  const context = read.contexts?.find(({ name }) => name === read["current-context"])?.context;
  const cluster = read.clusters?.find(({ name }) => name === context?.cluster)?.cluster ?? {};
  const user = read.users?.find(({ name }) => name === context?.user)?.user ?? {};
  const bytes = (entry: Entry, key: string) => {
    const data = entry[`${key}-data`];
    if (data !== undefined) return Buffer.from(data, "base64");
    const path = entry[key];
    return path === undefined ? undefined : readFileSync(resolve(dirname(file), path));
  };
  return {
    file,
    server: cluster["server"] ?? "",
    ca: bytes(cluster, "certificate-authority"),
    cert: bytes(user, "client-certificate"),
    key: bytes(user, "client-key"),
    token: user["token"],
  };
}
