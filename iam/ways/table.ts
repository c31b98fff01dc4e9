import type { Way } from "./way";

/**
 * Every known way to more rights. Sources: `P` pathfinding.cloud (DataDog, 2025-12, path ids), `R`
 * Rhino Security Labs, "AWS IAM privilege escalation methods" (numbers), `B` Bishop Fox, "Privilege
 * escalation in AWS" (2021), `C` cloudsplaining and PMapper (names of their checks).
 */
export const WAYS: readonly Way[] = [
  // Rights written into IAM.
  {
    id: "policy-version",
    source: "P iam-001, R 1",
    can: "write a new version of a policy",
    steps: ["iam:CreatePolicyVersion @policy"],
    gives: "any rights",
  },
  {
    id: "policy-default-version",
    source: "R 2",
    can: "bring back an older version of a policy",
    steps: ["iam:SetDefaultPolicyVersion @policy"],
    gives: "any rights",
  },
  {
    id: "role-inline-policy",
    source: "P iam-005, R 12",
    can: "write any policy into a role",
    steps: ["iam:PutRolePolicy @role"],
    gives: "any rights",
  },
  {
    id: "role-attach-policy",
    source: "P iam-009, R 9",
    can: "attach AdministratorAccess to a role",
    steps: ["iam:AttachRolePolicy @role"],
    gives: "any rights",
  },
  {
    id: "user-inline-policy",
    source: "P iam-007, R 10",
    can: "write any policy into a user",
    steps: ["iam:PutUserPolicy @user"],
    gives: "any rights",
  },
  {
    id: "user-attach-policy",
    source: "P iam-008, R 7",
    can: "attach AdministratorAccess to a user",
    steps: ["iam:AttachUserPolicy @user"],
    gives: "any rights",
  },
  {
    id: "group-inline-policy",
    source: "P iam-011, R 11",
    can: "write any policy into a group",
    steps: ["iam:PutGroupPolicy @group"],
    gives: "any rights",
  },
  {
    id: "group-attach-policy",
    source: "P iam-010, R 8",
    can: "attach AdministratorAccess to a group",
    steps: ["iam:AttachGroupPolicy @group"],
    gives: "any rights",
  },
  {
    id: "group-member",
    source: "P iam-013, R 13",
    can: "add users to a group, itself included",
    steps: ["iam:AddUserToGroup @group"],
  },
  {
    id: "new-role",
    source: "C CreateRole",
    can: "make a role with any rights",
    steps: ["iam:CreateRole role", "iam:AttachRolePolicy role"],
    gives: "any rights",
  },
  {
    id: "new-role-inline",
    source: "C CreateRole",
    can: "make a role with any policy in it",
    steps: ["iam:CreateRole role", "iam:PutRolePolicy role"],
    gives: "any rights",
  },
  {
    id: "role-boundary-removed",
    source: "B boundaries",
    can: "take the permissions boundary off a role",
    steps: ["iam:DeleteRolePermissionsBoundary @role"],
  },
  {
    id: "role-boundary-replaced",
    source: "B boundaries",
    can: "put another permissions boundary on a role",
    steps: ["iam:PutRolePermissionsBoundary @role"],
  },
  {
    id: "user-boundary-removed",
    source: "B boundaries",
    can: "take the permissions boundary off a user",
    steps: ["iam:DeleteUserPermissionsBoundary @user"],
  },
  {
    id: "user-boundary-replaced",
    source: "B boundaries",
    can: "put another permissions boundary on a user",
    steps: ["iam:PutUserPermissionsBoundary @user"],
  },
  {
    id: "permission-set-inline",
    source: "C SSO",
    can: "write any policy into a permission set of IAM Identity Center",
    steps: ["sso:PutInlinePolicyToPermissionSet @permission set"],
    gives: "any rights",
  },
  {
    id: "permission-set-managed",
    source: "C SSO",
    can: "attach AdministratorAccess to a permission set of IAM Identity Center",
    steps: ["sso:AttachManagedPolicyToPermissionSet @permission set"],
    gives: "any rights",
  },

  // Somebody else's identity.
  {
    id: "access-key",
    source: "P iam-002, P iam-003, R 4",
    can: "make an access key for a user, and act as that user",
    steps: ["iam:CreateAccessKey @user"],
  },
  {
    id: "login-profile",
    source: "P iam-004, R 5",
    can: "give a user a console password, and act as that user",
    steps: ["iam:CreateLoginProfile @user"],
  },
  {
    id: "login-profile-changed",
    source: "P iam-006, R 6",
    can: "change the console password of a user, and act as that user",
    steps: ["iam:UpdateLoginProfile @user"],
  },
  {
    id: "service-credential",
    source: "C CreateServiceSpecificCredential",
    can: "make a service credential for a user, and act as that user in that service",
    steps: ["iam:CreateServiceSpecificCredential @user"],
  },
  {
    id: "role-trust",
    source: "P iam-012, R 14",
    can: "change who may assume a role, and assume it",
    steps: ["iam:UpdateAssumeRolePolicy @role"],
  },
  {
    id: "assume-role",
    source: "P sts-001",
    can: "assume a role",
    steps: ["sts:AssumeRole @role"],
  },
  {
    id: "identity-provider",
    source: "C CreateOpenIDConnectProvider",
    can: "make an OIDC provider of its own and have a role trust it",
    steps: [
      "iam:UpdateAssumeRolePolicy @role",
      "iam:CreateOpenIDConnectProvider identity provider",
    ],
  },
  {
    id: "saml-provider",
    source: "C UpdateSAMLProvider",
    can: "put its own metadata into a SAML provider, and sign in as whoever uses it",
    steps: ["iam:UpdateSAMLProvider @SAML provider"],
  },

  // Rights written into IAM, and used as somebody else.
  {
    id: "role-attach-policy-assume",
    source: "P iam-014",
    can: "attach AdministratorAccess to a role and assume it",
    steps: ["iam:AttachRolePolicy @role", "sts:AssumeRole @role"],
    gives: "any rights",
  },
  {
    id: "role-inline-policy-assume",
    source: "P iam-017",
    can: "write any policy into a role and assume it",
    steps: ["iam:PutRolePolicy @role", "sts:AssumeRole @role"],
    gives: "any rights",
  },
  {
    id: "policy-version-assume",
    source: "P iam-016",
    can: "assume a role after writing a new version of its policy",
    steps: ["iam:CreatePolicyVersion policy", "sts:AssumeRole @role"],
    gives: "any rights",
  },
  {
    id: "role-attach-policy-trust",
    source: "P iam-019",
    can: "attach AdministratorAccess to a role and have it trust anybody",
    steps: ["iam:AttachRolePolicy @role", "iam:UpdateAssumeRolePolicy @role"],
    gives: "any rights",
  },
  {
    id: "role-inline-policy-trust",
    source: "P iam-021",
    can: "write any policy into a role and have it trust anybody",
    steps: ["iam:PutRolePolicy @role", "iam:UpdateAssumeRolePolicy @role"],
    gives: "any rights",
  },
  {
    id: "policy-version-trust",
    source: "P iam-020",
    can: "have a role trust anybody after writing a new version of its policy",
    steps: ["iam:CreatePolicyVersion policy", "iam:UpdateAssumeRolePolicy @role"],
    gives: "any rights",
  },
  {
    id: "user-attach-policy-key",
    source: "P iam-015",
    can: "attach AdministratorAccess to a user and make a key for it",
    steps: ["iam:AttachUserPolicy @user", "iam:CreateAccessKey @user"],
    gives: "any rights",
  },
  {
    id: "user-inline-policy-key",
    source: "P iam-018",
    can: "write any policy into a user and make a key for it",
    steps: ["iam:PutUserPolicy @user", "iam:CreateAccessKey @user"],
    gives: "any rights",
  },

  // A role handed to a service.
  ...passed("lambda.amazonaws.com", [
    [
      "lambda-invoke",
      "P lambda-001, R 15",
      "run a function of its own with the rights of a role",
      ["lambda:CreateFunction function", "lambda:InvokeFunction function"],
    ],
    [
      "lambda-event",
      "P lambda-002, R 17",
      "run a function of its own on events with the rights of a role",
      ["lambda:CreateFunction function", "lambda:CreateEventSourceMapping event source mapping"],
    ],
    [
      "lambda-permission",
      "P lambda-006, R 16",
      "have others invoke a function of its own with the rights of a role",
      ["lambda:CreateFunction function", "lambda:AddPermission function"],
    ],
    [
      "lambda-role-changed",
      "C UpdateFunctionConfiguration",
      "give another role to a function and put its own code there",
      ["lambda:UpdateFunctionConfiguration function", "lambda:UpdateFunctionCode function"],
    ],
  ]),
  ...passed("ec2.amazonaws.com", [
    [
      "ec2-run",
      "P ec2-001, R 3",
      "run instances with the rights of a role",
      ["ec2:RunInstances instance"],
    ],
    [
      "ec2-spot",
      "P ec2-003",
      "run spot instances with the rights of a role",
      ["ec2:RequestSpotInstances spot request"],
    ],
    [
      "ec2-profile-attached",
      "B EC2",
      "give an instance that it can use the rights of a role",
      ["ec2:AssociateIamInstanceProfile instance"],
    ],
    [
      "ec2-profile-replaced",
      "B EC2",
      "change the role of an instance that it can use",
      ["ec2:ReplaceIamInstanceProfileAssociation instance"],
    ],
    [
      "autoscaling-template",
      "B AutoScaling",
      "run instances of a launch template of its own with the rights of a role",
      [
        "ec2:CreateLaunchTemplate launch template",
        "autoscaling:CreateAutoScalingGroup auto scaling group",
      ],
    ],
    [
      "autoscaling-configuration",
      "B AutoScaling",
      "run instances of a launch configuration of its own with the rights of a role",
      [
        "autoscaling:CreateLaunchConfiguration launch configuration",
        "autoscaling:CreateAutoScalingGroup auto scaling group",
      ],
    ],
    [
      "autoscaling-changed",
      "B AutoScaling",
      "have an auto scaling group run instances with the rights of a role",
      [
        "autoscaling:CreateLaunchConfiguration launch configuration",
        "autoscaling:UpdateAutoScalingGroup auto scaling group",
      ],
    ],
    [
      "beanstalk",
      "B Elastic Beanstalk",
      "run code in an environment with the rights of a role",
      ["elasticbeanstalk:CreateEnvironment environment"],
    ],
  ]),
  ...passed("glue.amazonaws.com", [
    [
      "glue-endpoint",
      "P glue-001, R 18",
      "open a development endpoint with the rights of a role",
      ["glue:CreateDevEndpoint development endpoint"],
    ],
    [
      "glue-job",
      "P glue-003",
      "run a Glue job of its own with the rights of a role",
      ["glue:CreateJob Glue job", "glue:StartJobRun Glue job"],
    ],
    [
      "glue-job-trigger",
      "P glue-004",
      "have a trigger run a Glue job of its own with the rights of a role",
      ["glue:CreateJob Glue job", "glue:CreateTrigger Glue trigger"],
    ],
    [
      "glue-job-changed",
      "P glue-005",
      "change a Glue job and run it with the rights of a role",
      ["glue:UpdateJob Glue job", "glue:StartJobRun Glue job"],
    ],
    [
      "glue-job-changed-trigger",
      "P glue-006",
      "change a Glue job and have a trigger run it with the rights of a role",
      ["glue:UpdateJob Glue job", "glue:CreateTrigger Glue trigger"],
    ],
    [
      "glue-session",
      "C Glue sessions",
      "open a Glue session with the rights of a role",
      ["glue:CreateSession Glue session", "glue:RunStatement Glue session"],
    ],
  ]),
  ...passed("cloudformation.amazonaws.com", [
    [
      "stack",
      "P cloudformation-001, R 20",
      "make anything by a stack with the rights of a role",
      ["cloudformation:CreateStack stack"],
    ],
    [
      "stack-changed",
      "C UpdateStack",
      "change a stack with the rights of a role",
      ["cloudformation:UpdateStack stack"],
    ],
    [
      "change-set",
      "C CreateChangeSet",
      "make anything by a change set with the rights of a role",
      ["cloudformation:CreateChangeSet stack", "cloudformation:ExecuteChangeSet stack"],
    ],
    [
      "stack-set",
      "P cloudformation-003",
      "make anything in many accounts by a stack set with the rights of a role",
      ["cloudformation:CreateStackSet stack set", "cloudformation:CreateStackInstances stack set"],
    ],
    [
      "stack-set-changed",
      "P cloudformation-004",
      "change a stack set with the rights of a role",
      ["cloudformation:UpdateStackSet stack set"],
    ],
  ]),
  ...passed("datapipeline.amazonaws.com", [
    [
      "data-pipeline",
      "P datapipeline-001, R 21",
      "run commands in a data pipeline with the rights of a role",
      [
        "datapipeline:CreatePipeline data pipeline",
        "datapipeline:PutPipelineDefinition data pipeline",
        "datapipeline:ActivatePipeline data pipeline",
      ],
    ],
  ]),
  ...passed("codebuild.amazonaws.com", [
    [
      "build",
      "P codebuild-001",
      "run a build of its own with the rights of a role",
      ["codebuild:CreateProject build project", "codebuild:StartBuild build project"],
    ],
    [
      "build-batch",
      "P codebuild-004",
      "run a batch of builds of its own with the rights of a role",
      ["codebuild:CreateProject build project", "codebuild:StartBuildBatch build project"],
    ],
    [
      "build-changed",
      "C UpdateProject",
      "change a build project and run it with the rights of a role",
      ["codebuild:UpdateProject build project", "codebuild:StartBuild build project"],
    ],
  ]),
  ...passed("codestar.amazonaws.com", [
    [
      "codestar",
      "R CodeStar",
      "make anything by a CodeStar project with the rights of a role",
      ["codestar:CreateProject anything"],
    ],
  ]),
  ...passed("codepipeline.amazonaws.com", [
    [
      "pipeline",
      "C CodePipeline",
      "run a pipeline of its own with the rights of a role",
      ["codepipeline:CreatePipeline pipeline"],
    ],
  ]),
  ...passed("sagemaker.amazonaws.com", [
    [
      "notebook",
      "P sagemaker-001, R 24",
      "open a notebook with the rights of a role",
      ["sagemaker:CreateNotebookInstance notebook"],
    ],
    [
      "training-job",
      "P sagemaker-002",
      "run a training job of its own with the rights of a role",
      ["sagemaker:CreateTrainingJob training job"],
    ],
    [
      "processing-job",
      "P sagemaker-003",
      "run a processing job of its own with the rights of a role",
      ["sagemaker:CreateProcessingJob processing job"],
    ],
    [
      "tuning-job",
      "C SageMaker",
      "run a tuning job of its own with the rights of a role",
      ["sagemaker:CreateHyperParameterTuningJob tuning job"],
    ],
  ]),
  ...passed("ecs-tasks.amazonaws.com", [
    [
      "ecs-service-cluster",
      "P ecs-001",
      "run a service of its own in a cluster of its own with the rights of a role",
      [
        "ecs:CreateCluster ECS cluster",
        "ecs:RegisterTaskDefinition task definition",
        "ecs:CreateService ECS service",
      ],
    ],
    [
      "ecs-task-cluster",
      "P ecs-002",
      "run a task of its own in a cluster of its own with the rights of a role",
      [
        "ecs:CreateCluster ECS cluster",
        "ecs:RegisterTaskDefinition task definition",
        "ecs:RunTask task definition",
      ],
    ],
    [
      "ecs-service",
      "P ecs-003",
      "run a service of its own with the rights of a role",
      ["ecs:RegisterTaskDefinition task definition", "ecs:CreateService ECS service"],
    ],
    [
      "ecs-service-changed",
      "C UpdateService",
      "have a service run a task of its own with the rights of a role",
      ["ecs:RegisterTaskDefinition task definition", "ecs:UpdateService ECS service"],
    ],
    [
      "ecs-task",
      "P ecs-004",
      "run a task of its own with the rights of a role",
      ["ecs:RegisterTaskDefinition task definition", "ecs:RunTask task definition"],
    ],
    [
      "ecs-task-started",
      "P ecs-005",
      "start a task of its own with the rights of a role",
      ["ecs:RegisterTaskDefinition task definition", "ecs:StartTask task definition"],
    ],
    [
      "batch",
      "B Batch",
      "run a batch job of its own with the rights of a role",
      ["batch:RegisterJobDefinition job definition", "batch:SubmitJob job definition"],
    ],
  ]),
  ...passed("states.amazonaws.com", [
    [
      "state-machine",
      "B Step Functions",
      "run a state machine of its own with the rights of a role",
      ["states:CreateStateMachine state machine", "states:StartExecution state machine"],
    ],
    [
      "state-machine-changed",
      "B Step Functions",
      "change a state machine and run it with the rights of a role",
      ["states:UpdateStateMachine state machine", "states:StartExecution state machine"],
    ],
  ]),
  ...passed("elasticmapreduce.amazonaws.com", [
    [
      "emr",
      "B EMR",
      "run steps of its own on an EMR cluster with the rights of a role",
      ["elasticmapreduce:RunJobFlow EMR cluster"],
    ],
  ]),
  ...passed("tasks.apprunner.amazonaws.com", [
    [
      "apprunner",
      "P apprunner-001",
      "run a service of its own in App Runner with the rights of a role",
      ["apprunner:CreateService App Runner service"],
    ],
  ]),
  ...passed("events.amazonaws.com", [
    [
      "event-rule",
      "B EventBridge",
      "have EventBridge act with the rights of a role",
      ["events:PutRule rule", "events:PutTargets rule"],
    ],
  ]),
  ...passed("scheduler.amazonaws.com", [
    [
      "schedule",
      "B EventBridge Scheduler",
      "have the scheduler call any API with the rights of a role",
      ["scheduler:CreateSchedule schedule"],
    ],
  ]),
  ...passed("bedrock.amazonaws.com", [
    [
      "bedrock-agent",
      "B Bedrock",
      "have an agent of its own act with the rights of a role",
      ["bedrock:CreateAgent agent", "bedrock:InvokeAgent agent"],
    ],
  ]),
  ...passed("bedrock-agentcore.amazonaws.com", [
    [
      "code-interpreter",
      "P bedrock-001",
      "run code in a code interpreter of its own with the rights of a role",
      [
        "bedrock-agentcore:CreateCodeInterpreter code interpreter",
        "bedrock-agentcore:StartCodeInterpreterSession code interpreter",
        "bedrock-agentcore:InvokeCodeInterpreter code interpreter",
      ],
    ],
  ]),
  ...passed("ssm.amazonaws.com", [
    [
      "automation",
      "B Systems Manager",
      "run an automation of its own with the rights of a role",
      ["ssm:CreateDocument document", "ssm:StartAutomationExecution automation"],
    ],
  ]),
  ...passed("cognito-identity.amazonaws.com", [
    [
      "identity-pool",
      "B Cognito",
      "give everybody who signs in to an identity pool the rights of a role",
      ["cognito-identity:SetIdentityPoolRoles identity pool"],
    ],
  ]),
  ...passed("pods.eks.amazonaws.com", [
    [
      "eks-pod-identity",
      "C EKS",
      "give pods of its choice the rights of a role",
      ["eks:CreatePodIdentityAssociation EKS cluster"],
    ],
  ]),
  ...passed("eks.amazonaws.com", [
    [
      "eks-node-group",
      "C EKS",
      "run nodes with the rights of a role",
      ["eks:CreateNodegroup EKS cluster"],
    ],
  ]),

  // What has a role already.
  {
    id: "function-code",
    source: "P lambda-003, P lambda-004, P lambda-005, R 19",
    can: "put its own code into a function, and so use the function's role",
    steps: ["lambda:UpdateFunctionCode @function"],
  },
  {
    id: "function-layer",
    source: "B Lambda layers",
    can: "put a layer of its own into a function, and so use the function's role",
    steps: ["lambda:UpdateFunctionConfiguration @function"],
  },
  {
    id: "instance-user-data",
    source: "P ec2-002",
    can: "change the user data of an instance and restart it, and so use the instance's role",
    steps: [
      "ec2:ModifyInstanceAttribute @instance",
      "ec2:StopInstances @instance",
      "ec2:StartInstances @instance",
    ],
  },
  {
    id: "launch-template-version",
    source: "P ec2-004",
    can: "change what is run from a launch template, and so use its role",
    steps: [
      "ec2:CreateLaunchTemplateVersion @launch template",
      "ec2:ModifyLaunchTemplate @launch template",
    ],
  },
  {
    id: "instance-connect",
    source: "P ec2instanceconnect-003",
    can: "sign in to an instance by SSH, and so use the instance's role",
    steps: ["ec2-instance-connect:SendSSHPublicKey @instance"],
  },
  {
    id: "instance-serial-console",
    source: "B EC2",
    can: "sign in to an instance at its serial console, and so use the instance's role",
    steps: ["ec2-instance-connect:SendSerialConsoleSSHPublicKey @instance"],
  },
  {
    id: "instance-session",
    source: "P ssm-001",
    can: "open a session on an instance, and so use the instance's role",
    steps: ["ssm:StartSession @instance"],
  },
  {
    id: "instance-command",
    source: "P ssm-002",
    can: "run commands on an instance, and so use the instance's role",
    steps: ["ssm:SendCommand @instance", "ssm:SendCommand document"],
  },
  {
    id: "task-command",
    source: "B ECS Exec",
    can: "run commands in a task, and so use the task's role",
    steps: ["ecs:ExecuteCommand @ECS task"],
  },
  {
    id: "endpoint-key",
    source: "P glue-002, R 18",
    can: "put its own SSH key into a development endpoint, and so use the endpoint's role",
    steps: ["glue:UpdateDevEndpoint @development endpoint"],
  },
  {
    id: "stack-updated",
    source: "P cloudformation-002",
    can: "change a stack, and so use the role that the stack has",
    steps: ["cloudformation:UpdateStack @stack"],
  },
  {
    id: "stack-change-set",
    source: "P cloudformation-005",
    can: "change a stack by a change set, and so use the role that the stack has",
    steps: ["cloudformation:CreateChangeSet @stack", "cloudformation:ExecuteChangeSet @stack"],
  },
  {
    id: "build-started",
    source: "P codebuild-002",
    can: "start a build with a build specification of its own, and so use the project's role",
    steps: ["codebuild:StartBuild @build project"],
  },
  {
    id: "build-batch-started",
    source: "P codebuild-003",
    can: "start a batch of builds with a specification of its own, and so use the project's role",
    steps: ["codebuild:StartBuildBatch @build project"],
  },
  {
    id: "notebook-url",
    source: "P sagemaker-004, R 25",
    can: "open a notebook, and so use the notebook's role",
    steps: ["sagemaker:CreatePresignedNotebookInstanceUrl @notebook"],
  },
  {
    id: "notebook-lifecycle",
    source: "P sagemaker-005",
    can: "have a notebook run a script when it starts, and so use the notebook's role",
    steps: [
      "sagemaker:CreateNotebookInstanceLifecycleConfig lifecycle configuration",
      "sagemaker:StopNotebookInstance @notebook",
      "sagemaker:UpdateNotebookInstance @notebook",
      "sagemaker:StartNotebookInstance @notebook",
    ],
  },
  {
    id: "apprunner-changed",
    source: "P apprunner-002",
    can: "have a service of App Runner run its own image, and so use the service's role",
    steps: ["apprunner:UpdateService @App Runner service"],
  },
  {
    id: "code-interpreter-session",
    source: "P bedrock-002",
    can: "run code in a code interpreter, and so use the interpreter's role",
    steps: [
      "bedrock-agentcore:StartCodeInterpreterSession @code interpreter",
      "bedrock-agentcore:InvokeCodeInterpreter @code interpreter",
    ],
  },
  {
    id: "state-machine-updated",
    source: "B Step Functions",
    can: "change a state machine, and so use the state machine's role",
    steps: ["states:UpdateStateMachine @state machine", "states:StartExecution @state machine"],
  },
  {
    id: "emr-step",
    source: "B EMR",
    can: "run a step of its own on an EMR cluster, and so use the cluster's role",
    steps: ["elasticmapreduce:AddJobFlowSteps @EMR cluster"],
  },
  {
    id: "pipeline-changed",
    source: "C CodePipeline",
    can: "change a pipeline, and so use the pipeline's role",
    steps: ["codepipeline:UpdatePipeline @pipeline"],
  },
  {
    id: "cluster-access",
    source: "C EKS",
    can: "make itself administrator of an EKS cluster, and so use the roles of its pods",
    steps: ["eks:CreateAccessEntry @EKS cluster", "eks:AssociateAccessPolicy access entry"],
  },
];

type PassedRow = readonly [id: string, source: string, can: string, steps: Way["steps"]];

/** Ways that begin with handing a role to a service. */
function passed(passedTo: string, rows: readonly PassedRow[]): readonly Way[] {
  return rows.map(([id, source, can, steps]) => ({
    id: `pass-role-${id}`,
    source,
    can,
    passedTo,
    steps,
  }));
}
