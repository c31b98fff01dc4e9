import type { App } from "cdktf";
import type { Deployment } from "../config/deployment";
import { BootstrapStack } from "./bootstrap";
import type { ByocStack } from "./byoc-stack";
import { IntegrationStack } from "./integration";
import { MilvusStack } from "./milvus";
import { MilvusAccessStack } from "./milvus-access";
import { ProjectStack } from "./project";

/** The stacks of a deployment: one for each section that its config has, and one for the release. */
export function stacksOf(app: App, deployment: Deployment): ByocStack[] {
  const { bootstrap, project, integration, milvus } = deployment;
  const first = bootstrap && new BootstrapStack(app, deployment);
  const stacks = [
    ...(project ? [{ stack: new ProjectStack(app, deployment, project), section: project }] : []),
    ...(integration
      ? [{ stack: new IntegrationStack(app, deployment, integration), section: integration }]
      : []),
    ...(milvus ? [{ stack: new MilvusAccessStack(app, deployment, milvus), section: milvus }] : []),
  ];
  for (const { stack, section } of stacks) {
    // IAM refuses a role whose boundary does not exist yet.
    if (first && section.boundary === "bootstrap") stack.addDependency(first);
  }
  const all = [...(first ? [first] : []), ...stacks.map(({ stack }) => stack)];
  const { release, clusterAccess } = milvus ?? {};
  if (!milvus || !release || !clusterAccess) return all;
  const milvusStack = new MilvusStack(app, deployment, { ...milvus, release, clusterAccess });
  // Pods that start before their role exists do not get it.
  milvusStack.addDependency(stacks.at(-1)!.stack);
  return [...all, milvusStack];
}
