import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byoc } from "../build/byoc";
import { good } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { snapshot, type Snapshot } from "./snapshot";

const HEAD = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
zilliz: { externalId: cid-7h3k9m2p5q8r1s4t6u0v2w5x8 }
`;
const milvus = (bucket: string) => `milvus:
  cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: ${bucket} }
`;

/** A command that writes a folder, configs of two runs, and what the user has there. */
export interface Subject {
  readonly args: (config: string) => string[];
  readonly out: string;
  readonly old: string;
  readonly next: string;
  readonly mine: Readonly<Record<string, string>>;
}

/** One stack of both runs, one of each alone, and one that is gone and holds a user's file. */
export const SYNTH: Subject = {
  args: (config) => ["synth", "--quiet", "--config", config],
  out: "cdktf.out",
  old: `${HEAD}bootstrap: {}\nproject: { bucket: { name: zilliz-byoc-acme } }\n${milvus("acme-old")}`,
  next: `${HEAD}integration: { externalId: zilliz-external-7Qx2Wv4Yp6, bucket: { name: acme-export } }\n${milvus("acme-new")}`,
  mine: {
    "stacks/acme-milvus-access/terraform.tfvars": "mine = 1\n",
    "stacks/acme-bootstrap/terraform.tfstate": '{"mine": 2}\n',
  },
};

export const EXPORT: Subject = {
  args: (config) => ["export", "--quiet", "--format", "json", "--config", config],
  out: "review.out",
  old: `${HEAD}integration: { externalId: zilliz-external-7Qx2Wv4Yp6, bucket: { name: acme-export } }\n${milvus("acme-old")}`,
  next: `${HEAD}${milvus("acme-new")}`,
  mine: { "acme-milvus-access/notes.txt": "mine\n" },
};

/** Folders that were made once and are copied for each case. */
export interface Prepared {
  /** After the old run, with the user's files. */
  readonly old: Snapshot;
  /** After the new one in that. */
  readonly next: Snapshot;
  /** After the new one where nothing was. */
  readonly first: Snapshot;
  /** Makes the current folder one where the old run was, or none. */
  readonly begin: (from: "old" | "nothing") => void;
}

/** Has the tests of a `describe` run in a folder of their own, where `make` may write before. */
export function inScratch(make: (folder: string) => Promise<void>): void {
  const before = process.cwd();
  beforeAll(async () => {
    const folder = scratchFolder();
    process.chdir(folder);
    await make(folder);
  });
  afterAll(() => process.chdir(before));
}

function addMine({ out, mine }: Subject): void {
  for (const [path, text] of Object.entries(mine)) writeFileSync(join(out, path), text);
}

/** The same by the bundle, which tells another version than the sources. */
export function goodByBundle(args: readonly string[]): void {
  const { status, stderr } = byoc(args);
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
}

/** Makes both outputs in the current folder; `kept` is a folder of its own elsewhere. */
export async function prepare(
  subject: Subject,
  kept: string,
  make: (args: readonly string[]) => Promise<void> | void = good,
): Promise<Prepared> {
  const { args, out } = subject;
  writeFileSync("old.yaml", subject.old);
  writeFileSync("new.yaml", subject.next);
  await make(args("new.yaml"));
  const first = snapshot(out);
  rmSync(out, { recursive: true });
  await make(args("old.yaml"));
  addMine(subject);
  cpSync(out, kept, { recursive: true });
  const old = snapshot(out);
  await make(args("new.yaml"));
  const next = snapshot(out);
  const begin = (from: "old" | "nothing") => {
    rmSync(out, { recursive: true, force: true });
    if (from === "old") cpSync(kept, out, { recursive: true });
  };
  return { old, next, first, begin };
}
