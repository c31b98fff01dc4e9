/**
 * What a step of a way acts on, as ARNs are made of it. `{name}` is a name of the walker's choice.
 * Source: AWS service authorization reference, "Resource types defined by" each service.
 */
const ARNS = {
  role: "iam::{account}:role/{name}",
  user: "iam::{account}:user/{name}",
  group: "iam::{account}:group/{name}",
  policy: "iam::{account}:policy/{name}",
  "instance profile": "iam::{account}:instance-profile/{name}",
  "identity provider": "iam::{account}:oidc-provider/{name}",
  "SAML provider": "iam::{account}:saml-provider/{name}",
  function: "lambda:{region}:{account}:function:{name}",
  "event source mapping": "lambda:{region}:{account}:event-source-mapping:{name}",
  subnet: "ec2:{region}:{account}:subnet/{name}",
  "security group": "ec2:{region}:{account}:security-group/{name}",
  volume: "ec2:{region}:{account}:volume/{name}",
  "network interface": "ec2:{region}:{account}:network-interface/{name}",
  image: "ec2:{region}::image/{name}",
  instance: "ec2:{region}:{account}:instance/{name}",
  "spot request": "ec2:{region}:{account}:spot-instances-request/{name}",
  "launch template": "ec2:{region}:{account}:launch-template/{name}",
  "auto scaling group":
    "autoscaling:{region}:{account}:autoScalingGroup:{name}:autoScalingGroupName/{name}",
  "launch configuration":
    "autoscaling:{region}:{account}:launchConfiguration:{name}:launchConfigurationName/{name}",
  stack: "cloudformation:{region}:{account}:stack/{name}/{name}",
  "stack set": "cloudformation:{region}:{account}:stackset/{name}:{name}",
  "build project": "codebuild:{region}:{account}:project/{name}",
  pipeline: "codepipeline:{region}:{account}:{name}",
  "data pipeline": "datapipeline:{region}:{account}:pipeline/{name}",
  "ECS cluster": "ecs:{region}:{account}:cluster/{name}",
  "ECS service": "ecs:{region}:{account}:service/{name}/{name}",
  "ECS task": "ecs:{region}:{account}:task/{name}/{name}",
  "task definition": "ecs:{region}:{account}:task-definition/{name}:1",
  "job definition": "batch:{region}:{account}:job-definition/{name}",
  "job queue": "batch:{region}:{account}:job-queue/{name}",
  "development endpoint": "glue:{region}:{account}:devEndpoint/{name}",
  "Glue job": "glue:{region}:{account}:job/{name}",
  "Glue trigger": "glue:{region}:{account}:trigger/{name}",
  "Glue session": "glue:{region}:{account}:session/{name}",
  notebook: "sagemaker:{region}:{account}:notebook-instance/{name}",
  "lifecycle configuration":
    "sagemaker:{region}:{account}:notebook-instance-lifecycle-config/{name}",
  "training job": "sagemaker:{region}:{account}:training-job/{name}",
  "processing job": "sagemaker:{region}:{account}:processing-job/{name}",
  "tuning job": "sagemaker:{region}:{account}:hyper-parameter-tuning-job/{name}",
  "state machine": "states:{region}:{account}:stateMachine:{name}",
  "EMR cluster": "elasticmapreduce:{region}:{account}:cluster/{name}",
  "App Runner service": "apprunner:{region}:{account}:service/{name}/{name}",
  rule: "events:{region}:{account}:rule/{name}",
  schedule: "scheduler:{region}:{account}:schedule/default/{name}",
  agent: "bedrock:{region}:{account}:agent/{name}",
  "code interpreter": "bedrock-agentcore:{region}:{account}:code-interpreter-custom/{name}",
  document: "ssm:{region}:{account}:document/{name}",
  automation: "ssm:{region}:{account}:automation-definition/{name}:1",
  "identity pool": "cognito-identity:{region}:{account}:identitypool/{name}",
  environment: "elasticbeanstalk:{region}:{account}:environment/{name}/{name}",
  "EKS cluster": "eks:{region}:{account}:cluster/{name}",
  "access entry": "eks:{region}:{account}:access-entry/{name}/role/{account}/{name}/0",
  "permission set": "sso:::permissionSet/{name}/{name}",
  "bucket object": "s3:::{name}/any",
  /** Actions that take no resource. */
  anything: "*",
} as const;

export type ResourceKind = keyof typeof ARNS;

/** @throws Error when the table of ways names a kind that has no ARN here. */
export function kindNamed(text: string): ResourceKind {
  if (!isKind(text)) throw new Error(`no ARN is known of the kind "${text}"`);
  return text;
}

function isKind(text: string): text is ResourceKind {
  return Object.hasOwn(ARNS, text);
}

/** Where ARNs are. */
export interface Whereabouts {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A name that no policy would have in mind. */
const ANY_NAME = "zq-any";

/** ARN of something that only a grant on every one of its kind takes in. */
export function anyOf(kind: ResourceKind, where: Whereabouts): string {
  return arnOf(kind, where, ANY_NAME);
}

export function arnOf(kind: ResourceKind, where: Whereabouts, name: string): string {
  const template = ARNS[kind];
  if (template === "*") return template;
  const { partition, account, region } = where;
  return `arn:${partition}:${template}`
    .replaceAll("{account}", account)
    .replaceAll("{region}", region)
    .replaceAll("{name}", name);
}
