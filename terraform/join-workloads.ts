import type { Index } from "./index-resources";
import { textAt } from "./known";
import { byValue, follow, type LinkEnd } from "./link";
import type { Resource } from "./model";
import type { WorkloadView } from "./model-view";

const ROLE: LinkEnd = { type: "aws_iam_role", names: ["arn", "name"] };
const PROFILE: LinkEnd = { type: "aws_iam_instance_profile", names: ["name", "arn"] };

type Path = readonly [string, ...(string | number)[]];

/** What runs with a role: the attribute that names it, and the one that leads to its role. */
interface Row {
  readonly kind: WorkloadView["kind"];
  /** Absent where AWS gives it an id of its own. */
  readonly name?: string;
  readonly role?: Path;
  readonly profile?: readonly Path[];
}

const INSTANCE: Row = { kind: "instance", profile: [["iam_instance_profile"]] };

const ROWS: Readonly<Record<string, Row>> = {
  aws_lambda_function: { kind: "function", name: "function_name", role: ["role"] },
  aws_instance: INSTANCE,
  aws_spot_instance_request: INSTANCE,
  aws_launch_template: {
    kind: "launch template",
    profile: [
      ["iam_instance_profile", 0, "name"],
      ["iam_instance_profile", 0, "arn"],
    ],
  },
  aws_ecs_task_definition: { kind: "ECS task", role: ["task_role_arn"] },
  aws_codebuild_project: { kind: "build project", name: "name", role: ["service_role"] },
  aws_codepipeline: { kind: "pipeline", name: "name", role: ["role_arn"] },
  aws_glue_dev_endpoint: { kind: "development endpoint", name: "name", role: ["role_arn"] },
  aws_sagemaker_notebook_instance: { kind: "notebook", name: "name", role: ["role_arn"] },
  aws_sfn_state_machine: { kind: "state machine", name: "name", role: ["role_arn"] },
  aws_cloudformation_stack: { kind: "stack", name: "name", role: ["iam_role_arn"] },
  aws_apprunner_service: {
    kind: "App Runner service",
    name: "service_name",
    role: ["instance_configuration", 0, "instance_role_arn"],
  },
  aws_emr_cluster: { kind: "EMR cluster", profile: [["ec2_attributes", 0, "instance_profile"]] },
  aws_bedrockagentcore_code_interpreter: {
    kind: "code interpreter",
    role: ["execution_role_arn"],
  },
};

/** Whatever of the input runs with a role; what has none is left out. */
export function joinWorkloads(index: Index): readonly WorkloadView[] {
  return Object.entries(ROWS).flatMap(([type, row]) =>
    index.ofType(type).flatMap((resource): WorkloadView[] => {
      const { kind, name, role, profile = [] } = row;
      const paths = role ? [role] : profile;
      if (!paths.some(([attribute]) => isSet(resource, attribute))) return [];
      const profiles = profile.flatMap((path) => reached(index, resource, path, PROFILE));
      const [found] = role
        ? reached(index, resource, role, ROLE)
        : profiles.flatMap((one) => follow(index, one, "role", ROLE).resources);
      const named = name === undefined ? undefined : textAt(resource, [name]);
      return [
        {
          resource,
          kind,
          ...(named?.known && { name: named.value }),
          role: found,
        },
      ];
    }),
  );
}

function isSet(resource: Resource, attribute: string): boolean {
  const found = resource.resolve(attribute);
  // What is unknown and in no expression is AWS's to set.
  if (!found.known) return resource.references[attribute] !== undefined;
  const { value } = found;
  return Array.isArray(value) ? value.length > 0 : (value ?? "") !== "";
}

function reached(index: Index, resource: Resource, path: Path, end: LinkEnd): readonly Resource[] {
  const text = textAt(resource, path);
  if (text?.known) return byValue(index, resource, text.value, end);
  return text ? follow(index, resource, path[0], end).resources : [];
}
