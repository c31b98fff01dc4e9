import type { Known, Resource } from "../terraform/model";
import { blocksIn } from "../terraform/json";
import { known, mapKnown, unknown, valueAt } from "../terraform/known";
import type { Model } from "../terraform/model-view";
import { uncertainOf } from "../terraform/uncertain";
import { aclGrants, type Doors } from "./bucket-acl";
import { simpleChange } from "./changes";
import type { PermissionChange, Sides } from "./diff";
import { sameFiles } from "./same-input";

/** One setting that keeps the public out; what happens without it. */
interface Setting {
  readonly name: string;
  readonly type: string;
  readonly part: "block" | "ownership";
  readonly read: (part: Resource) => Known<boolean>;
  readonly without: (label: string) => string;
}

const flag = (name: string, without: Setting["without"]): Setting => ({
  name,
  type: "aws_s3_bucket_public_access_block",
  part: "block",
  read: (part) => mapKnown(valueAt(part, [name]), (value) => value === true),
  without,
});

const SETTINGS: readonly Setting[] = [
  flag("block_public_policy", (label) => `a policy that opens ${label} to everybody can be set`),
  flag(
    "restrict_public_buckets",
    (label) => `a policy that opens ${label} to everybody takes effect for other accounts`,
  ),
  flag(
    "block_public_acls",
    (label) => `access lists (ACLs) that open ${label} or its objects to everybody can be set`,
  ),
  flag(
    "ignore_public_acls",
    (label) => `access lists (ACLs) that open ${label} or its objects to everybody take effect`,
  ),
  {
    name: "object_ownership",
    type: "aws_s3_bucket_ownership_controls",
    part: "ownership",
    read: (part) => {
      const [block] = blocksIn(part.values["rule"]);
      const path = Array.isArray(part.values["rule"]) ? ["rule", 0] : ["rule"];
      const value = valueAt(part, block ? [...path, "object_ownership"] : ["rule"]);
      return mapKnown(value, (one) => one === "BucketOwnerEnforced");
    },
    without: (label) => `access lists (ACLs) count for ${label} and its objects, beside policies`,
  },
];

/** Settings that were turned off or on, and ACLs that open the bucket. */
export function exposureChanges(
  models: Sides<Model>,
  label: string,
  { before, after }: Sides<Doors | undefined>,
): PermissionChange[] {
  return [
    ...SETTINGS.flatMap((setting) => settingChange(models, label, setting, { before, after })),
    ...aclChanges(label, { before, after }),
  ];
}

function settingChange(
  models: Sides<Model>,
  label: string,
  setting: Setting,
  { before, after }: Sides<Doors | undefined>,
): PermissionChange[] {
  if (isUnset(setting, before) && isUnset(setting, after)) return [];
  const [old, now] = [stateOf(setting, before), stateOf(setting, after)];
  const part = after?.[setting.part] ?? before?.[setting.part] ?? after?.bucket ?? before?.bucket;
  const because = { policy: part?.address ?? label };
  if (!old.known || !now.known) {
    const partOf = (doors: Doors | undefined) => doors?.[setting.part] ?? doors?.bucket;
    const [one, other] = [partOf(before), partOf(after)];
    if (one && other && !old.known && !now.known && sameFiles(models, one, other)) return [];
    const why = old.known ? (now.known ? "" : now.why) : old.why;
    const text = `it cannot be told whether ${label} can be opened further: ${setting.name} is unknown (${why})`;
    return [simpleChange("undecided", "exposure", text, because)];
  }
  // S3 gives a new bucket every one of them.
  const unset = (after ?? before)?.bucket !== undefined && !(before && after);
  const [was, is] = [old.value ?? unset, now.value ?? unset];
  if (was === is) return [];
  const verb = was ? "from now on" : "it is no longer possible that";
  const text = `${verb} ${setting.without(label)} (${setting.name})`;
  return [simpleChange(was ? "gained" : "lost", "exposure", text, because)];
}

/** What nothing sets is as S3 makes it, with a bucket or without. */
function isUnset({ part }: Setting, doors: Doors | undefined): boolean {
  return doors?.[part] === undefined && (doors?.uncertain ?? []).length === 0;
}

/** Undefined where nothing sets it. */
function stateOf(
  { part, read, type }: Setting,
  doors: Doors | undefined,
): Known<boolean | undefined> {
  const resource = doors?.[part];
  if (resource) return read(resource);
  const [candidate] = uncertainOf(doors?.uncertain ?? [], type);
  if (!candidate) return known(undefined);
  return unknown(candidate.address, candidate.uncertain ?? "it may be set elsewhere in the files");
}

function aclChanges(
  label: string,
  { before, after }: Sides<Doors | undefined>,
): PermissionChange[] {
  const [old, now] = [aclGrants(before), aclGrants(after)];
  const tell = (direction: "gained" | "lost", one: typeof old, other: typeof old) =>
    [...one].flatMap(([grant, { address: policy }]) => {
      if (other.has(grant)) return [];
      const said = direction === "gained" ? nowSaid(grant) : noLongerSaid(grant);
      const text = `${said} ${label}, by its access list (ACL)`;
      return [simpleChange(direction, "exposure", text, { policy })];
    });
  return [...tell("gained", now, old), ...tell("lost", old, now)];
}

const nowSaid = (grant: string) => grant.replace(" may ", " may now ");

/** "Everybody may no longer" could mean that some still may. */
function noLongerSaid(grant: string): string {
  if (!grant.includes(" may ")) return `no longer so: ${grant}`;
  return grant.replace(/^everybody(?= may )/, "the public").replace(" may ", " may no longer ");
}
