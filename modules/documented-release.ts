import type { IConstruct } from "constructs";
import type { ReleaseSettings } from "../config/release";
import { asksForPassword } from "../values/milvus-config";
import { SCHEME_ANNOTATION } from "../values/service";
import type { Values } from "../values/values";
import { valueAt } from "../text/record";
import { waive } from "./waive";

const SOURCE = "configure-s3-access-by-iam-role, Deploy Milvus, milvus.yaml";

/**
 * Lets findings of `byoc check` stay that the document's own values file leads to, as long as the
 * config has not changed what it says there.
 */
export function waiveDocumented(
  resource: IConstruct,
  { preset, service }: ReleaseSettings,
  values: Values,
): void {
  if (preset !== "documented") return;
  const documented = (rule: string, finding: string, reason: string) =>
    waive(resource, {
      rule,
      finding,
      reason: `${SOURCE}: ${reason}`,
      owner: "byoc",
      kind: "documented",
    });
  const facing = valueAt(values, ["service", "annotations", SCHEME_ANNOTATION]);
  if (service.exposure === "public" && facing === "internet-facing") {
    const reason = "the load balancer faces the internet; the config consents by exposure: public";
    documented("release-exposure", "service", reason);
    if (valueAt(values, ["metrics", "enabled"]) === undefined) {
      documented("release-exposure", "metrics", "port 9091 is left to the chart, which opens it");
    }
    if (asksForPassword(values) === false) {
      const unasked = "Milvus is given no config of its own, so it asks nobody for a password";
      documented("release-exposure", "authorization", unasked);
    }
  }
  if (valueAt(values, ["externalS3", "region"]) === undefined) {
    documented("release-external-s3", "externalS3.region", "the region is told by the host alone");
  }
  if (valueAt(values, ["externalS3", "rootPath"]) === undefined) {
    documented("release-external-s3", "externalS3.rootPath", "the bucket is for Milvus alone");
  }
}
