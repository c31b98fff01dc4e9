import type { Construct } from "constructs";
import type { Deployment } from "../config/deployment";
import { DocumentedStack } from "./documented-stack";

/** The eleven identifiers of byoc-prerequisites, "IAM permissions". */
export class BootstrapStack extends DocumentedStack {
  constructor(scope: Construct, deployment: Deployment) {
    super(scope, deployment, "bootstrap");
    this.makeRoles();
    this.showFields();
  }
}
