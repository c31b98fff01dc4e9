import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { policyArn } from "../aws/arn";
import type { Deployment } from "../config/deployment";
import type { Policy } from "../policies/document";
import { renderPolicy } from "../policies/render";
import { address } from "./address";

export interface ManagedPolicyProps {
  readonly deployment: Deployment;
  readonly name: string;
  readonly path: string;
  /** Written once: IAM knows no other change of a description than another policy. */
  readonly description: string;
  readonly policy: Policy;
}

/** A customer managed policy. */
export class ManagedPolicy extends Construct {
  readonly resource: IamPolicy;
  /** Known at synth; `depends_on` must tell the order where it is used. */
  readonly literalArn: string;

  constructor(scope: Construct, id: string, props: ManagedPolicyProps) {
    super(scope, id);
    const { partition, accountId } = props.deployment;
    this.literalArn = policyArn(partition, accountId, props.path, props.name);
    this.resource = new IamPolicy(this, "policy", {
      name: props.name,
      path: props.path,
      description: props.description,
      policy: renderPolicy(props.policy, "managed"),
      // Of a policy that was made by hand, or by an older version, it stays.
      lifecycle: { ignoreChanges: ["description"] },
    });
    address(this.resource, id, props.name, props.policy);
  }

  get arn(): string {
    return this.resource.arn;
  }
}
