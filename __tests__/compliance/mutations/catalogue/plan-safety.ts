import { edit } from "../edits";
import { list, type Json } from "../file";
import { mutations } from "../judging";
import { destroy, forget, outside, outsideUnseen } from "../plan-edits";

const STORAGE = "aws_iam_role.storage_role";
const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});
const rogue = (values: Json) => {
  values["inline_policy"] = [...values["inline_policy"], { name: "rogue", policy: EVERYTHING }];
};
const attached = (values: Json) => {
  const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
  values["managed_policy_arns"] = [...values["managed_policy_arns"], arn];
};

/** What a plan destroys, and what somebody did outside of Terraform. */
export const PLAN_SAFETY = [
  ...mutations("applied plan", [
    ["plan-destroy", "a role is replaced", destroy(STORAGE, "name"), "error"],
    [
      "plan-destroy",
      "the cross-account role is destroyed",
      destroy("aws_iam_role.cross_account_role"),
      "error",
    ],
    [
      "plan-destroy",
      "an inline policy is destroyed",
      destroy("aws_iam_role_policy.storage_policy"),
      "warning",
    ],
    [
      "plan-destroy",
      "an attachment is replaced",
      destroy("aws_iam_role_policy_attachment.eks_cni_policy", "role"),
      "warning",
    ],
    ["plan-destroy", "a role is forgotten", forget("aws_iam_role.eks_role"), "warning"],
    [
      "plan-drift",
      "somebody has rewritten a trust",
      outside(
        STORAGE,
        (values) =>
          (values["assume_role_policy"] = EVERYTHING.replace('"Resource"', '"Principal"')),
      ),
      "error",
    ],
    [
      "plan-drift",
      "somebody has changed the inline policy",
      outside(
        "aws_iam_role_policy.storage_policy",
        (values) => (values["policy"] = EVERYTHING),
        false,
      ),
      "error",
    ],
    [
      "plan-drift",
      "somebody has made the sessions longer",
      outside(STORAGE, (values) => (values["max_session_duration"] = 43_200), false),
      "warning",
    ],
    [
      "plan-drift",
      "somebody has deleted a role",
      (file) => {
        outside(STORAGE, (values) => (values["description"] = "gone"))(file);
        const drift = (file["resource_drift"] as Json[]).find((one) => one["address"] === STORAGE)!;
        Object.assign(drift["change"] as Json, { actions: ["delete"], after: null });
      },
      "error",
    ],
    ["plan-undeclared-policy", "somebody has put a policy into a role", outside(STORAGE, rogue)],
    [
      "plan-undeclared-policy",
      "the same, and a refresh was applied since",
      outsideUnseen("aws_iam_role.cross_account_role", rogue),
    ],
    [
      "plan-undeclared-policy",
      "somebody has attached a policy to a role",
      outsideUnseen(STORAGE, attached),
    ],
    [
      "policy-admin",
      "what somebody put into a role allows everything",
      outsideUnseen(STORAGE, rogue),
    ],
    [
      "document-storage-policy",
      "what somebody put into a role is beyond the document",
      outsideUnseen(STORAGE, rogue),
    ],
  ]),
  ...mutations("minimal plan", [
    ["input-complete", "the plan is of some targets only", (file) => (file["complete"] = false)],
    ["input-complete", "Terraform could not finish the plan", (file) => (file["errored"] = true)],
    ["input-complete", "the configuration is taken out", (file) => delete file["configuration"]],
    [
      "input-complete",
      "what is written for the resources is taken out",
      (file) => {
        const written = list(file["configuration"].root_module.resources);
        for (const resource of written) delete resource["expressions"];
      },
    ],
    ["plan-destroy", "the bucket is replaced", destroy("aws_s3_bucket.bucket", "bucket"), "error"],
    [
      "plan-destroy",
      "the bucket's block against public access is destroyed",
      destroy("aws_s3_bucket_public_access_block.bucket"),
      "warning",
    ],
    [
      "bucket-public-access",
      "what blocks public access is destroyed",
      destroy("aws_s3_bucket_public_access_block.bucket"),
    ],
  ]),
  ...mutations("integration plan", [
    ["plan-destroy", "the key is destroyed", destroy("aws_kms_key.bucket_key"), "error"],
    [
      "plan-destroy",
      "the key's alias is replaced",
      destroy("aws_kms_alias.bucket_key", "name"),
      "error",
    ],
  ]),
  ...mutations("project plan", [
    [
      "plan-destroy",
      "a subnet is replaced",
      destroy("aws_subnet.private_1", "cidr_block"),
      "warning",
    ],
    ["plan-destroy", "the key is forgotten", forget("aws_kms_key.bucket_key"), "warning"],
    [
      "role-session",
      "sessions last longer than IAM takes",
      edit("aws_iam_role.storage_role", (values) => (values["max_session_duration"] = 90_000)),
      "error",
    ],
  ]),
  ...mutations("hardened plan", [
    [
      "plan-destroy",
      "the provider of the cluster is replaced",
      destroy("aws_iam_openid_connect_provider.cluster", "url"),
      "error",
    ],
  ]),
];
