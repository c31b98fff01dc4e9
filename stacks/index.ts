import type { App } from "cdktf";
import type { Deployment } from "../config/deployment";
import type { ByocStack } from "./byoc-stack";
import { DocumentedStack } from "./documented-stack";
import { IntegrationStack } from "./integration";
import { MilvusStack } from "./milvus";
import { MilvusAccessStack } from "./milvus-access";
import { ProjectStack } from "./project";

/** The stacks of a deployment: one for each section that its config has, and one for the release. */
export function stacksOf(app: App, deployment: Deployment): ByocStack[] {
  const { bootstrap, project, integration, milvus } = deployment;
  const first = bootstrap && new DocumentedStack(app, deployment, "bootstrap").make();
  const made = [
    project && { stack: new ProjectStack(app, deployment, project), ...project },
    integration && { stack: new IntegrationStack(app, deployment, integration), ...integration },
    milvus && { stack: new MilvusAccessStack(app, deployment, milvus), ...milvus },
  ].filter((one) => one !== undefined);
  for (const { stack, boundary } of made) {
    // IAM refuses a role whose boundary does not exist yet.
    if (first && boundary === "bootstrap") stack.addDependency(first);
  }
  const all: ByocStack[] = [...(first ? [first] : []), ...made.map(({ stack }) => stack)];
  const { release, clusterAccess } = milvus ?? {};
  if (!milvus || !release || !clusterAccess) return all;
  const milvusStack = new MilvusStack(app, deployment, { ...milvus, release, clusterAccess });
  // Pods that start before their role exists do not get it.
  milvusStack.addDependency(all.at(-1)!);
  return [...all, milvusStack];
}
