import { own } from "../../text/own";

/** Names that AWS gives its services, by the prefix of their actions. */
const NAMES: Readonly<Record<string, string>> = {
  acm: "Certificate Manager",
  apigateway: "API Gateway",
  autoscaling: "Auto Scaling",
  bedrock: "Bedrock",
  cloudformation: "CloudFormation",
  cloudfront: "CloudFront",
  cloudtrail: "CloudTrail",
  cloudwatch: "CloudWatch",
  codebuild: "CodeBuild",
  dynamodb: "DynamoDB",
  ecr: "ECR",
  elasticache: "ElastiCache",
  elasticloadbalancing: "Elastic Load Balancing",
  events: "EventBridge",
  glue: "Glue",
  guardduty: "GuardDuty",
  kinesis: "Kinesis",
  lambda: "Lambda",
  logs: "CloudWatch Logs",
  organizations: "Organizations",
  route53: "Route 53",
  sagemaker: "SageMaker",
  secretsmanager: "Secrets Manager",
  ssm: "Systems Manager",
  states: "Step Functions",
};

/** What is in a service whose name tells nothing to a reader who knows no AWS. */
const CONTENTS: Readonly<Record<string, string>> = {
  ec2: "machines and networks",
  eks: "Kubernetes clusters",
  iam: "users, roles and their rights",
  kms: "encryption keys",
  sts: "sessions of roles",
};

/** A service as its documentation calls it; short prefixes are abbreviations. */
export function serviceWords(prefix: string): string {
  const service = prefix.toLowerCase();
  return own(NAMES, service) ?? (service.length <= 3 ? service.toUpperCase() : service);
}

/** All of a service: `S3`, `IAM (users, roles and their rights)`. */
export function wholeServiceWords(prefix: string): string {
  const contents = own(CONTENTS, prefix.toLowerCase());
  return `${serviceWords(prefix)}${contents === undefined ? "" : ` (${contents})`}`;
}
