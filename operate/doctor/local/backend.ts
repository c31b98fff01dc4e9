import { dirname, resolve } from "node:path";
import { backendOf, setting } from "../../backend";
import { ok, skipped, type LineBody } from "../line";
import type { DoctorSubject } from "../subject";

/** What can be said of the place of the states without asking it. */
export function backend({ stacks, out }: DoctorSubject): readonly LineBody[] {
  const [first] = stacks;
  if (!first) return [];
  const { type, settings } = backendOf(first);
  const about = `backend ${type}`;
  if (type === "local") {
    const path = setting(settings, "path") ?? "terraform.tfstate";
    const folder = dirname(resolve(out, "stacks", first.id, path));
    return [ok(about, `states lie in ${folder}, on this machine alone`)];
  }
  // The checks of AWS look at this one.
  if (type === "s3") return [];
  const reason = "only Terraform has a client of it";
  return [skipped(about, "is not asked", { reason, fix: "byoc plan says whether it is reached" })];
}
