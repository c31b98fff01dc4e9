import { basename } from "node:path";
import { SECTIONS, type Deployment } from "../../config/deployment";
import type { DeploymentSummary } from "../review";

/** What a config says, without the folder that it lies in. */
export function deploymentSummary(deployment: Deployment): DeploymentSummary {
  const { bootstrap, project, integration } = deployment;
  const { name, file, accountId, region, partition, edition, backend, tags } = deployment;
  const vendors = [bootstrap, project, integration].flatMap(
    (section) => section?.zillizAccountId ?? [],
  );
  const zilliz = [...new Set(vendors)].sort();
  return {
    name,
    // Either kind of slash: the config may have been read on Windows.
    config: basename(file.replaceAll("\\", "/")),
    accountId,
    region,
    partition,
    edition,
    backend: backend.type,
    sections: SECTIONS.filter((section) => deployment[section] !== undefined),
    ...(zilliz.length > 0 && { zillizAccountId: zilliz.join(", ") }),
    tags,
  };
}
