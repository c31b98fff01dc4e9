import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { TerraformStack, Testing } from "cdktf";
import { address, resourcesOf } from "../../modules/address";

describe("address", () => {
  const stack = () => new TerraformStack(Testing.app(), "stack");
  const role = (scope: TerraformStack, id: string) =>
    new IamRole(scope, id, { assumeRolePolicy: "{}" });

  it("is the one that was asked for, wherever the construct stands", () => {
    const scope = stack();
    const resource = role(scope, "deep");
    address(resource, "storage_role", "acme-storage");
    expect(resource.fqn && JSON.parse(Testing.synth(scope)).resource.aws_iam_role).toHaveProperty(
      "storage_role",
    );
    expect(resourcesOf(scope)).toEqual([
      { address: "aws_iam_role.storage_role", name: "acme-storage" },
    ]);
  });

  it("cannot be given twice in a stack, where CDKTF would merge the two", () => {
    const scope = stack();
    address(role(scope, "one"), "role");
    expect(() => address(role(scope, "two"), "role")).toThrow(
      "two resources of stack have the address aws_iam_role.role",
    );
  });

  it("may be the same in another stack, or for another type", () => {
    const scope = stack();
    address(role(scope, "one"), "same");
    expect(() => address(new IamPolicy(scope, "two", { policy: "{}" }), "same")).not.toThrow();
    expect(() => address(role(stack(), "one"), "same")).not.toThrow();
  });
});
