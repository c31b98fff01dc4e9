import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { RoleSettings } from "../config/deployment";
import type { Policy } from "../policies/document";
import { renderPolicy } from "../policies/render";
import { address } from "./address";
import type { ManagedPolicy } from "./managed-policy";

export interface RoleProps {
  readonly settings: RoleSettings;
  readonly description: string;
  readonly trust: Policy;
  /**
   * Leave the trust as Zilliz has rewritten it: while it holds the placeholder, every later deploy
   * would otherwise undo the real issuer and cut off the data plane.
   * @default false
   */
  readonly ignoreTrustChanges?: boolean;
  /** The boundary's policy, when the same stack makes it. */
  readonly boundary?: ManagedPolicy;
}

/** A role with its trust; policies are put on it by the methods. */
export class Role extends Construct {
  private readonly resource: IamRole;

  constructor(
    scope: Construct,
    private readonly id: string,
    props: RoleProps,
  ) {
    super(scope, id);
    const { settings, trust, boundary } = props;
    this.resource = new IamRole(this, "role", {
      name: settings.name,
      path: settings.path,
      description: props.description,
      assumeRolePolicy: renderPolicy(trust, "trust"),
      permissionsBoundary: settings.boundary,
      maxSessionDuration: settings.maxSessionDuration,
      ...(props.ignoreTrustChanges && { lifecycle: { ignoreChanges: ["assume_role_policy"] } }),
      // The ARN is literal, so Terraform does not see the order by itself.
      dependsOn: boundary && [boundary.resource],
    });
    address(this.resource, id, settings.name, trust);
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** Puts an inline policy on the role. */
  addInlinePolicy(id: string, name: string, policy: Policy): void {
    const resource = new IamRolePolicy(this, id, {
      name,
      role: this.resource.name,
      policy: renderPolicy(policy, "inline"),
    });
    address(resource, id, name, policy);
  }

  /** Attaches a policy that the same stack makes. */
  attach(id: string, policy: ManagedPolicy): void {
    this.attachByArn(id, policy.literalArn, [policy.resource]);
  }

  /** Attaches a policy that exists: one that AWS maintains. */
  attachByArn(id: string, policyArn: string, dependsOn?: ITerraformDependable[]): void {
    const resource = new IamRolePolicyAttachment(this, id, {
      role: this.resource.name,
      policyArn,
      dependsOn,
    });
    const role = this.resource.nameInput ?? this.id;
    address(resource, id, `${policyArn.split("/").at(-1)} on ${role}`);
  }
}
